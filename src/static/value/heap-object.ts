import type { ts } from 'ts-morph';
import type { Brand } from './brand.ts';
import type { Cell } from './cell.ts';
import type { Clock } from './clock.ts';
import { Members } from './members.ts';
import type { Gap } from './value.ts';

/** Getter and setter of one property; each is a function value's object. */
export interface Accessor {
  readonly get?: HeapObject;
  readonly set?: HeapObject;
}

/**
 * An object of the analysed program: a literal, an array, an instance, a function, a class, a module's exports.
 * It has identity, its properties are cells of the store, and it may be open: it may have properties nobody saw.
 * Values are the store's; what places an object has, its shape, is its own, and every change of it is dated.
 */
export class HeapObject {
  readonly kind = 'object';
  readonly properties: Members;
  readonly accessors: Members<Accessor>;
  /** What the analysis knows about it beyond its properties: that it is a function, a class, a URL, an HTTP client. */
  brand: Brand | undefined;
  /**
   * When it was made, in the store's count. A property or element that it gets later counts as old as itself, so that
   * a branch that adds one meets the branches that do not. Objects that nobody dated count as made before any branch.
   */
  born = -1;
  /** Where it is made. */
  readonly at: ts.Node | undefined;
  /** Distinguishes objects in keys; counts up within one run. */
  readonly id: number;
  /** When it was made, in the clock's count. */
  readonly made: number;
  readonly #clock: Clock;
  #elements: Cell[] | undefined;
  #more: Cell | undefined;
  #prototype: HeapObject | undefined;
  #open: Gap | undefined;
  #exposed: Gap | undefined;
  #changed = 0;
  #resized = 0;

  constructor(id: number, at: ts.Node | undefined, clock: Clock) {
    this.id = id;
    this.at = at;
    this.#clock = clock;
    this.made = clock.tick();
    this.properties = new Members(clock);
    this.accessors = new Members(clock);
  }

  /** When its shape last changed, apart from its elements, in the clock's count. */
  get changed(): number {
    return Math.max(this.#changed, this.properties.changed, this.accessors.changed);
  }

  /** When its elements last became others. */
  get resized(): number {
    return this.#resized;
  }

  /** Notes a change of something that is kept elsewhere: what a client calls back, for example. */
  touch(): void {
    this.#changed = this.#clock.tick();
  }

  /** Elements by index, for arrays. */
  get elements(): readonly Cell[] | undefined {
    return this.#elements;
  }

  set elements(cells: readonly Cell[] | undefined) {
    this.#elements = cells === undefined ? undefined : [...cells];
    this.#resized = this.#clock.tick();
  }

  /** Adds elements at the end of an array. */
  append(cells: readonly Cell[]): void {
    this.#elements?.push(...cells);
    this.#resized = this.#clock.tick();
  }

  /** Adds elements at the start of an array. */
  prepend(cells: readonly Cell[]): void {
    this.#elements?.unshift(...cells);
    this.#resized = this.#clock.tick();
  }

  /** What further elements may be, when not all indexes are known. */
  get more(): Cell | undefined {
    return this.#more;
  }

  set more(cell: Cell | undefined) {
    this.#more = cell;
    this.touch();
  }

  get prototype(): HeapObject | undefined {
    return this.#prototype;
  }

  set prototype(object: HeapObject | undefined) {
    this.#prototype = object;
    this.touch();
  }

  /** Why and from where it may have more properties than are known; `undefined` for an object known whole. */
  get open(): Gap | undefined {
    return this.#open;
  }

  set open(gap: Gap | undefined) {
    this.#open = gap;
    this.touch();
  }

  /** Set when code outside the program holds it: any member may have been set by that code. */
  get exposed(): Gap | undefined {
    return this.#exposed;
  }

  set exposed(gap: Gap | undefined) {
    if (gap === this.#exposed) return;
    this.#exposed = gap;
    this.touch();
  }
}
