import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isSymbolKey } from '../value/symbol-key.ts';
import { type Gap, undefinedValue, type Value } from '../value/value.ts';
import { addedCell } from './added-cell.ts';
import { orAbsent, slotsOf } from './list.ts';
import { passOn } from './pass-on.ts';

/** A new object that knows when it was made. */
export function freshObject(m: Machine, at: ts.Node | undefined): HeapObject {
  const object = m.object(at);
  object.born = m.store.cell(undefinedValue).birth;
  return object;
}

/** Sets a property; a new one is absent first, so that a branch that does not run leaves it unset. */
export function setOwn(m: Machine, object: HeapObject, key: string, value: Value): void {
  const cell = object.properties.get(key);
  if (cell === undefined) object.properties.set(key, addedCell(m, object, value));
  else {
    // What was taken away and comes again comes last.
    if (presentPart(m.store.peek(cell)) === undefined && object.properties.delete(key))
      object.properties.set(key, cell);
    m.store.write(cell, value);
    passOn(m, object, value);
  }
}

/** Defines a property of an object that nobody has seen yet: it is there in every branch that can reach the object. */
export function defineOwn(m: Machine, object: HeapObject, key: string, value: Value): void {
  object.accessors.delete(key);
  object.properties.set(key, m.store.cell(value));
}

export function objectOf(m: Machine, at: ts.Node | undefined, properties: Readonly<Record<string, Value>>): HeapObject {
  return objectOfEntries(m, at, Object.entries(properties));
}

/** The same from a list, for names that come from the program: `__proto__` is a name like any other. */
export function objectOfEntries(
  m: Machine,
  at: ts.Node | undefined,
  entries: Iterable<readonly [string, Value]>,
): HeapObject {
  const object = freshObject(m, at);
  for (const [key, value] of entries) defineOwn(m, object, key, value);
  return object;
}

export function arrayOf(m: Machine, at: ts.Node | undefined, elements: readonly Value[], more?: Value): HeapObject {
  const array = freshObject(m, at);
  array.elements = elements.map((element) => m.store.cell(element));
  if (more !== undefined) array.more = m.store.cell(more);
  return array;
}

/** An object of which nothing is known but where it comes from. */
export function openObject(m: Machine, gap: Gap): HeapObject {
  const object = freshObject(m, gap.at);
  object.open = gap;
  return object;
}

export function nativeFunction(m: Machine, name: string, call: NativeCall, construct?: NativeCall): HeapObject {
  const object = m.object(undefined);
  object.brand = construct === undefined ? { kind: 'native', name, call } : { kind: 'native', name, call, construct };
  return object;
}

/** Names and values of the own properties, also of those that may not be there: those hold an absent alternative. */
export function propertySlots(m: Machine, object: HeapObject): [string, Value][] {
  m.store.look(object);
  const slots: [string, Value][] =
    object.elements === undefined
      ? [...object.properties].map(([key, cell]) => [key, m.store.read(cell)])
      : slotsOf(m, object).map((value, index) => [String(index), value]);
  const present = slots.filter(([, value]) => presentPart(value) !== undefined);
  return object.brand?.kind === 'map' ? present : inKeyOrder(present);
}

/** The own properties that may be enumerated, as they are where they are there. */
export function entriesOf(m: Machine, object: HeapObject): [string, Value][] {
  return propertySlots(m, object).map(([key, value]) => [key, presentPart(value) ?? undefinedValue]);
}

/** The same with what getters give; the object is taken apart, as a spread or `Object.values` does. */
export function takenApart(m: Machine, object: HeapObject): [string, Value][] {
  const slots = propertySlots(m, object);
  for (const [key, { get }] of object.accessors) {
    if (get?.at !== undefined) slots.push([key, m.call(get, { self: object, args: [], node: get.at })]);
  }
  return object.hidden.size === 0 ? slots : enumerated(object, slots);
}

/** Without those that are not enumerated. */
export function enumerated(object: HeapObject, slots: readonly [string, Value][]): [string, Value][] {
  return slots.flatMap(([key, slot]) => {
    const how = object.hidden.get(key);
    if (how === 'surely') return [];
    return [[key, how === 'perhaps' ? orAbsent(slot) : slot]];
  });
}

/** The same without what nothing lists: names that are symbols, and the private names of an instance. */
export function namedSlots(m: Machine, object: HeapObject): [string, Value][] {
  return takenApart(m, object).filter(([key]) => isListed(object, key));
}

/** Whether a name is among those that are listed. */
export function isListed({ prototype }: HeapObject, key: string): boolean {
  return !isSymbolKey(key) && !(key.startsWith('#') && prototype !== undefined);
}

/** Keys that are whole numbers come first, smallest first; the others in the order they were set. */
function inKeyOrder(entries: [string, Value][]): [string, Value][] {
  if (!entries.some(([key]) => isIndex(key))) return entries;
  const rank = (key: string) => (isIndex(key) ? Number(key) : Number.POSITIVE_INFINITY);
  return entries.toSorted(([a], [b]) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function isIndex(key: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(key);
}
