import { didYouMean, quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** An exception that is not counted. Made by the gate. */
export const invalidException: FindingKindDefinition<
  'invalid-exception',
  /** `kind` as written; absent where there is none. With a kind that is known and a reason, the day is what is wrong. */
  { readonly kind?: string; readonly similar?: string; readonly isKnown: boolean; readonly hasReason: boolean }
> = {
  kind: 'invalid-exception',
  severity: 'error',
  title: 'A comment that should except a finding is not valid',
  why: 'An exception that nobody can check counts for nothing.',
  help: 'Write `rolefit-ignore-next-line <kind> until=YYYY-MM-DD -- reason`; the reason is required, the day is not.',
  topics: ['maintainability'],
  precision: 'very-high',
  risk: 'none',
  about: 'comment',
  gate: 'own',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ kind, similar, isKnown, hasReason }) => {
    if (kind === undefined) return 'the comment does not say which kind of finding it excepts';
    if (!isKnown) return `the comment excepts ${quote(kind)}, which is not a kind of finding${didYouMean(similar)}`;
    if (!hasReason) return `the comment excepts ${kind} without a reason`;
    return `the comment excepts ${kind} until a day that is not in the calendar`;
  },
  subject: ({ kind = '', isKnown, hasReason }, file) => [kind, `${isKnown}`, `${hasReason}`, file],
  sample: { kind: 'exces-permission', similar: 'excess-permission', isKnown: false, hasReason: true },
};
