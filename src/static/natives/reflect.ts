import { getIndexed, setIndexed } from '../heap/indexed.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import { constant, undefinedValue, unknown, type Value } from '../value/value.ts';
import { hasMember } from './object.ts';
import { objectFunctions } from './object-functions.ts';
import type { Functions } from './open-module.ts';
import { removeProperty } from './remove-property.ts';
import { spread } from './spread.ts';

const same =
  (name: string): NativeCall =>
  (m, call) =>
    objectFunctions[name]?.(m, call) ?? undefinedValue;
const done =
  (name: string): NativeCall =>
  (m, call) => {
    objectFunctions[name]?.(m, call);
    return constant(true);
  };

/** The functions of `Reflect`. */
export const reflectFunctions: Functions = {
  get: (m, { args: [object = undefinedValue, key = undefinedValue], node }) => getIndexed(m, object, key, node),
  set: (m, { args: [object = undefinedValue, key = undefinedValue, value = undefinedValue], node }) => {
    setIndexed(m, object, key, value, node);
    return constant(true);
  },
  has: (m, { args: [object = undefinedValue, key = undefinedValue], node }) => hasMember(m, object, key, node),
  deleteProperty: (m, { args: [object = undefinedValue, key = undefinedValue], node }) => {
    removeProperty(m, object, key, node);
    return constant(true);
  },
  apply: (m, { args: [callee = undefinedValue, self = undefinedValue, list], node }) =>
    m.call(callee, { self, node, ...spread(m, list) }),
  construct: (m, { args: [callee = undefinedValue, list, target], node }) => {
    const made = m.construct(callee, { self: undefinedValue, node, ...spread(m, list) });
    return target === undefined || target === callee ? made : withPrototype(m, made, target, node);
  },
  ownKeys: same('getOwnPropertyNames'),
  getPrototypeOf: same('getPrototypeOf'),
  getOwnPropertyDescriptor: same('getOwnPropertyDescriptor'),
  setPrototypeOf: done('setPrototypeOf'),
  defineProperty: done('defineProperty'),
  preventExtensions: done('freeze'),
  isExtensible: (_m, { node }) => unknown('not-text', node),
};

/** `new.target`: the class whose members the instance gets. */
function withPrototype(m: Machine, made: Value, target: Value, node: NativeArguments['node']): Value {
  const prototype = getIndexed(m, target, { kind: 'text', pieces: [{ text: 'prototype', at: node, via: [] }] }, node);
  return mapValue(made, (single) => {
    if (single.kind === 'object' && prototype.kind === 'object') single.prototype = prototype;
    return single;
  });
}
