import { Cell } from '../value/cell.ts';
import { anyOf, decide, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import { isGap, undefinedValue, type Value } from '../value/value.ts';
import { Trace } from './trace.ts';

export type Writes = ReadonlyMap<Cell, Value>;

/**
 * The values of all cells. A branch writes in place and is undone when it ends, so that the other branch sees the state
 * before it; when the branches meet, each written cell holds the alternatives, tagged with the branch.
 */
export class Store {
  /** For each branch in progress what it wrote to, and what was there before. */
  readonly #layers: Map<Cell, Value>[] = [];
  #births = 0;
  #trace: Trace | undefined;

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

  /** What a place holds now; whoever runs has seen it. */
  read(cell: Cell): Value {
    this.#trace?.read(cell, cell.value);
    return cell.value;
  }

  write(cell: Cell, value: Value): void {
    this.#trace?.write(cell, cell.value);
    const layer = this.#layers.at(-1);
    if (layer !== undefined && !layer.has(cell)) layer.set(cell, cell.value);
    cell.value = value;
  }

  /** The account of the innermost call in progress. */
  get trace(): Trace | undefined {
    return this.#trace;
  }

  /** Runs a call and keeps account of what it finds and changes. */
  traced<Result>(run: (trace: Trace) => Result): Result {
    const outer = this.#trace;
    const trace = new Trace(outer, this.#births);
    this.#trace = trace;
    try {
      return run(trace);
    } finally {
      this.#trace = outer;
      outer?.absorb(trace);
    }
  }

  /** Whoever runs has asked for the elements of a list. */
  look(list: HeapObject): void {
    this.#trace?.looked.add(list);
  }

  /** What runs rests on more than the store: no call in progress can be answered from memory later. */
  restOnMore(): void {
    for (let trace = this.#trace; trace !== undefined; trace = trace.parent) trace.isWhole = false;
  }

  /** Runs something whose writes are kept apart, and returns both. */
  fork<Result>(run: () => Result): { result: Result; writes: Writes } {
    const layer = new Map<Cell, Value>();
    const writes = new Map<Cell, Value>();
    this.#layers.push(layer);
    try {
      return { result: run(), writes };
    } finally {
      for (const [cell, before] of layer) {
        writes.set(cell, cell.value);
        cell.value = before;
      }
      this.#layers.length = this.#layers.lastIndexOf(layer);
    }
  }

  /** All writes since `depth` layers were open: the state of an early exit, as seen from there. */
  writesAbove(depth: number): Writes {
    const flat = new Map<Cell, Value>();
    for (const layer of this.#layers.slice(depth)) {
      for (const cell of layer.keys()) flat.set(cell, cell.value);
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
