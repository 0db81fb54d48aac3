import { Cell } from '../value/cell.ts';
import { asInterference, mapValue, optionsOf } from '../value/choice.ts';
import type { Value } from '../value/value.ts';
import type { Machine } from './machine.ts';
import { withMore } from './settle.ts';

/** What nobody has written. */
const nothing: Value = { kind: 'choice', options: [] };

/** Notes what a function leaves in a place that code outside may call whenever it runs. */
export function noteLeft(m: Machine, cell: Cell, value: Value): void {
  const others = othersOf(cell);
  // What is not known itself is no address in place of one that the program has written there.
  const left = mapValue(value, (single) => (single.kind === 'unknown' ? asInterference(single) : single));
  const all = withMore(m, others.value, left);
  if (all !== undefined) others.value = all;
}

/**
 * Code outside runs, and may call what it was given before: the places that what runs here has written may hold what
 * those functions leave there.
 */
export function interfere(m: Machine): void {
  const { store } = m;
  // Where labels lead would be lost: the state of such a machine is written by functions that code outside calls.
  if (!m.live || m.frames.some(({ isMachine }) => isMachine === true)) return;
  store.callOut();
  for (const [cell, met] of store.ownPlaces) {
    const others = store.read(othersOf(cell));
    const value = store.peek(cell);
    // Comparing them is dear, and most places are as they were at the call before.
    if (optionsOf(others).length === 0 || (met?.value === value && met.others === others)) continue;
    const all = withMore(m, value, others);
    if (all !== undefined) store.disturb(cell, all);
    store.ownPlaces.set(cell, { value: all ?? value, others });
  }
}

/** The place of what others leave in a place. It is older than all that runs. */
function othersOf(cell: Cell): Cell {
  cell.others ??= new Cell(nothing, -1);
  return cell.others;
}
