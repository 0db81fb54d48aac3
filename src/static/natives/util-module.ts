import { prototypeOf } from '../heap/instances.ts';
import { defineOwn, nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import { inspectKey, show } from '../heap/shown.ts';
import { symbolOf } from '../heap/symbols.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, undefinedValue, unknown, type Value } from '../value/value.ts';
import { format } from './format.ts';
import { callOutside, openModule } from './open-module.ts';
import { promisify, promisifyKey } from './promise-module.ts';
import { textOf } from './text-of.ts';

const inherits: NativeCall = (m, { args: [type, base], node }) => {
  if (type?.kind !== 'object' || base?.kind !== 'object') return undefinedValue;
  const parent = base.brand?.kind === 'function' ? prototypeOf(m, base) : getProperty(m, base, 'prototype', node);
  if (parent.kind === 'object') prototypeOf(m, type).prototype = parent;
  setOwn(m, type, 'super_', base);
  return undefinedValue;
};

/** A function that returns a promise, as one that hands what it brings to a callback, later and once. */
const callbackify: NativeCall = (m, { args: [callee = undefinedValue] }) =>
  nativeFunction(m, 'callbackified', (machine, call) => {
    const callback = call.args.at(-1);
    const value = machine.call(callee, { ...call, args: call.args.slice(0, -1) });
    const error = anyOf([constant(null), unknown('external-call', call.node, 'error')]);
    if (callback !== undefined) machine.call(callback, { self: undefinedValue, args: [error, value], node: call.node });
    return undefinedValue;
  });

const same: NativeCall = (_m, { args: [value = undefinedValue] }) => value;

/** `util.inspect(v)` is read by people; what an object says of itself there is asked for all the same. */
const inspect: NativeCall = (m, call) => {
  const [value = undefinedValue] = call.args;
  show(m, [value], call.node);
  return value.kind === 'object' ? callOutside(m, 'util.inspect', call) : textOf(m, value);
};

/** `util.inspect.custom` and its like: a symbol that everybody can also get by its name. */
function defineKey(m: Machine, made: HeapObject, name: string, key: string): void {
  const cell = made.properties.get(name);
  const held = cell === undefined ? undefined : m.store.read(cell);
  if (held?.kind === 'object') defineOwn(m, held, 'custom', symbolOf(m, key));
}

/** `node:util` */
export function utilModule(m: Machine): Value {
  const made = openModule(m, 'util', { format, promisify, callbackify, inherits, inspect, deprecate: same });
  defineOwn(m, made, 'default', made);
  defineKey(m, made, 'inspect', inspectKey);
  defineKey(m, made, 'promisify', promisifyKey);
  const custom = objectOf(m, undefined, {});
  custom.open = unknown('external-module', undefined, 'util.types').gap;
  defineOwn(m, made, 'types', custom);
  return made;
}
