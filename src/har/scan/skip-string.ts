import { ascii } from './ascii.ts';

// Names of their own: the loop below asks for them at every byte of a file.
const { backslash, quote, space } = ascii;

/**
 * Where a string stops: at its closing quote, or at a control character, which JSON has no place for in a string.
 *
 * @param from a position inside of the string, not right after a backslash
 * @returns `end` when the string goes on, `end + 1` when in addition the byte at `end` is escaped.
 */
export type SkipString = (from: number, end: number) => number;

/** Bytes to scan, and the function that skips strings in them. */
export interface Skipper {
  readonly bytes: Uint8Array;
  readonly skip: SkipString;
}

/** Looks at one byte after the other. */
export function makeSkipper(size: number): Skipper {
  const bytes = new Uint8Array(size);
  return { bytes, skip: (from, end) => skipString(bytes, from, end) };
}

function skipString(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte === backslash) at += 1;
    else if (byte === quote || byte < space) return at;
    at += 1;
  }
  return at;
}
