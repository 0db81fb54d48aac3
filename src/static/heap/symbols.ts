import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';

/** The symbol with this key. */
export function symbolOf(m: Machine, key: string, at?: ts.Node): HeapObject {
  const made = m.object(at);
  made.brand = { kind: 'symbol', key };
  return made;
}
