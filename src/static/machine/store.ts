import { Cell } from '../value/cell.ts';
import { anyOf, decide, optionsOf } from '../value/choice.ts';
import { keyOf } from '../value/key-of.ts';
import { isGap, undefinedValue, type Value } from '../value/value.ts';
import { anyWorld, mergeWorlds, type World } from '../value/world.ts';

export type Writes = ReadonlyMap<Cell, Value>;

/** What conditions have told of a value that a cell held. */
interface Told {
  readonly of: Value;
  readonly value: Value;
}

/**
 * The values of all cells. While a branch runs, its writes go to a layer of their own, so that the other branch sees
 * the state before it; when the branches meet, each written cell holds the alternatives, tagged with the branch.
 */
export class Store {
  readonly #layers: Map<Cell, Value>[] = [];
  #births = 0;
  #assumed: World = anyWorld;
  /** A layer more than of values: what was told before any branch. */
  readonly #tested: Map<Cell, Told>[] = [new Map()];

  get depth(): number {
    return this.#layers.length;
  }

  /** The birth that the next cell will get. */
  get now(): number {
    return this.#births;
  }

  /**
   * The path condition: the decisions on which what runs now rests, as far as the function that runs has tested them.
   * An alternative that needs another way of one of them is not what a settled name holds here.
   */
  get assumed(): World {
    return this.#assumed;
  }

  /** Adds to the path condition, up to the end of the way or function that runs. */
  assume(world: World): void {
    this.#assumed = mergeWorlds(this.#assumed, world) ?? this.#assumed;
  }

  /** Runs something that does not hang on what was tested here: the body of a function, a module. */
  apart<Result>(run: () => Result): Result {
    const before = this.#assumed;
    this.#assumed = anyWorld;
    try {
      return run();
    } finally {
      this.#assumed = before;
    }
  }

  cell(value: Value): Cell {
    this.#births += 1;
    return new Cell(value, this.#births - 1);
  }

  read(cell: Cell): Value {
    for (let index = this.#layers.length - 1; index >= 0; index -= 1) {
      const value = this.#layers[index]?.get(cell);
      if (value !== undefined) return value;
    }
    return cell.value;
  }

  write(cell: Cell, value: Value): void {
    const layer = this.#layers.at(-1);
    if (layer === undefined) cell.value = value;
    else layer.set(cell, value);
  }

  /** The same value, with what the conditions of this way have told of it since it was written. */
  readTested(cell: Cell): Value {
    const value = this.read(cell);
    for (let index = this.#tested.length - 1; index >= 0; index -= 1) {
      const told = this.#tested[index]?.get(cell);
      if (told !== undefined) return told.of === value ? told.value : value;
    }
    return value;
  }

  /** Notes what a condition has told of what a cell holds, for as long as it holds that. */
  writeTested(cell: Cell, value: Value): void {
    this.#tested.at(-1)?.set(cell, { of: this.read(cell), value });
  }

  /** Runs something whose writes are kept apart, and returns both. */
  fork<Result>(run: () => Result): { result: Result; writes: Writes } {
    const layer = new Map<Cell, Value>();
    this.#layers.push(layer);
    this.#tested.push(new Map());
    const assumed = this.#assumed;
    try {
      return { result: run(), writes: layer };
    } finally {
      this.#assumed = assumed;
      this.#layers.length = this.#layers.lastIndexOf(layer);
      this.#tested.length = this.#layers.length + 1;
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
