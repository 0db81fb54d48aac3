import { windowLength } from './windows.ts';

/**
 * The first place from `from` on, and before `last`, at which the tables say a window may begin; else `last`. Reads up
 * to {@link windowLength} - 1 bytes behind.
 */
export type FindWindow = (from: number, last: number) => number;

/** Bytes that a file is read into, and the means to find windows in them. */
export interface SearchedBytes {
  readonly bytes: Buffer;
  /** @param tables of `windowTables` */
  finderFor(tables: Uint8Array): FindWindow;
}

/** Bytes to read files into. They are looked at one after the other; why not sixteen at once is in docs/less-machinery.md. */
export function makeSearchedBytes(size: number): SearchedBytes {
  const bytes = Buffer.alloc(size + windowLength);
  return {
    bytes: bytes.subarray(0, size),
    finderFor(tables) {
      const [first, second, third] = [0, 1, 2].map((at) => groupsOfBytes(tables, at));
      if (first === undefined || second === undefined || third === undefined) throw new RangeError('tables of windows');
      return (from, last) => {
        let at = from;
        while (at < last) {
          const groups =
            (first[bytes[at] ?? 0] ?? 0) & (second[bytes[at + 1] ?? 0] ?? 0) & (third[bytes[at + 2] ?? 0] ?? 0);
          if (groups !== 0) return at;
          at++;
        }
        return last;
      };
    },
  };
}

/** For each byte the groups in which it may stand at a place of the window. */
function groupsOfBytes(tables: Uint8Array, place: number): Uint8Array {
  const table = tables.subarray(place * 32, place * 32 + 32);
  return Uint8Array.from({ length: 256 }, (_, byte) => (table[byte & 15] ?? 0) & (table[16 + (byte >> 4)] ?? 0));
}
