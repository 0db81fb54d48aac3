/**
 * What tells the contents of a listed folder from every other: git's index as it stands, and what differs from it.
 * Two folders in the same state hold the same files, byte for byte, as far as an analysis can see.
 */
export interface TreeState {
  /** What `git ls-files -v -s -z` prints: a line for each tracked file, sorted by path, with the id of its contents. */
  readonly tracked: KeptBytes;
  /**
   * By path from the folder: an id of what is on disk, for every relevant file that git does not vouch for, be it
   * changed, untracked, or of a kind of which git does not look at the contents.
   */
  readonly changed: ReadonlyMap<string, string>;
}

/** Bytes of megabytes that most runs only compare. */
export interface KeptBytes {
  readonly hash: string;
  /** `undefined` when they are no longer there. */
  readonly read: () => Buffer | undefined;
}

/** A path of which the contents are not what they were, or that was not there, or is no longer. */
export interface Change {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Whether a link is there now, or was: what it leads to is not in the state. */
  readonly isLink: boolean;
}

/** The id of a path where no file is. */
export const gone = 'gone';
/** The id of a path where a link is that git does not know. */
export const link = 'link';

/** The paths at which two states differ, sorted; `undefined` when that cannot be told any more. */
export function changesBetween(before: TreeState, now: TreeState): Change[] | undefined {
  const isSame = before.tracked.hash === now.tracked.hash;
  if (isSame && before.changed.size + now.changed.size === 0) return [];
  const old = before.tracked.read();
  const current = isSame ? old : now.tracked.read();
  if (old === undefined || current === undefined) return undefined;
  const [oldLines, newLines] = isSame ? [none, none] : differingLines(old, current);
  const paths = new Set([...oldLines.keys(), ...newLines.keys(), ...before.changed.keys(), ...now.changed.keys()]);
  const changes: Change[] = [];
  for (const path of [...paths].sort()) {
    const was = before.changed.get(path) ?? oldLines.get(path) ?? trackedId(old, path);
    const is = now.changed.get(path) ?? newLines.get(path) ?? trackedId(current, path);
    if (was === is) continue;
    const isLink = [was, is].some((id) => id === link || trackedLink.test(id));
    if (was === gone) changes.push({ path, kind: 'added', isLink });
    else changes.push({ path, kind: is === gone ? 'removed' : 'changed', isLink });
  }
  return changes;
}

type Lines = ReadonlyMap<string, string>;

const none: Lines = new Map();
const trackedLink = /^\S+ 120000 /;

/** The lines that only one of two listings has, by path. Listings are sorted, so all that changed lies in one piece. */
function differingLines(old: Buffer, now: Buffer): readonly [Lines, Lines] {
  const shorter = Math.min(old.length, now.length);
  const start = commonLength(shorter, (from, to) => old.compare(now, from, to, from, to) === 0);
  const fromEnd = (buffer: Buffer, from: number, to: number): Buffer =>
    buffer.subarray(buffer.length - to, buffer.length - from);
  const end = commonLength(shorter - start, (from, to) => fromEnd(old, from, to).equals(fromEnd(now, from, to)));
  return [linesIn(old, start, old.length - end), linesIn(now, start, now.length - end)];
}

/** How many of so many bytes are alike, found by halving: whole pieces compare a hundred times as fast as bytes. */
function commonLength(most: number, isSame: (from: number, to: number) => boolean): number {
  let [common, rest] = [0, most];
  while (rest > 0) {
    const step = Math.ceil(rest / 2);
    if (isSame(common, common + step)) {
      common += step;
      rest -= step;
    } else rest = step - 1;
  }
  return common;
}

/** The whole lines that a piece of a listing touches. */
function linesIn(listing: Buffer, start: number, end: number): Lines {
  const from = start === 0 ? 0 : listing.lastIndexOf(0, start - 1) + 1;
  const after = listing.indexOf(0, Math.max(from, end - 1));
  const text = listing.toString('utf8', from, after === -1 ? listing.length : after);
  return new Map(
    text.split('\0').flatMap((line) => {
      const tab = line.indexOf('\t');
      return tab === -1 ? [] : [[line.slice(tab + 1), line.slice(0, tab)] as const];
    }),
  );
}

/** Everything that git says of a tracked file: its flag, mode, id and stage. */
function trackedId(listing: Buffer, path: string): string {
  const end = Buffer.from(`\t${path}\0`);
  for (let at = listing.indexOf(end); at !== -1; at = listing.indexOf(end, at + 1)) {
    const id = listing.toString('latin1', at === 0 ? 0 : listing.lastIndexOf(0, at - 1) + 1, at);
    // Another file's name may end in a tab and this path.
    if (!id.includes('\t')) return id;
  }
  return gone;
}
