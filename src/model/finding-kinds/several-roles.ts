import { count, listWords, quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** A grant of more than one role. */
export const severalRoles: FindingKindDefinition<'several-roles', { readonly roles: readonly string[] }> = {
  kind: 'several-roles',
  severity: 'note',
  title: 'The grant combines several roles',
  why: 'How Marketo combines the roles of one user decides what is excess and what is missing.',
  help: "Confirm in Marketo what the user can do: one of Adobe's pages says that the most restrictive role wins.",
  topics: ['grant'],
  precision: 'medium',
  risk: 'none',
  about: 'grant',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ roles }) => `the grant combines ${count(roles.length, 'role')}: ${listWords(roles.map(quote))}`,
  subject: () => [],
  find: ({ services }) =>
    services.flatMap(({ name, comparison }) =>
      comparison === undefined || comparison.grant.roles.length < 2
        ? []
        : [{ arguments: { roles: comparison.grant.roles }, service: name, confidence: 'exact' }],
    ),
  sample: { roles: ['API Sync', 'Read-Only Leads'] },
};
