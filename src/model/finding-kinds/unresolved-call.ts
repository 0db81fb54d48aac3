import { describePattern } from '../describe-pattern.ts';
import type { Evidence } from '../evidence.ts';
import type { InputPlace } from '../input-error.ts';
import { holeReasons, isHole } from '../value.ts';
import { placeOf } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';

/** A call whose operation cannot be told. */
export const unresolvedCall: FindingKindDefinition<
  'unresolved-call',
  { readonly known: string; readonly reason: string }
> = {
  kind: 'unresolved-call',
  severity: 'note',
  title: 'The target of a call could not be followed',
  why: 'What it needs is not known; until it is, the role is a lower bound.',
  help: 'Say what it calls in a comment (`// rolefit: GET /rest/v1/leads.json`), or pass traffic that exercises it.',
  topics: ['completeness'],
  precision: 'medium',
  risk: 'none',
  about: 'call',
  gate: 'uncertain',
  shownAs: 'call',
  brief: 'told',
  beginsWithName: false,
  describe: ({ known, reason }) =>
    `the target of this call could not be followed: ${reason}${known === '' ? '' : `; known so far: ${known}`}`,
  subject: ({ known }, file) => [known, file],
  evidence: (_, { service, location }) =>
    (service?.unresolved ?? []).map(({ evidence }) => evidence).filter((evidence) => isAt(evidence, location)),
  find: ({ services }) =>
    services.flatMap(({ name, unresolved }) =>
      unresolved.map(({ method, path, evidence }) => {
        const hole = path.find(isHole);
        return {
          arguments: {
            known: `${method ?? '?'} ${describePattern(path)}`,
            reason: hole === undefined ? 'the method is not known' : holeReasons[hole.reason],
          },
          service: name,
          confidence: 'partial',
          location: placeOf(evidence),
        };
      }),
    ),
  sample: { known: 'POST /rest/v1/{name}.json', reason: 'a parameter' },
};

function isAt(evidence: Evidence, place: InputPlace | undefined): boolean {
  if (place === undefined || evidence.file !== place.file) return false;
  return evidence.kind === 'traffic' || (evidence.line === place.line && evidence.column === place.column);
}
