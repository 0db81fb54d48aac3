import type { Machine } from '../machine/machine.ts';
import { Cell } from '../value/cell.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, type Value } from '../value/value.ts';
import { passOn } from './pass-on.ts';

/** A place that an object gets in the course of the run: in branches that do not run this, nothing is there. */
export function addedCell(m: Machine, object: HeapObject, value: Value): Cell {
  m.store.look(object);
  passOn(m, object, value);
  if (m.store.depth === 0 && !object.isShared) return m.store.cell(value);
  const cell = new Cell(absentValue, object.born, m.store.now);
  cell.isShared = object.isShared;
  m.store.write(cell, value);
  return cell;
}
