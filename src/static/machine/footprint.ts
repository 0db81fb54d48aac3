import type { Cell } from '../value/cell.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import type { Summary } from './summary.ts';

/** More places than this are not kept account of: such an activation counts as one that has read everything. */
const maxPlaces = 4000;

/** A running activation that answers calls which repeat it: such answers hold for one round of it. */
export interface Head {
  readonly round: number;
  readonly isOver: boolean;
  /** All that it did, once it is over and has settled. */
  readonly summary: Summary | undefined;
}

/**
 * What one activation has to do with the state that was there before it: the places it read with what they held, the
 * objects whose shape it looked at, and the places it wrote. As long as what it is given and what it reads are the same,
 * it does the same.
 */
export class Footprint {
  readonly parent: Footprint | undefined;
  /** Places made from here on are the activation's own. */
  readonly start: number;
  /** The clock when it began: what changed its shape later than that is different now. */
  readonly clock: number;
  /** Older places of which it found what they held when it began, and what that was. */
  readonly reads = new Map<Cell, Value>();
  /** Older places that it wrote on some ways only: what those held is a part of what it left there. */
  readonly kept = new Map<Cell, Value>();
  /** Older places that it wrote, and what they held before. */
  readonly written = new Map<Cell, Value>();
  /** Older objects of which it looked at the shape. */
  readonly looked = new Set<HeapObject>();
  /** Calls around it by whose answers it went on, each with the round in which they were given. */
  readonly leans = new Map<Head, number>();
  /** The activation itself, once it can answer others. */
  head: Head | undefined;
  /** Whether it rests on nothing but what is kept account of here. */
  isWhole = true;
  /** Whether it calls code outside, which may call other parts of the program. */
  callsOut = false;
  /** Whether it touched more than was kept account of. */
  isFull = false;
  /** The clock when it ended, and what places that it had read held then that it has written. */
  #closed: number | undefined;
  readonly #ends = new Map<Cell, Value>();
  /** How often a place was written before the activation wrote it first, and how often that did. */
  readonly #counts = new Map<Cell, { readonly before: number; own: number }>();

  constructor(parent: Footprint | undefined, start: number, clock: number) {
    this.parent = parent;
    this.start = start;
    this.clock = clock;
  }

  isOlder(cell: Cell): boolean {
    return cell.made < this.start;
  }

  read(cell: Cell, value: Value): void {
    this.#note(this.reads, cell, value);
    // What was written on some ways only still is what it was on the others.
    const before = this.kept.get(cell);
    if (before !== undefined && !this.reads.has(cell)) this.reads.set(cell, before);
  }

  keep(cell: Cell, value: Value): void {
    this.#note(this.kept, cell, value);
  }

  write(cell: Cell, before: Value): void {
    if (this.isOlder(cell) && !this.written.has(cell) && this.#hasRoom()) this.written.set(cell, before);
  }

  /** It is about to write a place itself. */
  count(cell: Cell): void {
    if (!this.isOlder(cell)) return;
    const count = this.#counts.get(cell);
    if (count === undefined) this.#counts.set(cell, { before: cell.writes, own: 1 });
    else count.own += 1;
  }

  /** What an activation inside this one wrote, this one wrote. */
  countAll(inner: Footprint): void {
    for (const [cell, { before, own }] of inner.#counts) {
      if (!this.isOlder(cell)) continue;
      const count = this.#counts.get(cell);
      if (count === undefined) this.#counts.set(cell, { before, own });
      else count.own += own;
    }
  }

  look(object: HeapObject): void {
    if (object.made <= this.clock) this.looked.add(object);
  }

  /** It went on by what an activation around it had given so far. */
  leanOn(head: Head, round: number): void {
    if (head !== this.head) this.leans.set(head, round);
  }

  /** An activation inside this one has ended, or one that it would have repeated: what that did, this one did. */
  include(inner: Footprint): void {
    for (const [cell, value] of inner.reads) this.read(cell, value);
    for (const [cell, value] of inner.kept) this.keep(cell, value);
    for (const [cell, before] of inner.written) this.write(cell, before);
    for (const object of inner.looked) this.look(object);
    for (const [head, round] of inner.leans) this.leanOn(head, round);
    if (inner.callsOut) this.callsOut = true;
    if (inner.isFull) this.#overflow();
  }

  /** Whether something that it read or looked at is different now. */
  isStale(isSame: (before: Value, now: Value) => boolean): boolean {
    if (this.hasOtherShapes()) return true;
    for (const [cell, before] of this.reads) if (!isSame(before, cell.value)) return true;
    return false;
  }

  /** The places it read that hold something else now. */
  changedPlaces(isSame: (before: Value, now: Value) => boolean): Cell[] {
    return [...this.reads].filter(([cell, before]) => !isSame(before, cell.value)).map(([cell]) => cell);
  }

  /** Notes what the activation leaves behind, once it has ended: what is different later, others have changed. */
  close(now: number): void {
    if (this.#closed !== undefined) return;
    this.#closed = now;
    for (const cell of this.written.keys()) if (this.reads.has(cell)) this.#ends.set(cell, cell.value);
  }

  /** Whether others have changed something that it read or looked at, since it was closed. */
  isChangedByOthers(isSame: (before: Value, now: Value) => boolean): boolean {
    const closed = this.#closed ?? this.clock;
    for (const object of this.looked) if (object.changed > closed || object.resized > closed) return true;
    for (const [cell, before] of this.reads) {
      // What others wrote is news, though it be what the activation itself left there.
      const end = this.#isWrittenByOthers(cell) ? undefined : this.#ends.get(cell);
      if (!isSame(end === undefined ? before : anyOf([before, end]), cell.value)) return true;
    }
    return false;
  }

  #isWrittenByOthers(cell: Cell): boolean {
    const count = this.#counts.get(cell);
    return count !== undefined && cell.writes > count.before + count.own;
  }

  /** Lists that it looked at and that have other elements since. */
  grownLists(): HeapObject[] {
    return [...this.looked].filter((object) => object.elements !== undefined && object.resized > this.clock);
  }

  /** Whether an object that it looked at has other members than when it began. */
  hasOtherShapes(): boolean {
    for (const object of this.looked) if (object.changed > this.clock || object.resized > this.clock) return true;
    return false;
  }

  #note(places: Map<Cell, Value>, cell: Cell, value: Value): void {
    if (!this.isOlder(cell) || places.has(cell)) return;
    // What it wrote itself it does not find; in another branch than the one that wrote, it does.
    const before = this.written.get(cell);
    if ((before === undefined || before === value) && this.#hasRoom()) places.set(cell, value);
  }

  #hasRoom(): boolean {
    if (this.reads.size + this.kept.size + this.written.size >= maxPlaces) this.#overflow();
    return !this.isFull;
  }

  #overflow(): void {
    this.isFull = true;
    this.isWhole = false;
  }
}
