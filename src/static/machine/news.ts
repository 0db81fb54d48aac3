import type { Cell } from '../value/cell.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import { Likeness } from './likeness.ts';
import type { Trace } from './trace.ts';
import { type News, type Turn, tracesFrom } from './turn.ts';

/**
 * What changed since the round of a turn began, of what was there before the turn and what its code reads: only that
 * can make another turn with the same arguments do something else.
 */
export function newsSince(turn: Turn, innermost: Trace | undefined): News {
  const traces = tracesFrom(turn, innermost);
  const isRead = (cell: Cell) => traces.some((trace) => trace.isFull || trace.reads.has(cell));
  const likeness = new Likeness(turn.ids);
  const cells = [...firstWrites(turn, traces)].flatMap(([cell, before]) =>
    cell.value !== before && isRead(cell) && !likeness.leavesOpen(before, cell.value) ? [{ cell, before }] : [],
  );
  const objects = touchedIn(turn, traces);
  const resized = objects.filter((object) => object.resized > turn.clock);
  return {
    cells,
    resized,
    lists: resized.filter((object) => traces.some(({ looked }) => looked.has(object))),
    isReshaped: objects.some((object) => object.changed > turn.clock),
  };
}

export function hasNews(turn: Turn, innermost: Trace | undefined): boolean {
  const { cells, lists, isReshaped } = newsSince(turn, innermost);
  return cells.length > 0 || lists.length > 0 || isReshaped;
}

/** Places older than the turn that were written, with what they held when the round began. */
function firstWrites(turn: Turn, traces: readonly Trace[]): Map<Cell, Value> {
  const writes = new Map<Cell, Value>();
  for (const { written } of traces) {
    for (const [cell, before] of written)
      if (turn.trace.isOlder(cell) && !writes.has(cell)) writes.set(cell, turn.before.get(cell) ?? before);
  }
  return writes;
}

/** The objects older than a turn that its code could get hold of. */
export function touchedIn(turn: Turn, traces: readonly Trace[]): HeapObject[] {
  const given = turn.self === undefined ? turn.args : [turn.self, ...turn.args];
  const found = new Set<HeapObject>();
  for (const value of [...given, ...traces.flatMap(({ reads }) => [...reads.values()])])
    for (const { value: single } of optionsOf(value))
      if (single.kind === 'object' && single.id <= turn.ids) found.add(single);
  return [...found];
}
