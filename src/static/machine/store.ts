import { Cell } from '../value/cell.ts';
import { anyOf, decide } from '../value/choice.ts';
import type { Clock } from '../value/clock.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import { anyWorld, mergeWorlds, type World } from '../value/world.ts';
import { foldAlike } from './fold-alike.ts';
import { Footprint } from './footprint.ts';
import { Journal } from './journal.ts';

export type Writes = ReadonlyMap<Cell, Value>;

/** What conditions have told of a value that a cell held. */
interface Told {
  readonly of: Value;
  readonly value: Value;
}

/**
 * The values of all cells. A branch writes in place and is undone when it ends, so that the other branch sees the state
 * before it; when the branches meet, each written cell holds the alternatives, tagged with the branch.
 */
export class Store {
  /** For each branch in progress what it wrote to, and what was there before. */
  readonly #layers: Map<Cell, Value>[] = [];
  readonly #clock: Clock;
  /** What the innermost activation in progress has read and written so far. */
  #footprint: Footprint | undefined;
  /** What was written since each try block in progress began. */
  readonly #journals: Journal[] = [];
  #births = 0;
  #rootStart = 0;
  /** The birth of the first cell that what may be broken off has made. */
  #attemptStart = Number.POSITIVE_INFINITY;
  /**
   * What the way in that runs has written that others may see, with what it held and what they leave in it when the two
   * were put together last.
   */
  readonly ownPlaces = new Map<Cell, { readonly value: Value; readonly others: Value } | undefined>();
  #assumed: World = anyWorld;
  /** A layer more than of values: what was told before any branch. */
  readonly #tested: Map<Cell, Told>[] = [new Map()];

  /** @param clock dates the changes of shape of objects */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get depth(): number {
    return this.#layers.length;
  }

  /** Stands for the way that runs; `undefined` inside of what may stop anywhere. */
  get way(): object | undefined {
    return this.#journals.some(({ isOfTry }) => isOfTry) ? undefined : (this.#layers.at(-1) ?? this);
  }

  /** Runs something that may be broken off: what it made until then others may hold. */
  attempting<Result>(run: () => Result): Result {
    const outer = this.#attemptStart;
    this.#attemptStart = this.#births;
    try {
      return run();
    } finally {
      this.#attemptStart = outer;
    }
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
    this.#footprint?.read(cell, cell.value);
    return cell.value;
  }

  /** What a cell holds, for keys and comparisons of our own: the program does not read it here. */
  peek(cell: Cell): Value {
    return cell.value;
  }

  /** Notes that the members of an object were looked at. */
  look(object: HeapObject): void {
    this.#footprint?.look(object);
  }

  /** What the innermost activation in progress has to do with the state before it. */
  get footprint(): Footprint | undefined {
    return this.#footprint;
  }

  /** Runs an activation, and gives what it had to do with the state before it. */
  noting<Result>(run: (footprint: Footprint) => Result): { result: Result; footprint: Footprint } {
    const outer = this.#footprint;
    const footprint = new Footprint(outer, this.#births, this.#clock.now);
    this.#footprint = footprint;
    try {
      return { result: run(footprint), footprint };
    } finally {
      this.#footprint = outer;
      outer?.include(footprint);
      outer?.countAll(footprint);
    }
  }

  /** What runs rests on more than the store: no activation in progress can answer another one later. */
  restOnMore(): void {
    for (let at = this.#footprint; at !== undefined; at = at.parent) at.isWhole = false;
  }

  /** The program writes a place. */
  write(cell: Cell, value: Value): void {
    this.#footprint?.count(cell);
    cell.writes += 1;
    const isOthers = cell.others !== undefined || cell.birth < this.#rootStart;
    if (isOthers && !this.ownPlaces.has(cell)) this.ownPlaces.set(cell, undefined);
    this.#put(cell, value);
  }

  /** A way into the program begins: what it writes others may write while it calls out. */
  beginRoot(): void {
    this.#rootStart = this.#births;
    this.ownPlaces.clear();
  }

  /** Whether modules load: no way in has begun. */
  get isLoading(): boolean {
    return this.#rootStart === 0;
  }

  /** What runs calls code outside. */
  callOut(): void {
    for (let at = this.#footprint; at !== undefined && !at.callsOut; at = at.parent) at.callsOut = true;
  }

  /** Others have written a place while what runs called out. */
  disturb(cell: Cell, value: Value): void {
    this.#put(cell, value);
  }

  /** A place gets what was written to it before: ways meet, or what ran apart goes on. */
  #put(cell: Cell, value: Value): void {
    const held = cell.isShared ? anyOf([cell.value, value]) : value;
    this.#footprint?.write(cell, cell.value);
    this.#journals.at(-1)?.note(cell, held);
    const layer = this.#layers.at(-1);
    if (layer !== undefined && !layer.has(cell)) layer.set(cell, cell.value);
    cell.value = held;
    cell.isWritten = true;
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
    this.#tested.at(-1)?.set(cell, { of: cell.value, value });
  }

  /** Runs something whose writes are kept apart, and returns both. */
  fork<Result>(run: () => Result): { result: Result; writes: Writes } {
    const index = this.#layers.length;
    const layer = new Map<Cell, Value>();
    const writes = new Map<Cell, Value>();
    this.#layers.push(layer);
    this.#tested.push(new Map());
    const assumed = this.#assumed;
    let kept = this.#attemptStart;
    try {
      const result = run();
      kept = Number.POSITIVE_INFINITY;
      return { result, writes };
    } finally {
      // Where the stack ended, branches inside this one may not have been undone.
      for (const inner of this.#layers.slice(index + 1).reverse()) undo(inner, kept);
      for (const cell of layer.keys()) writes.set(cell, cell.value);
      undo(layer, kept);
      this.#layers.length = index;
      this.#tested.length = index + 1;
      this.#assumed = assumed;
    }
  }

  /**
   * Runs something that may stop anywhere, and gives what it wrote on the way.
   *
   * @param isWhole whether nothing of the program goes on where it has stopped
   */
  journaling<Result>(run: () => Result, isWhole = false): { result: Result; journal: Journal } {
    const journal = new Journal(this.#births, !isWhole);
    this.#journals.push(journal);
    try {
      return { result: run(), journal };
    } finally {
      this.#journals.length = this.#journals.lastIndexOf(journal);
      this.#journals.at(-1)?.include(journal);
    }
  }

  /** What runs may stop here. */
  mayStop(): void {
    this.#journals.at(-1)?.mayStop();
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
    for (const [cell, value] of writes) this.#put(cell, value);
  }

  /** Each place may hold what it held, what it holds in between, or what it was given in the end. */
  applyPerhaps(writes: Writes, between: ReadonlyMap<Cell, readonly Value[]>, bornBefore: number): void {
    for (const [cell, after] of writes) {
      if (cell.birth >= bornBefore) this.#put(cell, after);
      else {
        const before = cell.value;
        this.#footprint?.keep(cell, before);
        this.#put(cell, foldAlike(anyOf([before, ...(between.get(cell) ?? []), after])));
      }
    }
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
      // A cell that a branch made exists in that branch alone, and where it goes on: there is nothing else to meet.
      const maker = cell.birth >= bornBefore ? branches.find((branch) => branch.has(cell)) : undefined;
      const before = maker?.get(cell) ?? cell.value;
      if (branches.some((branch) => !branch.has(cell))) this.#footprint?.keep(cell, before);
      this.#put(
        cell,
        foldAlike(
          decide(
            point,
            branches.map((branch) => branch.get(cell) ?? before),
          ),
        ),
      );
    }
  }
}

/**
 * Gives places back what they held.
 * @param kept places born from here on may still be seen by what got out of a run that was broken off: they may hold both
 */
function undo(layer: ReadonlyMap<Cell, Value>, kept: number): void {
  for (const [cell, before] of layer) cell.value = cell.birth < kept ? before : anyOf([before, cell.value]);
}
