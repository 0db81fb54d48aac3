import type { OperationId } from '../operation.ts';
import { isMet } from '../requirement.ts';
import { count } from '../words.ts';
import { ofOperations, placeOf } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** What an open call of the code may have sent is no finding; neither is a call that whoever has a token may make. */
export const callNotInCode: FindingKindDefinition<
  'call-not-in-code',
  { readonly operation: OperationId; readonly calls: number }
> = {
  kind: 'call-not-in-code',
  severity: 'warning',
  title: 'An operation in the recorded traffic is nowhere in the code',
  why: 'Somebody else may have the credential, and a role made from the code alone would be too small.',
  help: 'Find out whether another program has the same credential; otherwise pass all of the code, or say in a comment what an open call is.',
  topics: ['security', 'completeness'],
  precision: 'medium',
  risk: 5,
  about: 'recording',
  gate: 'ordinary',
  shownAs: 'call',
  brief: 'by severity',
  beginsWithName: true,
  describe: ({ operation, calls }) => `${operation} is in ${count(calls, 'recorded call')} and nowhere in the code`,
  subject: ({ operation }) => [operation],
  evidence: ({ operation }, { service }) => ofOperations([operation], service),
  find: ({ services }) =>
    services.flatMap(({ name, operations, sources, unresolved }) => {
      const stray = new Set(sources?.onlyTraffic ?? []);
      const explained = new Set(unresolved.flatMap(({ narrowedTo = [] }) => narrowedTo));
      const confidence = unresolved.some(({ reachable }) => reachable) ? 'partial' : 'inferred';
      return operations
        .filter(({ operation }) => stray.has(operation.id) && !explained.has(operation))
        .filter(({ operation }) => !isMet(operation.requires, () => false))
        .map(({ operation, calls, evidence }) => ({
          arguments: { operation: operation.id, calls },
          service: name,
          confidence,
          location: placeOf(evidence[0]),
        }));
    }),
  sample: { operation: sampleOperations.deleteLeads, calls: 3 },
};
