import { Cell } from '../value/cell.ts';
import { anyOf, decide, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import { isGap, undefinedValue, type Value } from '../value/value.ts';
import { Footprint } from './footprint.ts';

export type Writes = ReadonlyMap<Cell, Value>;

/**
 * The values of all cells. While a branch runs, its writes go to a layer of their own, so that the other branch sees
 * the state before it; when the branches meet, each written cell holds the alternatives, tagged with the branch.
 */
export class Store {
  readonly #layers: Map<Cell, Value>[] = [];
  /** What the activations in progress have read and written so far, outermost first. */
  readonly #activations: Footprint[] = [];
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

  /** Whether an activation with this footprint would do nothing new; it then counts as done once more. */
  repeats(footprint: Footprint): boolean {
    const find = (cell: Cell) => this.#find(cell);
    if (footprint.isStale(find, isSameValue) || !footprint.holds(find, isSameValue)) return false;
    this.#activations.at(-1)?.include(footprint);
    return true;
  }

  /** Whether an activation with this footprint would read something else now. */
  isStale(footprint: Footprint, isSame: (before: Value, now: Value) => boolean): boolean {
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
      const before = this.read(cell);
      this.write(
        cell,
        decide(
          point,
          branches.map((branch) => branch.get(cell) ?? before),
        ),
      );
    }
  }

  /**
   * Ends a root: cells that were there before it hold what they held or what it wrote, since roots run in any order.
   * Returns whether another root may now find an address or an object where it found nothing; with `any`, whether it
   * may find anything new at all, and tells `any` of what is given up on.
   */
  settle(writes: Writes, bornBefore: number, any?: { readonly lost: () => void }): boolean {
    let changed = false;
    for (const [cell, value] of writes) {
      if (cell.birth >= bornBefore) {
        this.write(cell, value);
        continue;
      }
      const before = this.read(cell);
      const all = isUnset(before) ? value : isUnset(value) ? before : anyOf([before, value]);
      const joined = isUnset(before) || isUnset(value) ? all : bounded(all);
      if (any === undefined) changed ||= carries(value) && (isUnset(before) || keyOf(before) !== keyOf(joined));
      else {
        const shapes = shapesOf(before);
        changed ||= shapesOf(joined).some((shape) => !shapes.includes(shape));
        if (shapesOf(all).some((shape) => !shapesOf(joined).includes(shape))) any.lost();
      }
      this.write(cell, joined);
    }
    return changed;
  }
}

function isSameValue(before: Value, now: Value): boolean {
  return now === before || keyOf(now) === keyOf(before);
}

/** How many values the roots of a program may leave in one cell before the rest is not looked at. */
const maxSettled = 12;

function bounded(value: Value): Value {
  return value.kind === 'choice' && value.options.length > maxSettled
    ? { kind: 'choice', options: value.options.slice(0, maxSettled) }
    : value;
}

/** The alternatives of a value; objects that one place makes again and again are alike. */
function shapesOf(value: Value): string[] {
  return optionsOf(value).map(({ value: single }) =>
    single.kind === 'object' && single.at !== undefined
      ? `${single.brand?.kind ?? 'o'}@${single.at.getSourceFile().fileName}:${single.at.pos}`
      : keyOf(single),
  );
}

/** Whether a value can become part of an address. */
function carries(value: Value): boolean {
  return optionsOf(value).some(({ value: single }) => {
    if (single.kind === 'text') return single.pieces.some((piece) => !isGap(piece));
    return single.kind === 'object' && single.brand?.kind !== 'native';
  });
}

function isUnset(value: Value): boolean {
  return value === undefinedValue || (value.kind === 'constant' && (value.value === undefined || value.value === null));
}
