import type { ts } from 'ts-morph';
import type { NativeCall } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Gap, undefinedValue, type Value } from '../value/value.ts';
import type { Machine } from './machine.ts';

/** Sets a property; a new one is made `undefined` first, so that a branch that does not run leaves it unset. */
export function setOwn(m: Machine, object: HeapObject, key: string, value: Value): void {
  const cell = object.properties.get(key);
  if (cell !== undefined) {
    m.store.write(cell, value);
    return;
  }
  if (m.store.depth === 0) {
    object.properties.set(key, m.store.cell(value));
    return;
  }
  const made = m.store.cell(undefinedValue);
  object.properties.set(key, made);
  m.store.write(made, value);
}

export function objectOf(m: Machine, at: ts.Node | undefined, properties: Readonly<Record<string, Value>>): HeapObject {
  const object = m.object(at);
  for (const [key, value] of Object.entries(properties)) setOwn(m, object, key, value);
  return object;
}

export function arrayOf(m: Machine, at: ts.Node | undefined, elements: readonly Value[], more?: Value): HeapObject {
  const array = m.object(at);
  array.elements = elements.map((element) => m.store.cell(element));
  if (more !== undefined) array.more = m.store.cell(more);
  return array;
}

/** An object of which nothing is known but where it comes from. */
export function openObject(m: Machine, gap: Gap): HeapObject {
  const object = m.object(gap.at);
  object.open = gap;
  return object;
}

export function nativeFunction(m: Machine, name: string, call: NativeCall, construct?: NativeCall): HeapObject {
  const object = m.object(undefined);
  object.brand = construct === undefined ? { kind: 'native', name, call } : { kind: 'native', name, call, construct };
  return object;
}

/** All elements of an array, known ones in order, then what further ones may be. */
export function elementsOf(m: Machine, array: HeapObject): Value[] {
  const known = (array.elements ?? []).map((cell) => m.store.read(cell));
  return array.more === undefined ? known : [...known, m.store.read(array.more)];
}

/** The own properties that may be enumerated, in the order they were set. */
export function entriesOf(m: Machine, object: HeapObject): [string, Value][] {
  if (object.elements !== undefined) {
    return object.elements.map((cell, index) => [String(index), m.store.read(cell)]);
  }
  return [...object.properties].map(([key, cell]) => [key, m.store.read(cell)]);
}
