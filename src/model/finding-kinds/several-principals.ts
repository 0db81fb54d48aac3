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
  title: 'The recordings hold several API users, and which one the code is was not said',
  why: 'Which of them the code works as was not guessed, so code and traffic are not compared with each other.',
  help: 'Name the one that is the code with `--principal`, or give each service its code and its user in `rolefit.config.json`.',
  topics: ['completeness'],
  precision: 'very-high',
  risk: 'none',
  about: 'input',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'shown',
  beginsWithName: false,
  describe: ({ principals }) =>
    `the recordings hold calls of ${listWords(principals)}, and which of them is the code is not known`,
  subject: () => [],
  find: ({ undecided }) =>
    undecided.length < 2 ? [] : [{ arguments: { principals: undecided }, confidence: 'exact' }],
  sample: { principals: ['user 1', 'user 2'] },
};
