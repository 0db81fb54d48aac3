import type { Cell } from '../value/cell.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import type { Summary } from './summary.ts';

/** More places than this are not kept account of: such a call counts as one that has read everything. */
const maxPlaces = 4000;

/** A running call that answers others which repeat it: such answers hold for one round of it. */
export interface Head {
  readonly round: number;
  readonly isOver: boolean;
  /** All that it did, once it is over and has settled. */
  readonly summary: Summary | undefined;
}

/**
 * What one call in progress has found and changed of what was there before it. What a call does rests on its
 * arguments and on what it read; a call of which both are the same does the same.
 */
export class Trace {
  readonly parent: Trace | undefined;
  /** The store's count of cells when the call began. */
  readonly start: number;
  /** Places older than the call of which it found what they held when it began, and what that was. */
  readonly reads = new Map<Cell, Value>();
  /** Older places that it wrote, and what they held before. */
  readonly written = new Map<Cell, Value>();
  /** Lists of which it asked for the elements. */
  readonly looked = new Set<HeapObject>();
  /** Calls around it by whose answers it went on, each with the round in which they were given. */
  readonly leans = new Map<Head, number>();
  /** The call itself, once it can answer others. */
  head: Head | undefined;
  /** Whether it rests on nothing but what is kept account of here. */
  isWhole = true;
  /** Whether it touched more than was kept account of. */
  isFull = false;

  constructor(parent: Trace | undefined, start: number) {
    this.parent = parent;
    this.start = start;
  }

  isOlder(cell: Cell): boolean {
    return cell.made < this.start;
  }

  read(cell: Cell, value: Value): void {
    if (!this.isOlder(cell) || this.reads.has(cell)) return;
    // What it wrote itself it does not find; in another branch than the one that wrote, it does.
    const before = this.written.get(cell);
    if ((before === undefined || before === value) && this.#hasRoom()) this.reads.set(cell, value);
  }

  write(cell: Cell, before: Value): void {
    if (!this.isOlder(cell) || this.written.has(cell) || !this.#hasRoom()) return;
    this.written.set(cell, before);
  }

  /** It went on by what a call around it had given so far. */
  leanOn(head: Head, round: number): void {
    if (head !== this.head) this.leans.set(head, round);
  }

  /** A call inside this one has ended: what it found and changed, this one did. */
  absorb(inner: Pick<Trace, 'reads' | 'written' | 'looked' | 'leans' | 'isFull'>): void {
    for (const [cell, value] of inner.reads) this.read(cell, value);
    for (const [cell, before] of inner.written) this.write(cell, before);
    for (const list of inner.looked) this.looked.add(list);
    for (const [head, round] of inner.leans) this.leanOn(head, round);
    if (inner.isFull) this.#overflow();
  }

  #hasRoom(): boolean {
    if (this.reads.size + this.written.size >= maxPlaces) this.#overflow();
    return !this.isFull;
  }

  #overflow(): void {
    this.isFull = true;
    this.isWhole = false;
  }
}
