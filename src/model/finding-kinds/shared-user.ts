import { listWords, quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** Two Custom Services of one user: its role has to hold what any of them needs. A config tells of others. */
export const sharedUser: FindingKindDefinition<
  'shared-user',
  /** What they share; the user's name and the credential's label are never repeated. */
  { readonly services: readonly string[]; readonly shared: 'user' | 'credential' }
> = {
  kind: 'shared-user',
  severity: 'warning',
  title: 'Two services work as one API-Only user',
  why: "A role is the user's: each of the services can do everything that any of them needs, and nobody can tell them apart.",
  help: 'Give each service its own user and credential: usage, quota and errors are counted by user, and the role has to hold what any of them needs.',
  topics: ['security', 'least-privilege'],
  cwe: 250,
  precision: 'very-high',
  risk: 5,
  about: 'config',
  gate: 'own',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ services, shared }) =>
    `${listWords(services.map(quote))} work with ${shared === 'user' ? 'the same API-Only user' : 'the same credential'}`,
  subject: ({ services, shared }) => [...services, shared],
  find: ({ sharing }) =>
    sharing.map((services) => ({ arguments: { services, shared: 'user' as const }, confidence: 'exact' })),
  sample: { services: ['nightly sync', 'billing'], shared: 'user' },
};
