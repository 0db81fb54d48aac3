import type { FindWindow, SearchedBytes } from './find-window.ts';
import { lowered, type WindowedLiteral, windowed, windowLength, windowTables } from './windows.ts';

/**
 * Is told of a literal that was found: which, from 0, and where it begins.
 * @returns whether to go on
 */
export type OnLiteral = (literal: number, start: number) => boolean;

/** Finds literals in bytes, whatever the case of their ASCII letters. */
export class LiteralFinder {
  readonly #bytes: Buffer;
  readonly #find: FindWindow;
  /** By the first byte of the window. */
  readonly #literals: readonly (readonly (WindowedLiteral & { readonly index: number })[] | undefined)[];

  /** @throws RangeError for a literal that is shorter than three characters, or not ASCII */
  constructor(searched: SearchedBytes, literals: readonly string[]) {
    const all = literals.map((literal, index) => ({ ...windowed(literal), index }));
    this.#bytes = searched.bytes;
    this.#find = searched.finderFor(windowTables(all));
    this.#literals = Array.from({ length: 256 }, (_, byte) => {
      const begun = all.filter(({ bytes, offset }) => bytes[offset] === lowered(byte));
      return begun.length === 0 ? undefined : begun;
    });
  }

  /** Finds each literal wherever it stands whole in the first `end` bytes, in the order of the windows. */
  search(end: number, onLiteral: OnLiteral): void {
    const last = Math.max(0, end - windowLength + 1);
    for (let at = this.#find(0, last); at < last; at = this.#find(at + 1, last)) {
      const candidates = this.#literals[this.#bytes[at] ?? 0];
      if (candidates === undefined) continue;
      for (const { bytes, offset, index } of candidates) {
        if (this.#stands(bytes, at - offset, end) && !onLiteral(index, at - offset)) return;
      }
    }
  }

  #stands(literal: Uint8Array, start: number, end: number): boolean {
    if (start < 0 || start + literal.length > end) return false;
    for (let at = 0; at < literal.length; at++) {
      if (lowered(this.#bytes[start + at] ?? 0) !== literal[at]) return false;
    }
    return true;
  }
}
