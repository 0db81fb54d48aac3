import { Dice } from '../dice.ts';
import { type Act, acts } from './acts.ts';
import { UnknownValues } from './values.ts';

/** Something of the program that the outside got hold of, and the object that it was found on. */
export interface Held {
  readonly value: unknown;
  readonly self: unknown;
}

/** Something that is due: a timer, an answer. */
type Due = () => void;

const mostHeld = 60;
const mostDepth = 4;
const mostCalls = 1000;

/**
 * Everything outside a program, played by dice: it keeps what it is given, and calls, reads, writes and constructs what
 * it holds, at once or later, in any order and number.
 */
export class World {
  readonly dice: Dice;
  readonly values: UnknownValues;
  /** What the program sent: "GET https://...". */
  readonly sent = new Set<string>();
  readonly #acts: readonly Act[];
  readonly #held: Held[] = [];
  readonly #due: Due[] = [];
  readonly #known = new WeakSet<object>();
  #depth = 0;
  #calls = 0;
  #left: number;

  /** @param left - what it may do in all; after that nothing outside moves any more. */
  constructor(seed: number, isEnabled: (name: string) => boolean, left = 60) {
    this.dice = new Dice(seed);
    this.values = new UnknownValues(this.dice, (args) => this.take(args));
    this.#acts = acts.filter(({ name }) => isEnabled(`act: ${name}`));
    this.#left = left;
  }

  /** Something that is the world's own: it does nothing with that. */
  own<Value extends object>(value: Value): Value {
    this.#known.add(value);
    return value;
  }

  hold(value: unknown, self?: unknown): void {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (this.#known.has(value) || this.#held.length >= mostHeld) return;
    this.#held.push({ value, self });
  }

  /** A call from the program: what it gives is held, and something is done with it at once, or not. */
  take(args: readonly unknown[]): undefined {
    for (const arg of args) this.hold(arg);
    if (this.#depth < mostDepth) for (let times = this.dice.below(3); times > 0; times -= 1) this.act();
  }

  /** Does something with something that it holds. What the program throws at it, it swallows. */
  act(): void {
    const held = this.dice.ofLate(this.#held);
    if (held === undefined || !this.#spend()) return;
    const act = this.dice.weighted(this.#acts.filter(({ applies }) => applies(held.value)));
    this.#depth += 1;
    try {
      act?.run(this, held);
    } catch (thrown) {
      this.hold(thrown);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Waits for something of the program without minding whether it fails. */
  follow(promise: Promise<unknown>): void {
    promise.catch((reason) => this.hold(reason));
  }

  later(due: Due): void {
    this.#due.push(due);
  }

  /** A promise that comes about when the world feels like it: at once, later, never, or by failing. */
  promise(make: () => unknown): Promise<unknown> {
    const fails = this.dice.chance(0.2);
    const promise = new Promise((resolve, reject) => {
      const settle = () =>
        fails ? reject(Object.assign(new Error('failed'), { code: this.values.mode() })) : resolve(make());
      if (this.#left > 0 && this.dice.chance(0.3)) settle();
      else this.later(settle);
    });
    this.follow(promise);
    return this.own(promise);
  }

  /** One step of all that may happen next. */
  step(): boolean {
    if (!this.#spend()) return false;
    if (this.#due.length > 0 && this.dice.chance(0.5)) {
      const [due] = this.#due.splice(this.dice.below(this.#due.length), 1);
      try {
        due?.();
      } catch (thrown) {
        this.hold(thrown);
      }
    } else this.act();
    return this.#held.length + this.#due.length > 0;
  }

  /** A function of the program begins. A program that calls itself without end is stopped. */
  tick(): void {
    this.#calls += 1;
    if (this.#calls > mostCalls) throw new RangeError('the run is over');
  }

  #spend(): boolean {
    this.#left -= 1;
    return this.#left > 0;
  }
}
