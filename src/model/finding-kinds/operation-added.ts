import type { Evidence } from '../evidence.ts';
import type { Effect } from '../operation.ts';
import { atPlaces } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations, sourceSample } from './samples.ts';

/** A new call within the accepted role. Made by the gate. */
export const operationAdded: FindingKindDefinition<
  'operation-added',
  { readonly operation: string; readonly effect: Effect; readonly evidence: readonly Evidence[] }
> = {
  kind: 'operation-added',
  severity: 'note',
  title: 'A new operation is called, within the accepted role',
  why: 'What an integration does is reviewed in the lock, even where the role stays the same.',
  help: 'Accept it with `rolefit check --update`.',
  topics: ['least-privilege'],
  precision: 'very-high',
  risk: 'none',
  about: 'call',
  gate: 'compared',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: true,
  describe: ({ operation, effect, evidence }) =>
    `${operation} (${effect}) is not accepted yet; the role allows it${atPlaces(evidence)}`,
  subject: ({ operation }) => [operation],
  evidence: ({ evidence }) => evidence,
  sample: { operation: sampleOperations.getLeads, effect: 'read', evidence: [sourceSample] },
};
