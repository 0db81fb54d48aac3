import { quote } from '../words.ts';
import { inCode, mostOpen } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';

/** Texts of the code that look like Marketo's API and that nothing accounts for, each at its place. */
export const textNotFollowed: FindingKindDefinition<
  'text-not-followed',
  /** `text` is host and path alone. */
  { readonly text: string }
> = {
  kind: 'text-not-followed',
  severity: 'note',
  title: "A text that looks like Marketo's API leads to no call",
  why: 'A request may have been missed there; until that is known, the role is a lower bound.',
  help: 'Find out what sends it. Say which operation it is in a comment on its line (`// rolefit: GET /rest/v1/leads.json`), or `// rolefit: no request` where it is none.',
  topics: ['completeness'],
  precision: 'medium',
  risk: 'none',
  about: 'call',
  gate: 'uncertain',
  shownAs: 'finding',
  brief: 'told',
  beginsWithName: false,
  describe: ({ text }) => `${quote(text)} looks like Marketo's API, but no request that was followed sends it`,
  subject: ({ text }, file) => [text, file],
  find: ({ inputs, code }) =>
    inputs
      .flatMap(({ unfollowed }) => unfollowed ?? [])
      .slice(0, mostOpen)
      .map(({ shown, ...place }) => ({ arguments: { text: shown }, ...inCode(place, code) })),
  sample: { text: '/rest/v1/leeds.json' },
};
