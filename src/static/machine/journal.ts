import type { Cell } from '../value/cell.ts';
import type { Value } from '../value/value.ts';

/** Values that a place is given one after the other: of a loop that goes on and on not all are written down. */
const maxNoted = 40;

/**
 * What places hold at the moments at which a block may stop: at its calls, which may throw. Between two of them a place
 * may be written any number of times, and only the last value shows.
 */
export class Journal {
  /** Places born from here on are the block's own. */
  readonly #before: number;
  readonly #values = new Map<Cell, Value[]>();
  /** Places written since the last such moment. */
  #fresh = new Set<Cell>();

  /** Whether the program itself goes on where the block has stopped. */
  readonly isOfTry: boolean;

  constructor(before: number, isOfTry: boolean) {
    this.#before = before;
    this.isOfTry = isOfTry;
  }

  note(cell: Cell, value: Value): void {
    if (cell.birth >= this.#before) return;
    const known = this.#values.get(cell);
    if (known === undefined) this.#values.set(cell, [value]);
    else if (this.#fresh.has(cell)) known[known.length - 1] = value;
    else if (known.length < maxNoted) known.push(value);
    this.#fresh.add(cell);
  }

  mayStop(): void {
    if (this.#fresh.size > 0) this.#fresh = new Set();
  }

  /** Takes over a block inside this one. */
  include(inner: Journal): void {
    for (const [cell, values] of inner.#values) {
      for (const value of values) {
        this.#fresh.delete(cell);
        this.note(cell, value);
      }
    }
  }

  /** Values that a place may hold where the block stops, besides the one that it has before and after it. */
  *between(): Generator<readonly [Cell, readonly Value[]]> {
    for (const [cell, values] of this.#values) {
      const seen = this.#fresh.has(cell) ? values.slice(0, -1) : values;
      if (seen.length > 0 && values.length > 1) yield [cell, seen];
    }
  }
}
