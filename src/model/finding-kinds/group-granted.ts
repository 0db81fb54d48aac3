import { quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** The box that stands for all boxes below it. */
export const groupGranted: FindingKindDefinition<'group-granted', { readonly group: string }> = {
  kind: 'group-granted',
  severity: 'warning',
  title: "A group's own box is ticked, which grants everything in it",
  why: "A group's box also grants whatever Marketo adds to the group later, without anybody ticking it.",
  help: 'Untick the group, and tick only the permissions of the minimal role.',
  topics: ['security', 'least-privilege'],
  cwe: 250,
  precision: 'very-high',
  risk: 'of what it opens',
  about: 'grant',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'told',
  beginsWithName: false,
  describe: ({ group }) => `the box of the group ${quote(group)} is ticked, which grants every permission in it`,
  subject: ({ group }) => [group],
  opens: (_, service) => service?.blastRadius.beyond,
  find: ({ services }) =>
    services.flatMap(({ name, comparison }) =>
      (comparison?.grant.groups ?? []).map((group) => ({ arguments: { group }, service: name, confidence: 'exact' })),
    ),
  sample: { group: 'Access API' },
};
