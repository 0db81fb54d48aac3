import type { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, isAbsent, unknown, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';

/** Members that every object inherits. */
export function objectMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  switch (key) {
    case 'hasOwnProperty':
    case 'propertyIsEnumerable':
      return nativeFunction(m, key, (machine, { args, node }) => hasKey(machine, self, args[0], node));
    case 'toString':
    case 'toLocaleString':
      return nativeFunction(m, key, (machine) => textOf(machine, self));
    case 'valueOf':
      return nativeFunction(m, key, () => self);
    default:
      return undefined;
  }
}

/** Whether an object has a property of its own by that name, as far as both are known. */
export function hasKey(m: Machine, object: Value, key: Value | undefined, node: ts.Node): Value {
  return mapValue(object, (single) => {
    const name = key === undefined ? undefined : keyText(key);
    if (single.kind !== 'object' || name === undefined || single.open !== undefined) return unknown('not-text', node);
    if (single.accessors.has(name)) return constant(true);
    const cell = single.properties.get(name);
    if (cell === undefined) return single.more === undefined ? constant(false) : unknown('not-text', node);
    return mapValue(m.store.read(cell), (value) => constant(!isAbsent(value)));
  });
}
