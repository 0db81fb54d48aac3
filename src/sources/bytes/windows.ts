/** So many bytes of a literal are looked for at once; the rest is compared where they stand. */
export const windowLength = 3;
/** Literals in different groups do not mix: a place of which the first byte fits one and the second another is none. */
const groups = 8;
/** The bytes of code, the most frequent first. A window of rare ones stands in few places that are not meant. */
const frequent = ' etaonirsl.cdpmufhgy()/bv';

/** A literal and the part of it that is looked for first. */
export interface WindowedLiteral {
  /** In lower case. */
  readonly bytes: Uint8Array;
  /** Where its window begins. */
  readonly offset: number;
}

/**
 * Takes a literal's rarest bytes for its window.
 * @throws RangeError for one that is shorter than a window, or holds other letters than ASCII's
 */
export function windowed(literal: string): WindowedLiteral {
  if (literal.length < windowLength || !isAscii(literal))
    throw new RangeError('a literal of three ASCII letters or more');
  const lower = literal.toLowerCase();
  const rarity = (offset: number): number =>
    [...lower.slice(offset, offset + windowLength)]
      .map((letter) => (frequent.indexOf(letter) + frequent.length + 1) % (frequent.length + 1))
      .reduce((sum, rank) => sum + rank, 0);
  const offsets = Array.from({ length: lower.length - windowLength + 1 }, (_, offset) => offset);
  const offset = offsets.reduce((best, next) => (rarity(next) > rarity(best) ? next : best), 0);
  return { bytes: Uint8Array.from(Buffer.from(lower, 'latin1')), offset };
}

/** Whether all characters are ASCII: only they mean the same in bytes of every encoding that code is written in. */
export function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** For each byte of a window two tables of 16 bytes: the groups in which a byte of this low, and of this high half may stand. */
export const tableLength = windowLength * 2 * 16;

/** The tables by which the places of windows are found. A byte fits a group when both halves do: at least where it must. */
export function windowTables(literals: readonly WindowedLiteral[]): Uint8Array {
  const tables = new Uint8Array(tableLength);
  literals.forEach(({ bytes, offset }, index) => {
    const group = 1 << (index % groups);
    for (let at = 0; at < windowLength; at++) {
      for (const byte of casesOf(bytes[offset + at] ?? 0)) {
        const [low, high] = [at * 32 + (byte & 15), at * 32 + 16 + (byte >> 4)];
        tables[low] = (tables[low] ?? 0) | group;
        tables[high] = (tables[high] ?? 0) | group;
      }
    }
  });
  return tables;
}

/** An ASCII letter in lower case, any other byte as it is. */
export function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function casesOf(lower: number): readonly number[] {
  return lower >= 0x61 && lower <= 0x7a ? [lower, lower - 0x20] : [lower];
}
