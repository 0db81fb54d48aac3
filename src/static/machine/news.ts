import type { Cell } from '../value/cell.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import type { Footprint } from './footprint.ts';
import { Likeness } from './likeness.ts';
import type { Turn } from './turn.ts';

/** What changed since the round of a turn began of what its code reads. */
export interface News {
  readonly cells: readonly { readonly cell: Cell; readonly before: Value }[];
  /** Lists that got other elements. */
  readonly lists: readonly HeapObject[];
  /** Whether an object has other members. */
  readonly isReshaped: boolean;
}

/**
 * What changed since the round of a turn began, of what was there before the turn and what its code reads: only that
 * can make another turn with the same arguments do something else.
 */
export function newsSince(turn: Turn, innermost: Footprint | undefined): News {
  const footprints = footprintsFrom(turn, innermost);
  const objects = footprints.flatMap(({ looked }) => [...looked].filter((object) => object.id <= turn.ids));
  return {
    cells: [...changedCells(turn, footprints)],
    lists: objects.filter((object) => object.resized > turn.clock),
    isReshaped: objects.some((object) => object.changed > turn.clock),
  };
}

/** Whether there is anything of the kind: asked at each call of a recursion, it looks no further than the first. */
export function hasNews(turn: Turn, innermost: Footprint | undefined): boolean {
  const footprints = footprintsFrom(turn, innermost);
  for (const { looked } of footprints) {
    for (const object of looked)
      if ((object.changed > turn.clock || object.resized > turn.clock) && object.id <= turn.ids) return true;
  }
  return changedCells(turn, footprints).next().done !== true;
}

function* changedCells(turn: Turn, footprints: readonly Footprint[]): Generator<News['cells'][number]> {
  const isRead = (cell: Cell) => footprints.some(({ isFull, reads }) => isFull || reads.has(cell));
  const likeness = new Likeness(turn.ids);
  for (const [cell, before] of firstWrites(turn, footprints))
    if (cell.value !== before && isRead(cell) && !likeness.leavesOpen(before, cell.value)) yield { cell, before };
}

/** The footprints of a turn and of the activations in progress inside it, outermost first. */
function footprintsFrom(turn: Turn, innermost: Footprint | undefined): Footprint[] {
  const found: Footprint[] = [];
  for (let at = innermost; at !== undefined; at = at.parent) {
    found.unshift(at);
    if (at === turn.footprint) break;
  }
  return found;
}

/** Places older than the turn that were written, with what they held when the round began. */
function firstWrites(turn: Turn, footprints: readonly Footprint[]): Map<Cell, Value> {
  const writes = new Map<Cell, Value>();
  for (const { written } of footprints) {
    for (const [cell, before] of written)
      if (turn.footprint.isOlder(cell) && !writes.has(cell)) writes.set(cell, turn.before.get(cell) ?? before);
  }
  return writes;
}
