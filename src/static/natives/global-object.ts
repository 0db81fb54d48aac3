import type { Machine } from '../machine/machine.ts';
import { anyOf, asInterference } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';

/** `globalThis.x`; `undefined` for what nobody has set and rolefit does not know. */
export function globalMember(m: Machine, key: string): Value | undefined {
  const cell = m.globals.names.get(key);
  return cell === undefined ? m.sinks.globalValue(m, key) : m.store.read(cell);
}

/** `globalThis.x = v`: every part of the program may find it there, and code outside as well. */
export function setGlobalMember(m: Machine, global: HeapObject, key: string, value: Value): void {
  const cell = m.globals.names.get(key);
  // Whoever looks before it is set finds nothing there.
  if (cell === undefined) m.globals.names.set(key, m.store.cell(anyOf([value, asInterference(undefinedValue)])));
  else m.store.write(cell, anyOf([m.store.read(cell), value]));
  if (global.at !== undefined) m.recorder.escapes(value, global.at, m.live);
}
