import type { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { addMore } from '../heap/list.ts';
import { nativeFunction, objectOf, propertySlots, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf, choiceOf, mapValue, narrowTo, optionsOf, presentPart } from '../value/choice.ts';
import type { Accessor, HeapObject } from '../value/heap-object.ts';
import { truthOf } from '../value/truth.ts';
import {
  absentValue,
  constant,
  isAbsent,
  memberGap,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../value/value.ts';

// Object.defineProperty(o, k, { value, get, set })  ⇒  o has the property k, whatever o inherits under that name
export function defineProperty(m: Machine, target: Value, key: Value, descriptor: Value, node: ts.Node): void {
  for (const { value: object } of optionsOf(target)) {
    if (object.kind !== 'object') {
      // Code outside the program gets hold of what is defined on a thing of its own.
      m.giveAway([descriptor], { self: undefinedValue, args: [], node });
      continue;
    }
    for (const { value: single, world } of optionsOf(key)) {
      const isSure = target.kind !== 'choice' && key.kind !== 'choice';
      define(m, object, keyText(single), narrowTo(world, descriptor), node, isSure);
    }
  }
}

function define(
  m: Machine,
  object: HeapObject,
  key: string | undefined,
  descriptor: Value,
  node: ts.Node,
  isSure: boolean,
): void {
  if (key !== undefined) hideAsSaid(m, object, key, descriptor, node);
  const accessor = accessorOf(m, descriptor, node);
  if (accessor === undefined) {
    const value = valueIn(m, descriptor, node);
    if (key === undefined) addMore(m, object, value);
    else defineValue(m, object, key, isSure ? value : anyOf([getProperty(m, object, key, node), value]));
    return;
  }
  if (key !== undefined) {
    const before = isSure ? undefined : heldBefore(m, object, key);
    object.accessors.set(key, { ...object.accessors.get(key), ...orBefore(m, accessor, before) });
    m.store.look(object);
  } else if (accessor.get !== undefined) addMore(m, object, m.call(accessor.get, { self: object, args: [], node }));
}

/** A property that is new is not enumerated unless that is said; one that is there stays as it is. */
function hideAsSaid(m: Machine, object: HeapObject, key: string, descriptor: Value, node: ts.Node): void {
  const said = getProperty(m, descriptor, 'enumerable', node);
  const cell = object.properties.get(key);
  const before = cell === undefined ? absentValue : m.store.read(cell);
  const isNew = presentPart(before) === undefined && !object.accessors.has(key);
  if (!isNew && said.kind === 'constant' && said.value === undefined) return;
  const truth = truthOf(said);
  object.hide(
    key,
    truth === undefined || (!truth && (!isNew || object.isShared)) ? 'perhaps' : truth ? undefined : 'surely',
  );
}

/** What reads a property as it is now; `undefined` where there is none. */
function heldBefore(m: Machine, object: HeapObject, key: string): HeapObject | undefined {
  const getter = object.accessors.get(key)?.get;
  const cell = object.properties.get(key);
  if (getter !== undefined || cell === undefined) return getter;
  return nativeFunction(m, key, (machine) => machine.store.read(cell));
}

/** An accessor that is perhaps put in the place of what was there before. */
function orBefore(m: Machine, accessor: Accessor, before: HeapObject | undefined): Accessor {
  const { get } = accessor;
  if (before === undefined || get === undefined) return accessor;
  const either = nativeFunction(m, 'get', (machine, call) =>
    anyOf([machine.call(before, call), machine.call(get, call)]),
  );
  return { ...accessor, get: either };
}

function defineValue(m: Machine, object: HeapObject, key: string, value: Value): void {
  object.accessors.delete(key);
  if (object.elements !== undefined && /^\d+$/.test(key)) addMore(m, object, value);
  else setOwn(m, object, key, value);
  if (value.kind === 'object' && value.brand?.kind === 'function') m.nameMethod(key, value, object);
}

function valueIn(m: Machine, descriptor: Value, node: ts.Node): Value {
  return mapValue(descriptor, (single) =>
    single.kind === 'unknown'
      ? { kind: 'unknown', gap: memberGap(single.gap, 'value') }
      : getProperty(m, single, 'value', node),
  );
}

/** Getter and setter of a descriptor that may have them; `undefined` for one that holds a value. */
function accessorOf(m: Machine, descriptor: Value, node: ts.Node): Accessor | undefined {
  if (!optionsOf(descriptor).some(({ value }) => value.kind === 'object')) return undefined;
  const get = functionIn(m, getProperty(m, descriptor, 'get', node), 'get');
  const set = functionIn(m, getProperty(m, descriptor, 'set', node), 'set');
  if (get === undefined && set === undefined) return undefined;
  return { ...(get && { get: orValue(m, descriptor, get, node) }), ...(set && { set }) };
}

/** Where some of the descriptors hold a value and others a getter, the getter gives either. */
function orValue(m: Machine, descriptor: Value, get: HeapObject, node: ts.Node): HeapObject {
  const held = optionsOf(descriptor).filter(({ value }) => !hasGetter(m, value, node));
  if (held.length === 0) return get;
  const value = valueIn(m, choiceOf(held), node);
  return nativeFunction(m, 'get', (machine, call) => anyOf([value, machine.call(get, call)]));
}

function hasGetter(m: Machine, single: Single, node: ts.Node): boolean {
  return single.kind === 'object' && functionIn(m, getProperty(m, single, 'get', node), 'get') !== undefined;
}

/** One function, or one that stands for several. */
function functionIn(m: Machine, value: Value, name: string): HeapObject | undefined {
  if (value.kind === 'object') return value;
  if (value.kind !== 'choice' || !value.options.some((option) => option.value.kind === 'object')) return undefined;
  return nativeFunction(m, name, (machine, call) => machine.call(value, call));
}

// Object.getOwnPropertyDescriptor(o, k)  ⇒  { value } or { get, set }; nothing where o has no such property itself
export function descriptorOf(m: Machine, target: Value, key: Value, node: ts.Node): Value {
  return mapValue(target, (object) => mapValue(key, (single) => ownDescriptor(m, object, single, node)));
}

function ownDescriptor(m: Machine, object: Single, key: Single, node: ts.Node): Value {
  if (object.kind !== 'object') return unknown('unknown-property', node, 'getOwnPropertyDescriptor()');
  const name = keyText(key);
  if (name === undefined)
    return anyOf([...descriptorsOf(m, object, node).map(([, descriptor]) => descriptor), nothing]);
  const known = descriptorsOf(m, object, node).find(([own]) => own === name)?.[1];
  if (known !== undefined) return known;
  const isOpen = object.open !== undefined || object.more !== undefined || hasNativeMembers(object);
  return isOpen ? dataDescriptor(m, getProperty(m, object, name, node), node) : nothing;
}

const nothing = undefinedValue;

function hasNativeMembers({ brand }: HeapObject): boolean {
  return brand !== undefined && brand.kind !== 'function' && brand.kind !== 'class';
}

/** The descriptors of all properties that are known, each by its name. */
export function descriptorsOf(m: Machine, object: HeapObject, node: ts.Node): [string, Value][] {
  const found: [string, Value][] = [];
  for (const [name, { get, set }] of object.accessors) {
    const parts = { get: get ?? undefinedValue, set: set ?? undefinedValue };
    found.push([
      name,
      objectOf(m, node, { ...parts, enumerable: isEnumerable(object, name, node), configurable: constant(true) }),
    ]);
  }
  for (const [name, slot] of ownSlots(m, object)) {
    if (object.accessors.has(name)) continue;
    found.push([
      name,
      mapValue(slot, (single) =>
        isAbsent(single) ? nothing : dataDescriptor(m, single, node, isEnumerable(object, name, node)),
      ),
    ]);
  }
  return found;
}

function ownSlots(m: Machine, object: HeapObject): [string, Value][] {
  if (object.brand?.kind !== 'module') return propertySlots(m, object);
  return [...object.brand.module.exported].map(([name, cell]) => [name, m.store.read(cell)]);
}

function isEnumerable(object: HeapObject, key: string, node: ts.Node): Value {
  const how = object.hidden.get(key);
  return how === 'perhaps' ? unknown('not-text', node) : constant(how === undefined);
}

function dataDescriptor(m: Machine, value: Value, node: ts.Node, enumerable: Value = constant(true)): HeapObject {
  const flags = { writable: constant(true), enumerable, configurable: constant(true) };
  return objectOf(m, node, { value, ...flags });
}
