import type { Machine } from '../machine/machine.ts';
import type { Cell } from '../value/cell.ts';
import { anyOf, mayBeAbsent, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Single, undefinedValue, type Value } from '../value/value.ts';
import { type Iteration, iterationOf } from './iteration.ts';
import { elementsOf } from './list.ts';

/** A walk over something that what is done on the way may change. */
export interface Walk {
  /** What stands now where the walk is to come. */
  slotAt(position: number): Value;
  /** Whether after a step others may be to come than before it. */
  hasChanged(position: number): boolean;
  /** Whether there is more at its end by now. */
  readonly hasGrown: boolean;
  /** Any of those that are there, or were when the walk began. */
  any(): Value;
}

/** The walk over a list, a map or a set; `undefined` for anything else. */
export function walkOver(m: Machine, value: Single): Walk | undefined {
  if (value.kind !== 'object') return undefined;
  if (value.elements !== undefined) return new ListWalk(m, value);
  return value.brand?.kind === 'map' ? membersWalk(m, value, () => iterationOf(m, value)) : undefined;
}

/** The walk over what is visited of an object, a map or a set, as far as it is known. */
export function membersWalk(m: Machine, object: HeapObject, visited: () => Iteration | undefined): Walk {
  return new MemberWalk(m, object, visited);
}

/**
 * A walk over a list that what is done on the way may change. Elements are read when it is their turn. Once another one
 * stands where one stood, which are yet to come is not known.
 */
export class ListWalk implements Walk {
  readonly #m: Machine;
  readonly #list: HeapObject;
  readonly #cells: readonly Cell[];
  readonly #isUnsure: readonly boolean[];
  #resized: number;
  #hasGrown = false;
  #isOver = false;

  constructor(m: Machine, list: HeapObject) {
    this.#m = m;
    this.#list = list;
    this.#resized = list.resized;
    this.#cells = (list.elements ?? []).filter((cell) => presentPart(m.store.peek(cell)) !== undefined);
    this.#isUnsure = this.#cells.map((cell) => mayBeAbsent(m.store.peek(cell)));
  }

  /** What stands now where the walk is to come. */
  slotAt(position: number): Value {
    const cell = this.#cells[position];
    return cell === undefined ? undefinedValue : this.#m.store.read(cell);
  }

  /** Whether after a step other elements may be to come than before it. */
  hasChanged(position: number): boolean {
    const isOther = this.#list.resized !== this.#resized && !this.#onlyGrew();
    // Elements go from the start, from the end, or all of them.
    this.#isOver ||= isOther || [0, position + 1, this.#cells.length - 1].some((at) => this.#isOther(at));
    return this.#isOver;
  }

  /** Whether it has come to where the list has changed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether it has got more elements at its end. */
  get hasGrown(): boolean {
    return this.#hasGrown;
  }

  /** Any of the elements that are there, or were when the walk began. */
  any(): Value {
    const before = this.#cells.flatMap((cell) => presentPart(this.#m.store.read(cell)) ?? []);
    const all = [...elementsOf(this.#m, this.#list), ...before];
    return all.length === 0 ? undefinedValue : anyOf(all);
  }

  #isOther(at: number): boolean {
    const cell = this.#cells[at];
    if (cell === undefined) return false;
    const value = this.#m.store.peek(cell);
    return presentPart(value) === undefined || mayBeAbsent(value) !== this.#isUnsure[at];
  }

  /** Whether what the walk began with still stands one after the other, with nothing before it. */
  #onlyGrew(): boolean {
    this.#resized = this.#list.resized;
    const now = (this.#list.elements ?? []).filter((cell) => presentPart(this.#m.store.peek(cell)) !== undefined);
    const isSame = this.#cells.every((cell, index) => now[index] === cell);
    this.#hasGrown ||= isSame;
    return isSame;
  }
}

/** A walk over members. Which members are there is looked at anew after each step. */
class MemberWalk implements Walk {
  readonly #m: Machine;
  readonly #object: HeapObject;
  readonly #visited: () => Iteration | undefined;
  readonly #slots: readonly Value[];
  readonly #before: readonly string[];

  constructor(m: Machine, object: HeapObject, visited: () => Iteration | undefined) {
    this.#m = m;
    this.#object = object;
    this.#visited = visited;
    this.#slots = visited()?.slots ?? [];
    this.#before = this.#presence();
  }

  slotAt(position: number): Value {
    return this.#slots[position] ?? undefinedValue;
  }

  hasChanged(position: number): boolean {
    const now = this.#presence();
    return this.#before.slice(position + 1).some((name) => !now.includes(name));
  }

  get hasGrown(): boolean {
    const now = this.#presence();
    return now.some((name) => !this.#before.includes(name));
  }

  any(): Value {
    const { slots = [], more } = this.#visited() ?? {};
    const all = [...this.#slots, ...slots].flatMap((slot) => presentPart(slot) ?? []);
    return anyOf(more === undefined ? all : [...all, more]);
  }

  /** The names of the members that may be there, in order, with whether they surely are. */
  #presence(): string[] {
    return [...this.#object.properties].flatMap(([name, cell]) => {
      const value = this.#m.store.peek(cell);
      return presentPart(value) === undefined ? [] : [`${mayBeAbsent(value)} ${name}`];
    });
  }
}
