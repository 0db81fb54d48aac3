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

/** That loops and copies pass a property over: it cannot be enumerated, or nobody knows whether it can. */
export type Hidden = 'surely' | 'perhaps';

/** What an object consists of: all that can change of it but the values in its places. */
interface Shape {
  /** Counts up within one run. */
  readonly id: number;
  readonly properties: Members;
  readonly accessors: Members<Accessor>;
  elements: Cell[] | undefined;
  more: Cell | undefined;
  prototype: HeapObject | undefined;
  isBare: boolean;
  readonly hidden: Map<string, Hidden>;
  open: Gap | undefined;
  exposed: Gap | undefined;
  isShared: boolean;
  changed: number;
  resized: number;
}

/**
 * An object of the analysed program: a literal, an array, an instance, a function, a class, a module's exports.
 * It has identity, its properties are cells of the store, and it may be open: it may have properties nobody saw.
 * Values are the store's; what places an object has, its shape, is its own, and every change of it is dated.
 */
export class HeapObject {
  readonly kind = 'object';
  /** What the analysis knows about it beyond its properties: that it is a function, a class, a URL, an HTTP client. */
  brand: Brand | undefined;
  /**
   * When it was made, in the store's count. A property or element that it gets later counts as old as itself, so that
   * a branch that adds one meets the branches that do not. Objects that nobody dated count as made before any branch.
   */
  born = -1;
  /** Where it is made. */
  readonly at: ts.Node | undefined;
  /** When it was made, in the clock's count. */
  readonly made: number;
  readonly #clock: Clock;
  #shape: Shape;

  constructor(id: number, at: ts.Node | undefined, clock: Clock) {
    this.at = at;
    this.#clock = clock;
    this.made = clock.tick();
    this.#shape = {
      id,
      properties: new Members(clock, this.made),
      accessors: new Members(clock, this.made),
      ...{ elements: undefined, more: undefined, prototype: undefined, open: undefined, exposed: undefined },
      hidden: new Map(),
      ...{ isBare: false, isShared: false, changed: 0, resized: 0 },
    };
  }

  /** Distinguishes objects in keys; counts up within one run. */
  get id(): number {
    return this.#shape.id;
  }

  get properties(): Members {
    return this.#shape.properties;
  }

  get accessors(): Members<Accessor> {
    return this.#shape.accessors;
  }

  /** When its shape last changed, apart from its elements, in the clock's count. */
  get changed(): number {
    const { changed, properties, accessors } = this.#shape;
    return Math.max(changed, properties.changed, accessors.changed);
  }

  /** When its elements last became others. */
  get resized(): number {
    return this.#shape.resized;
  }

  /** Notes a change of something that is kept elsewhere: what a client calls back, for example. */
  touch(): void {
    this.#shape.changed = this.#clock.tick(this.made);
  }

  /** Elements by index, for arrays. */
  get elements(): readonly Cell[] | undefined {
    return this.#shape.elements;
  }

  set elements(cells: readonly Cell[] | undefined) {
    this.#shape.elements = cells === undefined ? undefined : [...cells];
    this.#resize();
  }

  /** Adds elements at the end of an array. Without any it stays as it is: nobody has to look at it again. */
  append(cells: readonly Cell[]): void {
    if (cells.length === 0) return;
    this.#shape.elements?.push(...cells);
    this.#resize();
  }

  /** Adds elements at the start of an array. */
  prepend(cells: readonly Cell[]): void {
    if (cells.length === 0) return;
    this.#shape.elements?.unshift(...cells);
    this.#resize();
  }

  #resize(): void {
    this.#shape.resized = this.#clock.tick(this.made);
  }

  /** All places of its own: properties, elements, and what stands for further ones. */
  get cells(): Cell[] {
    const { properties, elements = [], more } = this.#shape;
    return [...properties.values(), ...elements, ...(more === undefined ? [] : [more])];
  }

  /** What further elements may be, when not all indexes are known. */
  get more(): Cell | undefined {
    return this.#shape.more;
  }

  set more(cell: Cell | undefined) {
    this.#shape.more = cell;
    this.touch();
  }

  get prototype(): HeapObject | undefined {
    return this.#shape.prototype;
  }

  set prototype(object: HeapObject | undefined) {
    this.#shape.prototype = object;
    this.touch();
  }

  /** Whether it inherits from nothing, not even from what every object has: `Object.create(null)`. */
  get isBare(): boolean {
    return this.#shape.isBare;
  }

  set isBare(isBare: boolean) {
    this.#shape.isBare = isBare;
    this.touch();
  }

  /** The properties of its own that are not enumerated. */
  get hidden(): ReadonlyMap<string, Hidden> {
    return this.#shape.hidden;
  }

  /** Says whether a property of its own is enumerated. */
  hide(key: string, how: Hidden | undefined): void {
    if (how === this.#shape.hidden.get(key)) return;
    if (how === undefined) this.#shape.hidden.delete(key);
    else this.#shape.hidden.set(key, how);
    this.touch();
  }

  /** Why and from where it may have more properties than are known; `undefined` for an object known whole. */
  get open(): Gap | undefined {
    return this.#shape.open;
  }

  set open(gap: Gap | undefined) {
    this.#shape.open = gap;
    this.touch();
  }

  /** Whether it stands for several objects that the same code has made: none of them is known to be another one. */
  get isShared(): boolean {
    return this.#shape.isShared;
  }

  /** From here on it stands for several objects. */
  share(): void {
    if (this.#shape.isShared) return;
    this.#shape.isShared = true;
    for (const cell of this.cells) cell.isShared = true;
  }

  /** From here on it is one with another object, which stands for both. */
  join(other: HeapObject): void {
    other.share();
    this.#shape = other.#shape;
  }

  /** Set when code outside the program holds it: any member may have been set by that code. */
  get exposed(): Gap | undefined {
    return this.#shape.exposed;
  }

  set exposed(gap: Gap | undefined) {
    if (gap === this.#shape.exposed) return;
    this.#shape.exposed = gap;
    this.touch();
  }
}
