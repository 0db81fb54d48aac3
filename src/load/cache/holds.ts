import { classifyPath } from '../../sources/classify-path.ts';
import type { FileFacts } from '../../sources/look-at-bytes.ts';
import { workLimits } from '../../sources/work-set.ts';
import { isRelevant } from './read-git-state.ts';
import type { KnownFacts } from './snapshot.ts';
import type { Change } from './tree-state.ts';

/** What an answer rested on, besides the texts that were followed. */
export interface Grounds {
  readonly includeTests: boolean;
  /** Files that more was asked of than their facts. */
  readonly consulted: ReadonlySet<string>;
  /** What was known of a file's bytes when the answer was found; `undefined` when they were not looked at. */
  readonly before: (path: string) => KnownFacts | undefined;
  /** What a look at them gives now. */
  readonly now: (path: string, withImports: boolean) => FileFacts | undefined;
}

/**
 * Whether an answer still holds when a file was changed that was not followed. It does when the look at its bytes,
 * all that the search ever asked of it, gives what it gave: the same clues and the same imports. A file that came or
 * went may be what another file's import now means, so it never does.
 *
 * @param path of the change, relative to the listed folder, for what it is called
 * @param fromHome the same, from the home
 */
export function stillHolds({ path, kind, isLink }: Change, fromHome: string, grounds: Grounds): boolean {
  if (isLink) return false;
  if (!isRelevant(path)) return true;
  if (kind !== 'changed' || grounds.consulted.has(fromHome)) return false;
  const { kind: is } = classifyPath(path, grounds);
  // Of JSON nothing is looked at but configuration, and what a module imports: that is among the texts.
  if (is === 'json' || is === 'left-out') return true;
  const before = grounds.before(fromHome);
  if (before === undefined) return is === 'test' || is === 'other';
  if (before === 'opaque') return false;
  const now = grounds.now(fromHome, before.specifiers !== undefined);
  return now !== undefined && isSame(before, now);
}

function isSame(before: FileFacts, now: FileFacts): boolean {
  // Of the size only one thing is asked.
  const isLarge = ({ size }: FileFacts): boolean => size > workLimits.callersDependencySize;
  return (
    isLarge(before) === isLarge(now) &&
    before.unfit === now.unfit &&
    JSON.stringify([before.clues, before.specifiers]) === JSON.stringify([now.clues, now.specifiers])
  );
}
