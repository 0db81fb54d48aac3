import { Dice } from '../dice.ts';
import { type Act, acts } from './acts.ts';
import { UnknownValues } from './values.ts';

/** Something of the program that the outside got hold of, and the object that it was found on. */
export interface Held {
  readonly value: object;
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
  readonly #possible = new WeakMap<object, readonly Act[]>();
  #depth = 0;
  #calls = 0;
  /** What it may still do; after that nothing outside moves any more. */
  #left: number;
  /** How likely what is waited for fails, and how likely it is there at once: runs differ in their temper. */
  readonly #failing: number;
  readonly #prompt: number;

  constructor(seed: number, isEnabled: (name: string) => boolean) {
    this.dice = new Dice(seed);
    this.values = new UnknownValues(this.dice, (args) => this.take(args));
    this.#acts = acts.filter(({ name }) => isEnabled(`act: ${name}`));
    this.#left = 30 + this.dice.below(150);
    this.#failing = this.dice.of([0.02, 0.2, 0.5]) ?? 0;
    this.#prompt = this.dice.of([0.1, 0.4, 0.9]) ?? 0;
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
    const act = this.dice.weighted(this.#actsOn(held.value));
    this.#depth += 1;
    try {
      act?.run(this, held);
    } catch (thrown) {
      this.hold(thrown);
    } finally {
      this.#depth -= 1;
    }
  }

  /** What it does to a value it can do all the time that it holds it. */
  #actsOn(value: object): readonly Act[] {
    const known = this.#possible.get(value) ?? this.#acts.filter(({ applies }) => applies(value));
    this.#possible.set(value, known);
    return known;
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
    const fails = this.dice.chance(this.#failing);
    const promise = new Promise((resolve, reject) => {
      const settle = () =>
        fails ? reject(Object.assign(new Error('failed'), { code: this.values.mode() })) : resolve(make());
      if (this.#left > 0 && this.dice.chance(this.#prompt)) settle();
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
