import { getIndexed, keyText, setIndexed } from '../heap/indexed.ts';
import { iterationOf } from '../heap/iteration.ts';
import { addMore, orAbsent } from '../heap/list.ts';
import { mapKey } from '../heap/map-keys.ts';
import { arrayOf, freshObject, nativeFunction, propertySlots, setOwn } from '../heap/objects.ts';
import { elementAt } from '../heap/take-apart.ts';
import { walkOver } from '../heap/walk.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { maybe, rounds } from '../machine/rounds.ts';
import type { MapBrand, NativeArguments } from '../value/brand.ts';
import { anyOf, mayBeAbsent, optionsOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, constant, isAbsent, undefinedValue, unknown, type Value } from '../value/value.ts';
import { hasKey } from './object.ts';

type MapMethod = (m: Machine, self: HeapObject, brand: MapBrand, call: NativeArguments) => Value;

/** Methods of `Map` and `Set`: keys are kept as properties, a set's members are their own values. */
const methods: Readonly<Record<string, MapMethod>> = {
  get: (m, self, _brand, { args, node }) => getIndexed(m, plain(m, self), keyIn(args), node),
  set: (m, self, _brand, { args, node }) => {
    setIndexed(m, self, keyIn(args), args[1] ?? undefinedValue, node);
    return self;
  },
  add: (m, self, _brand, { args, node }) => {
    setIndexed(m, self, keyIn(args), args[0] ?? undefinedValue, node);
    return self;
  },
  has: (m, self, _brand, { args, node }) => hasKey(m, self, keyIn(args), node),
  delete: (m, self, _brand, { args, node }) => {
    const key = keyIn(args);
    for (const { value } of optionsOf(key)) remove(m, self, keyText(value), key);
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
  forEach: (m, self, brand, call) => {
    visitMembers(m, self, brand, call);
    return undefinedValue;
  },
  getOrInsert: (m, self, brand, call) => inserted(m, self, brand, call, () => call.args[1] ?? undefinedValue),
  getOrInsertComputed: (m, self, brand, call) =>
    inserted(m, self, brand, call, () =>
      m.call(call.args[1] ?? undefinedValue, { self: undefinedValue, args: call.args.slice(0, 1), node: call.node }),
    ),
  // Which members two sets share is not worked out: each may be there.
  ...{ union: together, intersection: together, difference: together, symmetricDifference: together },
  ...{ isSubsetOf: unsure, isSupersetOf: unsure, isDisjointFrom: unsure },
};

function keyIn(args: readonly Value[]): Value {
  return mapKey(args[0] ?? undefinedValue);
}

/** Calls back for each member, and once more for those whose keys are not known. */
function visitMembers(m: Machine, self: HeapObject, brand: MapBrand, { args, node }: NativeArguments): void {
  const [callback = undefinedValue, receiver = undefinedValue] = args;
  const visit = (member: Value) => {
    const [key, value] = brand.isSet
      ? [member, member]
      : [elementAt(m, member, 0, node), elementAt(m, member, 1, node)];
    return m.call(callback, { self: receiver, args: [value, key, self], node });
  };
  const members = iterationOf(m, self);
  const walk = walkOver(m, self);
  for (const [position, slot] of (members?.slots ?? []).entries()) {
    const present = presentPart(slot);
    if (present === undefined) continue;
    if (mayBeAbsent(slot)) branchValues(m, m.point(node), [() => visit(present), () => undefinedValue]);
    else visit(present);
    if (walk?.hasChanged(position)) {
      visitAny(m, node, () => visit(walk.any()));
      return;
    }
  }
  const more = walk?.hasGrown ? walk.any() : members?.more;
  if (more !== undefined) visitAny(m, node, () => visit(more));
}

/** Any number of members follow, of which it is not known which. */
function visitAny(m: Machine, node: NativeArguments['node'], visit: () => void): void {
  maybe(m, node, () =>
    rounds(m, node, () => {
      visit();
      return 'normal';
    }),
  );
}

/** What is there under a key, or else what is put there now. */
function inserted(
  m: Machine,
  self: HeapObject,
  _brand: MapBrand,
  { args, node }: NativeArguments,
  make: () => Value,
): Value {
  const key = keyIn(args);
  const there = getIndexed(m, plain(m, self), key, node);
  const found = optionsOf(there).filter(({ value }) => !(value.kind === 'constant' && value.value === undefined));
  if (found.length > 0 && found.length === optionsOf(there).length) return there;
  const value = make();
  const all = found.length === 0 ? value : anyOf([...found.map((option) => option.value), value]);
  setIndexed(m, self, key, all, node);
  return all;
}

function together(m: Machine, self: HeapObject, _brand: MapBrand, call: NativeArguments): Value {
  const both = makeSet(m, { ...call, args: [self] });
  const other = call.args[0] ?? undefinedValue;
  const members = other.kind === 'choice' ? undefined : iterationOf(m, other);
  if (both.kind !== 'object') return both;
  for (const slot of members?.slots ?? []) addMember(m, both, orAbsent(slot), call.node);
  if (members?.more !== undefined) addMore(m, both, members.more);
  return both;
}

function unsure(_m: Machine, _self: HeapObject, _brand: MapBrand, { node }: NativeArguments): Value {
  return unknown('not-text', node);
}

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
    for (const slot of found?.slots ?? []) addMember(m, object, slot, node);
    if (found?.more !== undefined) addMember(m, object, orAbsent(found.more), node);
  }
  return object;
}

/** One that may be another, or may not be there, takes the place of what has its key only perhaps. */
function addMember(m: Machine, object: HeapObject, slot: Value, node: NativeArguments['node']): void {
  const isSet = object.brand?.kind === 'map' && object.brand.isSet;
  for (const { value } of optionsOf(slot)) {
    if (isAbsent(value)) continue;
    const [key, member] = isSet ? [value, value] : [elementAt(m, value, 0, node), elementAt(m, value, 1, node)];
    const name = keyText(mapKey(key));
    const cell = name === undefined ? undefined : object.properties.get(name);
    const before = cell === undefined ? absentValue : m.store.read(cell);
    if (name === undefined) setIndexed(m, object, mapKey(key), member, node);
    else setOwn(m, object, name, slot.kind === 'choice' ? anyOf([before, member]) : member);
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
  object.exposed = self.exposed;
  return object;
}
