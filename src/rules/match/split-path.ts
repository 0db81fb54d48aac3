import type { Hole, TextPattern } from '../../model/value.ts';

/** What stands between two slashes: text and holes in order, `[]` when the slashes touch. */
export type SegmentPieces = readonly (string | Hole)[];

/**
 * Takes a path apart at its raw slashes. An encoded slash (%2F) stays inside its segment, and so does a hole.
 * The first element is what stands before the first slash: `[]` for a path that starts with one.
 */
export function splitPath(path: TextPattern): SegmentPieces[] {
  const segments: (string | Hole)[][] = [];
  let current: (string | Hole)[] = [];
  for (const piece of path) {
    if (typeof piece !== 'string') {
      current.push(piece);
      continue;
    }
    for (const [index, text] of piece.split('/').entries()) {
      if (index > 0) {
        segments.push(current);
        current = [];
      }
      if (text !== '') current.push(text);
    }
  }
  return [...segments, current];
}

/** The same pieces with neighbouring texts made one. */
export function joinTexts(pieces: SegmentPieces): SegmentPieces {
  const joined: (string | Hole)[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}
