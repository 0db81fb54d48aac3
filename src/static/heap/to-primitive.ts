import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import { literal, type Value } from '../value/value.ts';
import { findMember } from './property.ts';

/** What kind of value an operator would like to have of an object. */
export type Hint = 'string' | 'number' | 'default';

/**
 * What the program says that an object is worth where a text or a number is meant; `undefined` where it says nothing.
 * The order in which it is asked is that of ECMA-262, 7.1.1.
 */
export function primitiveOf(m: Machine, object: HeapObject, hint: Hint, node: ts.Node): Value | undefined {
  if (object.brand !== undefined && object.brand.kind !== 'function' && object.brand.kind !== 'class') return undefined;
  const exotic = methodOf(m, object, wellKnownKey('toPrimitive'), node);
  if (exotic !== undefined) return m.call(exotic, { self: object, args: [literal(hint)], node });
  for (const name of hint === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = methodOf(m, object, name, node);
    const result = method === undefined ? undefined : m.call(method, { self: object, args: [], node });
    if (result !== undefined && !optionsOf(result).every(({ value }) => value.kind === 'object')) return result;
  }
  // What every object says of itself asks for its tag, which may be a getter.
  findMember(m, object, wellKnownKey('toStringTag'), object, node);
  return undefined;
}

/** The same for a value; what is no object, or says nothing, stays as it is. */
export function toPrimitive(m: Machine, value: Value, hint: Hint, node: ts.Node): Value {
  return mapValue(value, (single) =>
    single.kind === 'object' ? (primitiveOf(m, single, hint, node) ?? single) : single,
  );
}

function methodOf(m: Machine, object: HeapObject, key: string, node: ts.Node): Value | undefined {
  const found = findMember(m, object, key, object, node);
  return found?.kind === 'object' || found?.kind === 'choice' ? found : undefined;
}
