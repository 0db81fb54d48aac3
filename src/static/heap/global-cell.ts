import type { Machine } from '../machine/machine.ts';
import { Cell } from '../value/cell.ts';
import { asInterference } from '../value/choice.ts';
import { undefinedValue, type Value } from '../value/value.ts';

/**
 * The place of a global name. It is older than all that runs, whoever sets it first; who looks before it is set finds
 * nothing there.
 */
export function globalCell(m: Machine, name: string): Cell {
  const known = m.globals.names.get(name) ?? m.unsetGlobals.get(name);
  if (known !== undefined) return known;
  const cell = new Cell(asInterference(undefinedValue), -1);
  m.unsetGlobals.set(name, cell);
  return cell;
}

/** Sets a global name: the program finds it there from now on. */
export function setGlobal(m: Machine, name: string, value: Value): void {
  const cell = globalCell(m, name);
  m.globals.names.set(name, cell);
  m.store.write(cell, value);
}
