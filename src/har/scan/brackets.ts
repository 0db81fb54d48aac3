import { ascii } from './ascii.ts';

/** Deeper than this, brackets are only counted: a hostile file must not buy memory with them. */
const deepest = 1_024;

/** `forced`: it closed what was left open inside of it as well. `unmatched`: nothing that is open fits, and nothing was closed. */
export type Closing = 'matched' | 'forced' | 'unmatched';

/** The brackets that are open. */
export class Brackets {
  readonly #open = new Uint8Array(deepest);
  #depth = 0;

  get depth(): number {
    return this.#depth;
  }

  open(bracket: number): void {
    if (this.#depth < deepest) this.#open[this.#depth] = bracket;
    this.#depth += 1;
  }

  /** Takes a closing bracket. Damage in one value is kept from reaching the next: what is left open inside is closed. */
  close(bracket: number): Closing {
    const opener = bracket === ascii.closeBrace ? ascii.openBrace : ascii.openBracket;
    const top = this.#depth - 1;
    if (top >= deepest) {
      this.#depth = top;
      return 'matched';
    }
    for (let at = top; at >= 0; at -= 1) {
      if (this.#open[at] !== opener) continue;
      this.#depth = at;
      return at === top ? 'matched' : 'forced';
    }
    return 'unmatched';
  }

  clear(): void {
    this.#depth = 0;
  }
}
