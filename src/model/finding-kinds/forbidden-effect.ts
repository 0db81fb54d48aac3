import type { Evidence } from '../evidence.ts';
import type { Effect, OperationId } from '../operation.ts';
import { atPlaces } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations, sourceSample } from './samples.ts';

/** Against the policy. Made by the gate. */
export const forbiddenEffect: FindingKindDefinition<
  'forbidden-effect',
  { readonly operation: OperationId; readonly effect: Effect; readonly evidence: readonly Evidence[] }
> = {
  kind: 'forbidden-effect',
  severity: 'error',
  title: 'A service does what the policy forbids',
  why: 'Somebody decided that this service must never do that.',
  help: 'Do without the call, give it to another service, or change the policy.',
  topics: ['security', 'least-privilege'],
  cwe: 250,
  precision: 'very-high',
  // Against what somebody decided.
  risk: 7,
  about: 'call',
  gate: 'own',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ operation, effect, evidence }) =>
    `the policy forbids the effect "${effect}", which ${operation} has${atPlaces(evidence)}`,
  subject: ({ operation, effect }) => [operation, effect],
  evidence: ({ evidence }) => evidence,
  sample: { operation: sampleOperations.deleteLeads, effect: 'delete', evidence: [sourceSample] },
};
