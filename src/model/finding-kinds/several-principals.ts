import { listWords } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** Code and traffic were given without a word about which of the users the code works as. */
export const severalPrincipals: FindingKindDefinition<
  'several-principals',
  /** Labels. */
  { readonly principals: readonly string[] }
> = {
  kind: 'several-principals',
  severity: 'note',
  title: 'The recordings hold several API users, and it is not known which one the code uses',
  why: 'rolefit does not guess which user the code works as, so code and traffic are not compared with each other.',
  help: 'Name the user of the code with `--principal`, or give each service its code and its user in `rolefit.config.json`.',
  topics: ['completeness'],
  precision: 'very-high',
  risk: 'none',
  about: 'input',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'shown',
  beginsWithName: false,
  describe: ({ principals }) =>
    `the recordings hold calls of ${listWords(principals)}, and it is not known which of them the code uses`,
  subject: () => [],
  find: ({ undecided }) =>
    undecided.length < 2 ? [] : [{ arguments: { principals: undecided }, confidence: 'exact' }],
  sample: { principals: ['user 1', 'user 2'] },
};
