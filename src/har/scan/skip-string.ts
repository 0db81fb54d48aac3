import { ascii } from './ascii.ts';
import { hasHints } from './hints.ts';

// Names of their own: the loop below asks for them at every byte of a file.
const { backslash, closeBrace, closeBracket, lineFeed, openBrace, openBracket, quote, space } = ascii;

/** Strings up to this length, in bytes, are parsed with what they stand in. */
export const longestInline = 1_024;

/**
 * Where a string stops: at its closing quote, or at a control character, which JSON has no place for in a string.
 *
 * @param from a position inside of the string, not right after a backslash
 * @returns `end` when the string goes on, `end + 1` when in addition the byte at `end` is escaped.
 */
export type SkipString = (from: number, end: number) => number;

/**
 * Where structure is more than names, short strings, numbers and blanks: at the next bracket, or at the quote before a
 * string that is longer than {@link longestInline} or does not stop at a quote before `end`.
 *
 * @param from a position outside of strings
 * @returns at most `end`.
 */
export type PassPlain = (from: number, end: number) => number;

/**
 * Writes structure into `squeezed`, without the blanks that a line begins with: half of a recording's structure is
 * indentation. No string of JSON goes over a line's end, so nothing that means anything is lost.
 *
 * @returns how many bytes were written.
 */
export type Squeeze = (from: number, end: number) => number;

/** Whether {@link hasHints} holds for the bytes from one position to another: then not 0. */
export type Hints = (from: number, end: number) => number;

/** Bytes to scan, and the functions that pass over what nobody has to look at. */
export interface Skipper {
  readonly bytes: Uint8Array;
  readonly skip: SkipString;
  readonly pass: PassPlain;
  readonly squeezed: Uint8Array;
  readonly squeeze: Squeeze;
  readonly hints: Hints;
}

/** Looks at one byte after the other. */
export function makeSkipper(size: number): Skipper {
  const bytes = Buffer.alloc(size);
  const squeezed = new Uint8Array(size);
  return {
    bytes,
    skip: (from, end) => skipString(bytes, from, end),
    pass: (from, end) => passPlain(bytes, from, end),
    squeezed,
    squeeze: (from, end) => squeeze(bytes, squeezed, from, end),
    hints: (from, end) => (hasHints(bytes.subarray(from, end)) ? 1 : 0),
  };
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

function passPlain(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      const limit = Math.min(at + 1 + longestInline, end);
      const stop = skipString(bytes, at + 1, limit);
      if (stop >= limit || bytes[stop] !== quote) return at;
      at = stop;
    } else if (byte === openBrace || byte === closeBrace || byte === openBracket || byte === closeBracket) {
      return at;
    }
    at += 1;
  }
  return end;
}

function squeeze(bytes: Uint8Array, squeezed: Uint8Array, from: number, end: number): number {
  let length = 0;
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    squeezed[length] = byte;
    length += 1;
    if (byte === lineFeed) while (at + 1 < end && bytes[at + 1] === space) at += 1;
  }
  return length;
}
