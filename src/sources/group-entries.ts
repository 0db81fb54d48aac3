import type { EntryGroup } from '../model/report.ts';
import type { Entry } from './source-set.ts';

/** So many files of one reason are named; the others are counted. */
export const maxNamed = 20;

/** The entries by the reason for which they were taken, each reason once. Sorted by reason, files by path. */
export function groupEntries(entries: readonly Entry[]): EntryGroup[] {
  const files = new Map<string, string[]>();
  for (const { path, reason } of entries) files.set(reason, [...(files.get(reason) ?? []), path]);
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, all]) => ({ reason, count: all.length, files: all.sort().slice(0, maxNamed) }));
}
