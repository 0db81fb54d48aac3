import type { Evidence } from '../evidence.ts';
import type { Effect } from '../operation.ts';
import { atPlaces } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations, sourceSample } from './samples.ts';

/** A grave new call within the accepted role. Made by the gate. */
export const abilityAdded: FindingKindDefinition<
  'ability-added',
  /** `ability` completes "it can now …". */
  {
    readonly operation: string;
    readonly ability: string;
    readonly effect: Effect;
    readonly evidence: readonly Evidence[];
  }
> = {
  kind: 'ability-added',
  severity: 'error',
  title: 'A change newly deletes, executes or administers something, within the accepted role',
  why: 'The role allows it already, so no admin will be asked: the review of this change is the only one there is.',
  help: 'Do without the call, or accept it with `rolefit check --update` and have the lock reviewed.',
  topics: ['security', 'least-privilege'],
  precision: 'very-high',
  // More than somebody accepted.
  risk: 6,
  about: 'call',
  gate: 'compared',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ operation, ability, evidence }) =>
    `the integration can now ${ability}: ${operation} is not accepted yet, though the role allows it${atPlaces(evidence)}`,
  subject: ({ operation }) => [operation],
  evidence: ({ evidence }) => evidence,
  sample: {
    operation: sampleOperations.deleteLeads,
    ability: 'delete any lead',
    effect: 'delete',
    evidence: [sourceSample],
  },
};
