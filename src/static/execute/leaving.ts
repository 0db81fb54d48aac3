import { throwTo } from '../machine/attempt.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import type { Writes } from '../machine/store.ts';
import type { Value } from '../value/value.ts';

/** Things that are noted one after the other, and which of them were noted while a block ran. */
interface Noted<Item> {
  readonly items: Item[];
  readonly from: number;
  to: number;
}

/**
 * The ways on which a block is left early, from here on: by `return`, by `break` and `continue`, and by `throw` to a
 * try block around it. What runs on the way out (`finally`) adds to the state of each of them, or ends them all.
 */
export class Leaving {
  readonly #m: Machine;
  readonly #states: readonly Noted<Writes>[];
  readonly #values: readonly Noted<Value>[];

  constructor(m: Machine) {
    this.#m = m;
    const frame = m.frames.at(-1);
    const own = frame === undefined ? [] : [frame];
    this.#states = [
      ...own.map(({ exits }) => exits),
      ...m.targets.flatMap(({ breaks, continues }) => [breaks, continues]),
      ...m.catching.map(({ states }) => states),
    ].map(noted);
    this.#values = [...own.map(({ returns }) => returns), ...m.catching.map(({ thrown }) => thrown)].map(noted);
  }

  /** What is thrown in the block, and not caught in it, goes on to the try block around it. */
  throws(values: readonly Value[], states: readonly Writes[]): void {
    throwTo(this.#m, values, (depth) => {
      const around = this.#m.store.writesAbove(depth);
      return states.map((state) => new Map([...around, ...state]));
    });
  }

  /** Ends the block: what is noted later belongs to what runs on the way out. Gives the state on each way. */
  seal(): Writes[] {
    for (const part of [...this.#states, ...this.#values]) part.to = part.items.length;
    return this.#states.flatMap(({ items, from, to }) => items.slice(from, to));
  }

  /** What ran on the way out goes on with each way where it ends itself, and takes their place where it does not. */
  end(result: Completion, writes: Writes): void {
    for (const { items, from, to } of this.#states) {
      if (result === 'normal') {
        for (let index = from; index < to; index += 1) items[index] = new Map([...(items[index] ?? []), ...writes]);
      } else items.splice(from, to - from);
    }
    if (result !== 'normal') for (const { items, from, to } of this.#values) items.splice(from, to - from);
  }
}

function noted<Item>(items: Item[]): Noted<Item> {
  return { items, from: items.length, to: items.length };
}
