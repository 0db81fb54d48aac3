import type { FindingKindDefinition } from './definition.ts';

/** An input of which a part was not read. */
export const incompleteInput: FindingKindDefinition<
  'incomplete-input',
  { readonly file: string; readonly what: string }
> = {
  kind: 'incomplete-input',
  severity: 'warning',
  title: 'An input could not be read to its end',
  why: 'What was not read may call more, so the role is a lower bound.',
  help: 'Record or export it again, fix code that does not parse, or pass a smaller folder; what was read counts, what is missing may need more permissions.',
  topics: ['completeness'],
  precision: 'very-high',
  risk: 'none',
  about: 'input',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: true,
  describe: ({ file, what }) => `${file} could not be read to its end: ${what}`,
  subject: ({ file }) => [file],
  find: ({ inputs }) =>
    inputs
      .filter(({ complete }) => !complete)
      .map(({ file, problem = 'it could not be read to its end' }) => ({
        arguments: { file, what: problem },
        confidence: 'exact',
        location: { file },
      })),
  sample: { file: 'src/sync/leads.ts', what: 'it ends early' },
};
