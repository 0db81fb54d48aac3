import { describePattern } from '../describe-pattern.ts';
import type { OperationId } from '../operation.ts';
import { didYouMean } from '../words.ts';
import { placeOf } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** A call that no rule knows. */
export const unmatchedCall: FindingKindDefinition<
  'unmatched-call',
  { readonly method: string; readonly path: string; readonly similar?: OperationId }
> = {
  kind: 'unmatched-call',
  severity: 'note',
  title: 'A call to Marketo matches no known operation',
  why: 'What it needs is not known; until it is, the role is a lower bound.',
  help: "Check the method and path against Adobe's reference; the endpoint may not exist.",
  topics: ['completeness'],
  precision: 'medium',
  risk: 'none',
  about: 'call',
  gate: 'uncertain',
  shownAs: 'call',
  brief: 'told',
  beginsWithName: true,
  describe: ({ method, path, similar }) => `${method} ${path} matches no known operation${didYouMean(similar)}`,
  subject: ({ method, path }) => [method, path],
  evidence: ({ path }, { service }) =>
    (service?.unmatched ?? [])
      .filter((call) => describePattern(call.path) === path)
      .flatMap(({ evidence }) => evidence),
  find: ({ services }) =>
    services.flatMap(({ name, unmatched }) =>
      unmatched.map(({ method, path, evidence, similar: [similar] }) => ({
        arguments: {
          method: method ?? '?',
          path: describePattern(path),
          ...(similar === undefined ? {} : { similar: similar.id }),
        },
        service: name,
        confidence: 'exact',
        location: placeOf(evidence[0]),
      })),
    ),
  sample: { method: 'GET', path: '/rest/v1/leeds.json', similar: sampleOperations.getLeads },
};
