import type { Machine } from '../machine/machine.ts';
import { nativeFunction } from '../machine/objects.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, plainText, unknown, type Value } from '../value/value.ts';

/** Members that every object inherits. */
export function objectMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  if (key !== 'hasOwnProperty') return undefined;
  return nativeFunction(m, key, (_machine, { args, node }) => {
    const name = args[0] === undefined ? undefined : plainText(args[0]);
    if (name === undefined || self.open !== undefined) return unknown('not-text', node);
    return constant(self.properties.has(name));
  });
}
