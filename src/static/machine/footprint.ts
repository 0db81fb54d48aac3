import type { Cell } from '../value/cell.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';

/**
 * What one activation has to do with the state that was there before it: the places it read with what they held, the
 * objects it looked into with how many members they had, and what it left in the places it wrote. As long as the reads
 * are the same it would do the same again; as long as the writes hold as well, doing so would change nothing.
 */
export class Footprint {
  /** Places and objects born from here on are the activation's own. */
  readonly before: number;
  readonly #read = new Map<Cell, Value>();
  readonly #looked = new Map<HeapObject, number>();
  readonly #written = new Map<Cell, Value | undefined>();

  constructor(before: number) {
    this.before = before;
  }

  read(cell: Cell, value: Value): void {
    if (cell.birth < this.before && !this.#read.has(cell) && !this.#written.has(cell)) this.#read.set(cell, value);
  }

  look(object: HeapObject): void {
    this.#look(object, sizeOf(object));
  }

  write(cell: Cell): void {
    if (cell.birth < this.before) this.#written.set(cell, undefined);
  }

  /** Takes over an activation inside this one, or one that it would have repeated. */
  include(inner: Footprint): void {
    for (const [cell, value] of inner.#read) this.read(cell, value);
    for (const [object, size] of inner.#looked) this.#look(object, size);
    for (const cell of inner.#written.keys()) this.write(cell);
  }

  /** Ends the activation: what the places hold now is what it left there. */
  close(find: (cell: Cell) => Value): void {
    for (const cell of this.#written.keys()) this.#written.set(cell, find(cell));
  }

  /** Whether something that was read is different now. */
  isStale(find: (cell: Cell) => Value, isSame: (before: Value, now: Value) => boolean): boolean {
    for (const [object, size] of this.#looked) if (sizeOf(object) !== size) return true;
    for (const [cell, before] of this.#read) if (!isSame(before, find(cell))) return true;
    return false;
  }

  /** Whether what was written is still there. */
  holds(find: (cell: Cell) => Value, isSame: (before: Value, now: Value) => boolean): boolean {
    for (const [cell, left] of this.#written) if (left === undefined || !isSame(left, find(cell))) return false;
    return true;
  }

  #look(object: HeapObject, size: number): void {
    if (object.born < this.before && !this.#looked.has(object)) this.#looked.set(object, size);
  }
}

function sizeOf({ properties, elements, accessors, more, open, prototype }: HeapObject): number {
  const parts = properties.size + (elements?.length ?? 0) + accessors.size;
  return parts * 8 + (more === undefined ? 0 : 1) + (open === undefined ? 0 : 2) + (prototype === undefined ? 0 : 4);
}
