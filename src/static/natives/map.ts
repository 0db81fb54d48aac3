import { getIndexed, keyText, setIndexed } from '../heap/indexed.ts';
import { iterationOf } from '../heap/iteration.ts';
import { addMore, orAbsent } from '../heap/list.ts';
import { arrayOf, entriesOf, freshObject, nativeFunction, propertySlots, setOwn } from '../heap/objects.ts';
import { elementAt } from '../heap/take-apart.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { MapBrand, NativeArguments } from '../value/brand.ts';
import { mayBeAbsent, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, constant, isAbsent, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { hasKey } from './object.ts';

type MapMethod = (m: Machine, self: HeapObject, brand: MapBrand, call: NativeArguments) => Value;

/** Methods of `Map` and `Set`: keys are kept as properties, a set's members are their own values. */
const methods: Readonly<Record<string, MapMethod>> = {
  get: (m, self, _brand, { args, node }) => getIndexed(m, plain(m, self), args[0] ?? undefinedValue, node),
  set: (m, self, _brand, { args, node }) => {
    setIndexed(m, self, args[0] ?? undefinedValue, args[1] ?? undefinedValue, node);
    return self;
  },
  add: (m, self, _brand, { args, node }) => {
    setIndexed(m, self, args[0] ?? undefinedValue, args[0] ?? undefinedValue, node);
    return self;
  },
  has: (m, self, _brand, { args, node }) => hasKey(m, self, args[0], node),
  delete: (m, self, _brand, { args, node }) => {
    for (const { value } of optionsOf(args[0] ?? undefinedValue)) remove(m, self, keyText(value), args[0]);
    return unknown('not-text', node);
  },
  clear: (m, self) => {
    for (const cell of self.properties.values()) m.store.write(cell, absentValue);
    return undefinedValue;
  },
  keys: (m, self, brand, { node }) => {
    const members = iterationOf(m, self);
    const key = (member: Value) => (brand.isSet ? member : elementAt(m, member, 0, node));
    return arrayOf(m, node, members?.slots.map(key) ?? [], members?.more === undefined ? undefined : key(members.more));
  },
  values: (m, self, brand, { node }) => {
    const members = iterationOf(m, self);
    const value = (member: Value) => (brand.isSet ? member : elementAt(m, member, 1, node));
    return arrayOf(
      m,
      node,
      members?.slots.map(value) ?? [],
      members?.more === undefined ? undefined : value(members.more),
    );
  },
  entries: (m, self, _brand, { node }) => {
    const pairs = iterationOf(m, self);
    return arrayOf(m, node, pairs?.slots ?? [], pairs?.more);
  },
  forEach: (m, self, _brand, { args, node }) => {
    const [callback] = args;
    for (const [key, value] of callback === undefined ? [] : entriesOf(m, self)) {
      m.call(callback ?? undefinedValue, { self: undefinedValue, args: [value, literal(key, self.at), self], node });
    }
    return undefinedValue;
  },
};

/** A member of a `Map` or `Set`. */
export function mapMember(m: Machine, self: HeapObject, brand: MapBrand, key: string): Value | undefined {
  if (key === 'size') {
    const slots = propertySlots(m, self);
    const isKnown = self.more === undefined && !slots.some(([, slot]) => mayBeAbsent(slot));
    return isKnown ? constant(slots.length) : unknown('not-text', self.at);
  }
  const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
  return method === undefined
    ? undefined
    : nativeFunction(m, key, (machine, call) => method(machine, self, brand, call));
}

/** `new Map([[k, v]])`, `new Set([v])` */
export const makeMap: NativeCall = (m, call) => made(m, call, false);
export const makeSet: NativeCall = (m, call) => made(m, call, true);

function made(m: Machine, { args, node }: NativeArguments, isSet: boolean): Value {
  const object = freshObject(m, node);
  object.brand = { kind: 'map', isSet };
  for (const { value: source } of optionsOf(args[0] ?? undefinedValue)) {
    const found = iterationOf(m, source);
    for (const slot of found?.slots ?? []) addMember(m, object, slot, isSet);
    if (found?.more !== undefined) addMore(m, object, isSet ? found.more : unknown('unknown-key', node));
  }
  return object;
}

function addMember(m: Machine, object: HeapObject, slot: Value, isSet: boolean): void {
  for (const { value } of optionsOf(slot)) {
    if (isAbsent(value)) continue;
    const pair = isSet ? [value, value] : (iterationOf(m, value)?.slots ?? []);
    const [key = undefinedValue, member = undefinedValue] = pair;
    const name = keyText(key);
    if (name === undefined || slot.kind === 'choice') addMore(m, object, member);
    else setOwn(m, object, name, member);
  }
}

function remove(m: Machine, self: HeapObject, name: string | undefined, key: Value | undefined): void {
  const cells = name === undefined ? [...self.properties.values()] : [self.properties.get(name)];
  for (const cell of cells) {
    if (cell === undefined) continue;
    const before = m.store.read(cell);
    const isSure = name !== undefined && key?.kind !== 'choice';
    m.store.write(cell, isSure ? absentValue : orAbsent(before));
  }
}

/** The map as a plain object, so that a key named like a method is still a key. */
function plain(m: Machine, self: HeapObject): HeapObject {
  const object = m.object(self.at);
  for (const [key, cell] of self.properties) object.properties.set(key, cell);
  object.more = self.more;
  return object;
}
