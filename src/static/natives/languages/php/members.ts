import type { ts } from 'ts-morph';
import { arrayOf, nativeFunction } from '../../../heap/objects.ts';
import { findMember } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import { isSymbolKey } from '../../../value/symbol-key.ts';
import { literal, type Single, type Value } from '../../../value/value.ts';
import { methodOf } from '../collections.ts';

/** Members that an object has by a magic method of its class, where it has none of that name. */
export function phpMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  if (value.kind !== 'object' || isSymbolKey(key) || key.startsWith('__') || key === 'constructor') return undefined;
  if (value.brand?.kind === 'class') return magicStatic(m, value, key, node);
  if (value.brand !== undefined || value.prototype === undefined) return undefined;
  const isProperty = key.startsWith('$');
  const magic = methodOf(m, value, isProperty ? '__get' : '__call', node);
  if (magic === undefined || findMember(m, value, key, value, node) !== undefined) return undefined;
  if (isProperty) return m.call(magic, { self: value, args: [literal(key.slice(1), node)], node });
  return forwarded(m, magic, value, key);
}

function magicStatic(m: Machine, type: Single, key: string, node: ts.Node): Value | undefined {
  if (type.kind !== 'object' || key.startsWith('$') || key === 'prototype') return undefined;
  const magic = findMember(m, type, '__callStatic', type, node);
  if (magic?.kind !== 'object' || findMember(m, type, key, type, node) !== undefined) return undefined;
  return forwarded(m, magic, type, key);
}

// $o->anything(a)  ⇒  $o->__call('anything', [a])
function forwarded(m: Machine, magic: Value, self: Single, key: string): Value {
  return nativeFunction(m, key, (machine, { args, node }) =>
    machine.call(magic, { self, args: [literal(key, node), arrayOf(machine, node, args)], node }),
  );
}
