import { Cell } from '../value/cell.ts';
import { decide } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import { Footprint } from './footprint.ts';

export type Comparison = (before: Value, now: Value) => boolean;

export type Writes = ReadonlyMap<Cell, Value>;

/**
 * The values of all cells. While a branch runs, its writes go to a layer of their own, so that the other branch sees
 * the state before it; when the branches meet, each written cell holds the alternatives, tagged with the branch.
 */
export class Store {
  readonly #layers: Map<Cell, Value>[] = [];
  /** What the activations in progress have read and written so far, outermost first. */
  readonly #activations: Footprint[] = [];
  /** What is written in the blocks in progress that may stop anywhere. */
  readonly #passing: [Cell, Value][][] = [];
  #births = 0;

  get depth(): number {
    return this.#layers.length;
  }

  /** The birth that the next cell will get. */
  get now(): number {
    return this.#births;
  }

  cell(value: Value): Cell {
    this.#births += 1;
    return new Cell(value, this.#births - 1);
  }

  read(cell: Cell): Value {
    const value = this.#find(cell);
    this.#activations.at(-1)?.read(cell, value);
    return value;
  }

  /** What a cell holds, for keys and comparisons of our own: the program does not read it here. */
  peek(cell: Cell): Value {
    return this.#find(cell);
  }

  /** Notes that the members of an object were looked at. */
  look(object: HeapObject): void {
    this.#activations.at(-1)?.look(object);
  }

  /** Runs an activation, and gives what it had to do with the state before it. */
  noting<Result>(run: () => Result): { result: Result; footprint: Footprint } {
    const footprint = new Footprint(this.#births);
    this.#activations.push(footprint);
    try {
      return { result: run(), footprint };
    } finally {
      this.#activations.length = this.#activations.lastIndexOf(footprint);
      footprint.close((cell) => this.#find(cell));
      this.#activations.at(-1)?.include(footprint);
    }
  }

  /**
   * Whether an activation with this footprint would do nothing new; it then counts as done once more.
   * @param isKnown whether what a place holds now is among what it held before
   * @param isSame whether both are the same
   */
  repeats(footprint: Footprint, isKnown: Comparison, isSame: Comparison): boolean {
    const find = (cell: Cell) => this.#find(cell);
    if (footprint.isStale(find, isKnown) || !footprint.holds(find, isSame)) return false;
    this.#activations.at(-1)?.include(footprint);
    return true;
  }

  /** Whether an activation with this footprint would read something else now. */
  isStale(footprint: Footprint, isSame: Comparison): boolean {
    return footprint.isStale((cell) => this.#find(cell), isSame);
  }

  #find(cell: Cell): Value {
    for (let index = this.#layers.length - 1; index >= 0; index -= 1) {
      const value = this.#layers[index]?.get(cell);
      if (value !== undefined) return value;
    }
    return cell.value;
  }

  write(cell: Cell, value: Value): void {
    this.#activations.at(-1)?.write(cell);
    this.#passing.at(-1)?.push([cell, value]);
    const layer = this.#layers.at(-1);
    if (layer === undefined) cell.value = value;
    else layer.set(cell, value);
  }

  /** Runs something whose writes are kept apart, and returns both. */
  fork<Result>(run: () => Result): { result: Result; writes: Writes } {
    const layer = new Map<Cell, Value>();
    this.#layers.push(layer);
    try {
      return { result: run(), writes: layer };
    } finally {
      this.#layers.length = this.#layers.lastIndexOf(layer);
    }
  }

  /** The same, with everything that was written on the way: what stops in the middle leaves any of it. */
  forkPassing<Result>(run: () => Result): { result: Result; writes: Writes; passing: readonly [Cell, Value][] } {
    const passing: [Cell, Value][] = [];
    this.#passing.push(passing);
    try {
      return { ...this.fork(run), passing };
    } finally {
      this.#passing.length = this.#passing.lastIndexOf(passing);
      this.#passing.at(-1)?.push(...passing);
    }
  }

  /** All writes since `depth` layers were open: the state of an early exit, as seen from there. */
  writesAbove(depth: number): Writes {
    const flat = new Map<Cell, Value>();
    for (const layer of this.#layers.slice(depth)) {
      for (const [cell, value] of layer) flat.set(cell, value);
    }
    return flat;
  }

  apply(writes: Writes): void {
    for (const [cell, value] of writes) this.write(cell, value);
  }

  /**
   * Meets the branches of one decision point: what only some of them wrote keeps its old value in the others.
   * `bornBefore` is the birth count when the branches began.
   */
  join(point: string, branches: readonly Writes[], bornBefore = Number.POSITIVE_INFINITY): void {
    const [only] = branches;
    if (branches.length === 1 && only !== undefined) {
      this.apply(only);
      return;
    }
    const cells = new Set(branches.flatMap((branch) => [...branch.keys()]));
    for (const cell of cells) {
      // A cell that a branch made exists in that branch alone: there is nothing for it to meet.
      const makers = cell.birth >= bornBefore ? branches.filter((branch) => branch.has(cell)) : [];
      const made = makers.length === 1 ? makers[0]?.get(cell) : undefined;
      if (made !== undefined) {
        this.write(cell, made);
        continue;
      }
      const before = this.#find(cell);
      this.write(
        cell,
        decide(
          point,
          branches.map((branch) => branch.get(cell) ?? before),
        ),
      );
    }
  }
}
