import type { Cell } from '../value/cell.ts';
import { anyOf } from '../value/choice.ts';
import type { Value } from '../value/value.ts';
import type { Catching } from './frame.ts';
import type { Journal } from './journal.ts';
import type { Machine } from './machine.ts';
import type { Writes } from './store.ts';

/** What a block did that may have stopped anywhere in it. */
export interface Tried<Result> {
  readonly result: Result;
  readonly writes: Writes;
  /** What it wrote on the way. */
  readonly journal: Journal;
  readonly thrown: readonly Value[];
  readonly states: readonly Writes[];
}

/**
 * Runs a block apart, with what is thrown in it.
 * @param depth the branches in progress from which the states of what is thrown are counted
 */
export function attempt<Result>(m: Machine, run: () => Result, depth = m.store.depth): Tried<Result> {
  const catching = { depth, thrown: [], states: [] };
  m.catching.push(catching);
  try {
    const { result, journal } = m.store.journaling(() => m.store.fork(run));
    return { ...result, journal, thrown: catching.thrown, states: catching.states };
  } finally {
    m.catching.length = m.catching.lastIndexOf(catching);
  }
}

/** Something is thrown: the nearest that may catch it gets it, with the state that there is by then. */
export function throwTo(m: Machine, values: readonly Value[], state: (depth: number) => readonly Writes[]): void {
  for (const catching of m.catching.toReversed()) {
    catching.thrown.push(...values);
    catching.states.push(...state(catching.depth));
    if (catching.passesOn !== true) return;
  }
}

/**
 * Runs a function whose failure does not end what called it: one that code outside calls, or one whose promise fails. What
 * it had written by then stays written.
 *
 * @param isOutside whether code outside calls it: that gets what is thrown, and goes on wherever something has failed
 */
export function survive<Result>(m: Machine, isOutside: boolean, run: () => Result): Result {
  const bornBefore = m.store.now;
  const catching: Catching = { depth: m.store.depth, thrown: [], states: [], ...(!isOutside && { passesOn: true }) };
  m.catching.push(catching);
  const { result, journal } = watched(m, catching, isOutside, run);
  if (journal !== undefined) addIntermediate(m, journal);
  if (catching.states.length > 0) m.store.applyPerhaps(together(m, catching.states), new Map(), bornBefore);
  if (isOutside) for (const value of catching.thrown) m.recorder.escapes(value, m.live);
  return result;
}

function watched<Result>(
  m: Machine,
  catching: Catching,
  isJournaled: boolean,
  run: () => Result,
): { readonly result: Result; readonly journal?: Journal } {
  try {
    return isJournaled ? m.store.journaling(run, true) : { result: run() };
  } finally {
    m.catching.length = m.catching.lastIndexOf(catching);
  }
}

/** What any of several states holds that is not there anyhow. */
function together(m: Machine, states: readonly Writes[]): Writes {
  const all = new Map<Cell, Set<Value>>();
  for (const state of states) {
    for (const [cell, value] of state) {
      if (value === m.store.peek(cell)) continue;
      const known = all.get(cell);
      if (known === undefined) all.set(cell, new Set([value]));
      else known.add(value);
    }
  }
  return new Map([...all].map(([cell, values]) => [cell, anyOf([...values])]));
}

/** What the block wrote on the way, and wrote over before its end, a place may still hold. */
export function addIntermediate(m: Machine, journal: Journal): void {
  for (const [cell, values] of journal.between()) mayHold(m, cell, values);
}

function mayHold(m: Machine, cell: Cell, values: readonly Value[]): void {
  const now = m.store.peek(cell);
  const all = anyOf([now, ...values]);
  if (all !== now) m.store.write(cell, all);
}
