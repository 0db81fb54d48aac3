import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Cell } from '../value/cell.ts';
import type { HeapObject } from '../value/heap-object.ts';

/** The name whose value a key is, and how often that was written: as long as it is the same, so is the key. */
export interface HeldKey {
  readonly cell: Cell;
  readonly writes: number;
}

const known = new WeakMap<Cell, Map<string, string>>();

/**
 * The decision which member of an object an unknown key means. It is another one for each lookup, but for those by one
 * name that holds what it held, in an object that has the members that it had.
 */
export function lookupPoint(m: Machine, target: HeapObject, held: HeldKey | undefined, node: ts.Node): string {
  if (held === undefined || held.cell.isShared) return m.point(node);
  const points = known.get(held.cell) ?? new Map<string, string>();
  known.set(held.cell, points);
  const lookup = `${target.id} ${target.changed} ${target.resized} ${held.writes}`;
  const point = points.get(lookup) ?? m.point(node);
  points.set(lookup, point);
  return point;
}
