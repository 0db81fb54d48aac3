import { describePlace } from '../describe-evidence.ts';
import type { InputPlace } from '../input-error.ts';
import { count, formatNumber, listSome } from '../words.ts';
import { shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';

/** More findings of a kind than were accepted. Made by the gate. */
export const baselineExceeded: FindingKindDefinition<
  'baseline-exceeded',
  {
    /** A kind of finding. */
    readonly kind: string;
    readonly accepted: number;
    readonly found: number;
    readonly locations: readonly InputPlace[];
  }
> = {
  kind: 'baseline-exceeded',
  severity: 'error',
  title: 'There are more findings of a kind than were accepted',
  why: 'What was accepted is old; what exceeds it is new.',
  help: 'Fix the new ones; their number may fall, never rise. `rolefit check --update --baseline` accepts them.',
  topics: ['completeness'],
  precision: 'very-high',
  risk: 'none',
  about: 'call',
  gate: 'compared',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ kind, accepted, found, locations }) => {
    const where = locations.length === 0 ? '' : `: ${listSome(locations.map(describePlace), shownOperations)}`;
    return `${count(found, `${kind} finding`)} where ${formatNumber(accepted)} ${accepted === 1 ? 'is' : 'are'} accepted${where}`;
  },
  subject: ({ kind }) => [kind],
  sample: {
    kind: 'unresolved-call',
    accepted: 1,
    found: 2,
    locations: [{ file: 'src/sync/leads.ts', line: 41, column: 9 }],
  },
};
