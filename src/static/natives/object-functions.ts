import { copyProperties } from '../heap/copy-properties.ts';
import { addMore, elementsOf } from '../heap/list.ts';
import { arrayOf, defineOwn, entriesOf, freshObject, namedSlots, setOwn } from '../heap/objects.ts';
import { getProperty, setProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isAbsent, literal, plainText, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { hasKey } from './object.ts';

const first = ({ args }: NativeArguments): Value => args[0] ?? undefinedValue;
const same: NativeCall = (_m, call) => first(call);

/** The functions of `Object`. */
export const objectFunctions: Readonly<Record<string, NativeCall>> = {
  assign: (m, call) => {
    const target = first(call);
    if (target.kind === 'object') for (const source of call.args.slice(1)) copyProperties(m, target, source);
    return target;
  },
  freeze: same,
  seal: same,
  preventExtensions: same,
  keys: (m, call) => listFrom(m, call, (key) => literal(key, call.node)),
  values: (m, call) => listFrom(m, call, (_key, value) => value),
  entries: (m, call) => listFrom(m, call, (key, value) => arrayOf(m, call.node, [literal(key, call.node), value])),
  getOwnPropertyNames: (m, call) => listFrom(m, call, (key) => literal(key, call.node)),
  fromEntries: (m, call) => fromEntries(m, call),
  hasOwn: (m, call) => hasKey(m, first(call), call.args[1], call.node),
  create: (m, call) => {
    const made = freshObject(m, call.node);
    const [prototype, descriptors] = call.args;
    if (prototype?.kind === 'object') made.prototype = prototype;
    else if (prototype?.kind === 'unknown') made.open = prototype.gap;
    defineAll(m, made, descriptors, call);
    return made;
  },
  setPrototypeOf: (_m, call) => {
    const [target, prototype] = call.args;
    if (target?.kind === 'object' && prototype?.kind === 'object') target.prototype = prototype;
    return target ?? undefinedValue;
  },
  getPrototypeOf: (_m, call) => {
    const target = first(call);
    return (target.kind === 'object' ? target.prototype : undefined) ?? unknown('unknown-property', call.node);
  },
  defineProperty: (m, call) => {
    const [target, key, descriptor] = call.args;
    define(m, target, key === undefined ? undefined : plainText(key), descriptor, call);
    return target ?? undefinedValue;
  },
  defineProperties: (m, call) => {
    defineAll(m, first(call), call.args[1], call);
    return first(call);
  },
};

function defineAll(m: Machine, target: Value, descriptors: Value | undefined, call: NativeArguments): void {
  if (descriptors?.kind !== 'object') return;
  for (const [key, descriptor] of entriesOf(m, descriptors)) define(m, target, key, descriptor, call);
}

function define(
  m: Machine,
  target: Value | undefined,
  key: string | undefined,
  descriptor: Value | undefined,
  call: NativeArguments,
): void {
  if (target?.kind !== 'object' || key === undefined || descriptor?.kind !== 'object') return;
  const get = getProperty(m, descriptor, 'get', call.node);
  if (get.kind === 'object') target.accessors.set(key, { get });
  else setProperty(m, target, key, getProperty(m, descriptor, 'value', call.node), call.node);
}

/** A list made from the names and values of an object; an element is absent where its property is. */
function listFrom(m: Machine, call: NativeArguments, map: (key: string, value: Value) => Value): Value {
  return mapValue(first(call), (single) => {
    if (single.kind !== 'object') return unknown('unknown-key', call.node);
    const made = arrayOf(
      m,
      call.node,
      slotsIn(m, single).map(([key, slot]) => mapValue(slot, (value) => (isAbsent(value) ? value : map(key, value)))),
    );
    if (single.open !== undefined) addMore(m, made, { kind: 'unknown', gap: single.open });
    if (single.more !== undefined) addMore(m, made, moreOf(m, m.store.read(single.more), call, map));
    return made;
  });
}

/** What is said of the properties whose names are not known: `map` cannot name them. */
function moreOf(m: Machine, value: Value, call: NativeArguments, map: (key: string, value: Value) => Value): Value {
  const key = unknown('unknown-key', call.node);
  const probe = map('', value);
  if (probe === value) return value;
  return probe.kind === 'object' ? arrayOf(m, call.node, [key, value]) : key;
}

function slotsIn(m: Machine, object: HeapObject): [string, Value][] {
  if (object.brand?.kind !== 'module') return namedSlots(m, object);
  return [...object.brand.module.exported].map(([key, cell]) => [key, m.store.read(cell)]);
}

// Object.fromEntries([[k, v]])  ⇒  { [k]: v }
function fromEntries(m: Machine, call: NativeArguments): Value {
  const list = first(call);
  if (list.kind !== 'object') return unknown('unknown-key', call.node);
  const made = freshObject(m, call.node);
  if (list.brand?.kind === 'map') {
    copyProperties(m, made, list);
    return made;
  }
  for (const pair of elementsOf(m, list)) addPair(m, made, pair);
  return made;
}

function addPair(m: Machine, made: HeapObject, pair: Value): void {
  mapValue(pair, (single: Single) => {
    const [key, value] = single.kind === 'object' ? elementsOf(m, single) : [];
    const name = key === undefined ? undefined : plainText(key);
    if (name === undefined) addMore(m, made, value ?? undefinedValue);
    else if (pair.kind === 'choice' || made.properties.has(name)) setOwn(m, made, name, value ?? undefinedValue);
    else defineOwn(m, made, name, value ?? undefinedValue);
    return single;
  });
}
