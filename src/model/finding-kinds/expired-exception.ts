import type { FindingKindDefinition } from './definition.ts';

/** An exception whose day is over. Made by the gate. */
export const expiredException: FindingKindDefinition<
  'expired-exception',
  { readonly kind: string; readonly until: string }
> = {
  kind: 'expired-exception',
  severity: 'warning',
  title: 'An exception has expired',
  why: 'It was decided for a limited time, which is over.',
  help: 'Fix what it excepted, or decide again and set a later day.',
  topics: ['maintainability'],
  precision: 'very-high',
  risk: 'none',
  about: 'comment',
  gate: 'own',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ kind, until }) => `the exception for ${kind} expired after ${until}`,
  subject: ({ kind, until }, file) => [kind, until, file],
  sample: { kind: 'excess-permission', until: '2026-01-31' },
};
