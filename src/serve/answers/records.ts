import { numberOf, uuidOf } from '../random.ts';
import { remember } from '../remember.ts';
import { type Kind, type KindName, kinds } from './kinds.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** So many written records are remembered, and so many deleted ones; the oldest are forgotten first. */
const most = 5_000;

/** A day that no test can mistake for today. */
const epoch = Date.UTC(2026, 0, 5, 9, 0, 0);

/**
 * The records of the subscription that is played. They are made up when asked for, the same for a seed, and nothing of
 * them is kept; on top lies what was written lately, so that a program finds again what it has just saved.
 */
export class Records {
  readonly #seed: number;
  /** How many there are of each kind. */
  readonly count: number;
  readonly #written = new Map<string, Fields>();
  readonly #deleted = new Map<string, true>();
  #made = 0;

  constructor(seed: number, count: number) {
    this.#seed = seed;
    this.count = count;
  }

  /** The record of this number or key; `undefined` when it was deleted. */
  find(name: KindName, key: string | number): Fields | undefined {
    const number = this.numberFor(name, key);
    const place = placeOf(name, number);
    if (this.#deleted.has(place)) return undefined;
    const { key: field }: Kind = kinds[name];
    const made = this.#make(name, number);
    const named =
      made[field] === undefined || typeof made[field] === 'object' ? {} : { [field]: sameKind(made[field], key) };
    return { ...made, ...named, ...this.#written.get(place) };
  }

  /** Those from a position on, in the order of their numbers. */
  page(name: KindName, start: number, length: number): readonly Fields[] {
    const { first } = kinds[name];
    const numbers = Array.from(
      { length: Math.max(0, Math.min(length, this.count - start)) },
      (_, at) => first + start + at,
    );
    return numbers.flatMap((number) => {
      if (this.#deleted.has(placeOf(name, number))) return [];
      return [{ ...this.#make(name, number), ...this.#written.get(placeOf(name, number)) }];
    });
  }

  /** Whether a record was written and is still known. */
  wasWritten(name: KindName, key: string | number): boolean {
    return this.#written.has(placeOf(name, this.numberFor(name, key)));
  }

  write(name: KindName, key: string | number, fields: Fields): void {
    const place = placeOf(name, this.numberFor(name, key));
    this.#deleted.delete(place);
    const before = this.#written.get(place);
    // What was written again is the newest.
    this.#written.delete(place);
    remember(this.#written, place, { ...before, ...fields }, most);
  }

  delete(name: KindName, key: string | number): void {
    const place = placeOf(name, this.numberFor(name, key));
    this.#written.delete(place);
    remember(this.#deleted, place, true, most);
  }

  /** A number that no record had so far. */
  newNumber(name: KindName): number {
    this.#made += 1;
    return kinds[name].first + this.count + this.#made;
  }

  /** The number of the record that somebody names by a number or a text, such as an address: always the same one. */
  numberFor(name: KindName, key: string | number): number {
    if (typeof key === 'number' || /^\d{1,15}$/.test(key)) return Number(key);
    return kinds[name].first + (numberOf(this.#seed, key) % 900_000);
  }

  guidOf(text: string): string {
    return uuidOf(this.#seed, text);
  }

  #make(name: KindName, number: number): Fields {
    const { first, fields }: Kind = kinds[name];
    const minutes = (number - first) % 100_000;
    const time = (more: number) => new Date(epoch + (minutes * 60 + more) * 1000).toISOString().replace('.000Z', 'Z');
    const texts: Readonly<Record<string, () => unknown>> = {
      '{id}': () => number,
      '{date}': () => time(0),
      '{later}': () => time(30),
      '{guid}': () => uuidOf(this.#seed, `${name} ${number}`),
    };
    const fill = (value: unknown): unknown => {
      if (typeof value === 'string') return texts[value]?.() ?? value.replaceAll('{n}', String(number));
      if (Array.isArray(value)) return value.map(fill);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, fill(inner)]));
    };
    return fill(fields) as Fields;
  }
}

function placeOf(name: KindName, number: number): string {
  return `${name} ${number}`;
}

function sameKind(made: unknown, key: string | number): unknown {
  return typeof made === 'number' ? (Number.isFinite(Number(key)) ? Number(key) : made) : String(key);
}
