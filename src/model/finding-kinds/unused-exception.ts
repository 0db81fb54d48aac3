import type { FindingKindDefinition } from './definition.ts';

/** An exception for nothing. Made by the gate. */
export const unusedException: FindingKindDefinition<'unused-exception', { readonly kind: string }> = {
  kind: 'unused-exception',
  severity: 'warning',
  title: 'An exception is not used',
  why: 'It would hide the next finding of its kind, about which nobody has decided.',
  help: 'Remove it, so that it cannot hide a finding later.',
  topics: ['maintainability'],
  precision: 'very-high',
  risk: 'none',
  about: 'comment',
  gate: 'own',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ kind }) => `the exception for ${kind} is not used: there is no such finding`,
  subject: ({ kind }, file) => [kind, file],
  sample: { kind: 'excess-permission' },
};
