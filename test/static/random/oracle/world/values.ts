import type { Dice } from '../dice.ts';
import { type InputKey, inputKeys, modes, operations } from '../vocabulary.ts';

const keys = Object.keys(inputKeys) as readonly InputKey[];

/** Functions that the world hands in: what they are given, it has from then on. */
export type Take = (args: readonly unknown[]) => unknown;

/** What may come from outside: values that a program can do something with, and now and then anything else. */
export class UnknownValues {
  readonly #dice: Dice;
  readonly #take: Take;

  constructor(dice: Dice, take: Take) {
    this.#dice = dice;
    this.#take = take;
  }

  arguments(): unknown[] {
    const count = this.#dice.below(3) + (this.#dice.chance(0.8) ? 1 : 0);
    return Array.from({ length: count }, () => this.any());
  }

  any(depth = 0): unknown {
    const chance = this.#dice.next();
    if (chance < 0.62) return this.input(depth);
    if (chance < 0.78) return this.#callback();
    if (chance < 0.84) return this.list(depth);
    return this.#dice.of([undefined, null, 0, 1, 2, '', true, false, 'other', ...modes]);
  }

  /** An object with some of the properties that programs ask for. */
  input(depth = 0): Record<string, unknown> {
    const input: Record<string, unknown> = {};
    const share = depth === 0 ? 0.6 : 0.3;
    for (const key of keys) if (this.#dice.chance(share)) input[key] = this.of(key, depth);
    return input;
  }

  list(depth = 0): unknown[] {
    return Array.from({ length: this.#dice.below(3) + (depth === 0 ? this.#dice.below(2) : 0) }, () =>
      this.input(depth + 1),
    );
  }

  mode(): unknown {
    return this.#dice.chance(0.1) ? this.#dice.of([undefined, null, '', 'other', 7]) : this.#dice.of(modes);
  }

  /** What would do in the place of a value: of the same type, mostly. */
  like(value: unknown): unknown {
    if (this.#dice.chance(0.1)) return this.any(1);
    if (typeof value === 'string' || value === undefined) return this.mode();
    if (typeof value === 'number') return this.#dice.below(4);
    if (typeof value === 'boolean') return !value;
    if (typeof value === 'function') return this.#callback();
    return Array.isArray(value) ? this.list(1) : this.input(1);
  }

  of(key: InputKey, depth: number): unknown {
    switch (inputKeys[key]) {
      case 'mode':
        return this.mode();
      case 'method':
        return this.#dice.of(['GET', 'POST', 'DELETE', undefined]);
      case 'path':
        return this.#dice.of(operations)?.path;
      case 'boolean':
        return this.#dice.chance(0.5);
      case 'count':
        return this.#dice.of([7, '7', 0, '', 'x', 1.5, undefined, null]);
      case 'function':
        return this.#callback();
      case 'list':
        return depth > 0 ? [] : this.list(depth + 1);
      case 'input':
        return depth > 1 ? {} : this.input(depth + 1);
    }
  }

  #callback(): (...args: unknown[]) => unknown {
    return (...args) => this.#take(args);
  }
}
