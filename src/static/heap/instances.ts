import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { defineOwn, freshObject } from './objects.ts';

/** The `prototype` object of a plain function, made when first asked for. */
export function prototypeOf(m: Machine, type: HeapObject): HeapObject {
  const cell = type.properties.get('prototype');
  const value = cell === undefined ? undefined : m.store.read(cell);
  if (value?.kind === 'object') return value;
  const made = freshObject(m, type.at);
  defineOwn(m, made, 'constructor', type);
  type.properties.set('prototype', m.store.cell(made));
  return made;
}

/** An instance as code outside the program would make it: constructor arguments unknown, except where types say more. */
export function symbolicInstance(m: Machine, type: HeapObject): Value {
  const brand = type.brand;
  if (brand?.kind !== 'class') return unknown('external-call', type.at);
  const known = brand.instances[0];
  if (known !== undefined) return known;
  m.construct(type, { self: undefinedValue, args: [], node: brand.node, external: true });
  return brand.instances[0] ?? unknown('external-call', type.at);
}
