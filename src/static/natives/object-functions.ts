import { addMore } from '../heap/list.ts';
import { arrayOf, entriesOf, freshObject, objectOfEntries } from '../heap/objects.ts';
import { symbolOf } from '../heap/symbols.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import { plainOf } from '../value/compare.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isSymbolKey } from '../value/symbol-key.ts';
import { constant, undefinedValue, unknown, type Value } from '../value/value.ts';
import { assign } from './assign.ts';
import { entriesFrom, groupBy } from './entries.ts';
import { listProperties } from './list-properties.ts';
import { hasKey } from './object.ts';
import { defineProperty, descriptorOf, descriptorsOf } from './property-descriptor.ts';

const first = ({ args }: NativeArguments): Value => args[0] ?? undefinedValue;
const same: NativeCall = (_m, call) => first(call);
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);

/** The functions of `Object`. */
export const objectFunctions: Readonly<Record<string, NativeCall>> = {
  assign: (m, call) => assign(m, first(call), call.args.slice(1), call.node),
  ...{ freeze: same, seal: same, preventExtensions: same },
  ...{ isFrozen: unsure, isSealed: unsure, isExtensible: unsure },
  keys: (m, call) => listProperties(m, first(call), call.node, 'key'),
  values: (m, call) => listProperties(m, first(call), call.node, 'value'),
  entries: (m, call) => listProperties(m, first(call), call.node, 'entry'),
  getOwnPropertyNames: (m, call) => listProperties(m, first(call), call.node, 'name'),
  getOwnPropertySymbols: (m, call) =>
    mapValue(first(call), (target) => {
      if (target.kind !== 'object') return unknown('unknown-key', call.node);
      const keys = [...target.properties.keys(), ...target.accessors.keys()].filter(isSymbolKey);
      return arrayOf(
        m,
        call.node,
        keys.map((key) => symbolOf(m, key, call.node)),
      );
    }),
  fromEntries: (m, call) => entriesFrom(m, first(call), call.node),
  groupBy: (m, call) => groupBy(m, call, freshObject(m, call.node)),
  hasOwn: (m, call) => hasKey(m, first(call), call.args[1], call.node),
  is: (_m, { args: [a, b], node }) => {
    const [x, y] = [a, b].map((value) => (value === undefined || value.kind === 'choice' ? undefined : plainOf(value)));
    return x === undefined || y === undefined ? unknown('not-text', node) : constant(Object.is(x.value, y.value));
  },
  create: (m, call) => {
    const made = freshObject(m, call.node);
    setPrototype(m, made, first(call));
    defineAll(m, made, call.args[1], call);
    return made;
  },
  setPrototypeOf: (m, call) => {
    for (const { value } of optionsOf(first(call)))
      if (value.kind === 'object') setPrototype(m, value, call.args[1] ?? undefinedValue);
    return first(call);
  },
  getPrototypeOf: (_m, call) =>
    mapValue(first(call), (target) => {
      const prototype = target.kind === 'object' ? target.prototype : undefined;
      return prototype ?? unknown('unknown-property', call.node);
    }),
  defineProperty: (m, call) => {
    const [, key = undefinedValue, descriptor = undefinedValue] = call.args;
    defineProperty(m, first(call), key, descriptor, call.node);
    return first(call);
  },
  defineProperties: (m, call) => {
    defineAll(m, first(call), call.args[1], call);
    return first(call);
  },
  getOwnPropertyDescriptor: (m, call) => descriptorOf(m, first(call), call.args[1] ?? undefinedValue, call.node),
  getOwnPropertyDescriptors: (m, call) =>
    mapValue(first(call), (target) => {
      if (target.kind !== 'object') return unknown('unknown-property', call.node);
      const made = objectOfEntries(m, call.node, descriptorsOf(m, target, call.node));
      made.open = target.open;
      return made;
    }),
};

/** What an object inherits from; one of several, or something unknown, may give it any member. */
function setPrototype(m: Machine, object: HeapObject, prototype: Value): void {
  m.store.look(object);
  const objects = optionsOf(prototype).flatMap(({ value }) => (value.kind === 'object' ? [value] : []));
  const [only, ...others] = objects;
  object.isBare = prototype.kind === 'constant' && prototype.value === null;
  if (only !== undefined) object.prototype = only;
  for (const other of others) for (const [, value] of entriesOf(m, other)) addMore(m, object, value);
  for (const { value } of optionsOf(prototype)) if (value.kind === 'unknown') object.open ??= value.gap;
}

function defineAll(m: Machine, target: Value, descriptors: Value | undefined, call: NativeArguments): void {
  for (const { value } of descriptors === undefined ? [] : optionsOf(descriptors)) {
    if (value.kind === 'unknown') openTarget(target, value.gap);
    if (value.kind !== 'object') continue;
    for (const [key, descriptor] of entriesOf(m, value))
      defineProperty(
        m,
        target,
        { kind: 'text', pieces: [{ text: key, at: value.at, via: [] }] },
        descriptor,
        call.node,
      );
  }
}

function openTarget(target: Value, gap: NonNullable<HeapObject['open']>): void {
  for (const { value } of optionsOf(target)) if (value.kind === 'object') value.open ??= gap;
}
