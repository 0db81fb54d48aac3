import type { Machine } from '../machine/machine.ts';
import { anyOf, mayBeAbsent, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, missingValue, undefinedValue, type Value } from '../value/value.ts';
import { addedCell } from './added-cell.ts';
import { oneOf } from './one-of.ts';
import { passOn } from './pass-on.ts';

/** A list as far as it is known: elements by index, and what may stand at any index after them. */
export interface List {
  readonly known: readonly Value[];
  readonly more: Value | undefined;
}

/**
 * An index where nothing stands. Some walks pass it over and others find `undefined` there, so that from there on it is
 * not known what stands where.
 */
export const hole = { slots: [], more: undefinedValue };

/** The elements in order, also those that may not be there: those hold an absent alternative. */
export function slotsOf(m: Machine, array: HeapObject): Value[] {
  m.store.look(array);
  return (array.elements ?? []).map((cell) => m.store.read(cell)).filter((value) => presentPart(value) !== undefined);
}

/**
 * The elements by index. From the first one on that may not be there the indexes are not known, so that everything
 * from there on may stand anywhere.
 */
export function listOf(m: Machine, array: HeapObject): List {
  return byIndex(slotsOf(m, array), array.more === undefined ? undefined : m.store.read(array.more));
}

export function byIndex(slots: readonly Value[], more: Value | undefined): List {
  const firstUnsure = slots.findIndex(mayBeAbsent);
  if (firstUnsure === -1) return { known: slots, more };
  const anywhere = slots.slice(firstUnsure).flatMap((slot) => presentPart(slot) ?? []);
  return { known: slots.slice(0, firstUnsure), more: anyOf(more === undefined ? anywhere : [...anywhere, more]) };
}

/** All elements of an array, known ones in order, then what further ones may be. */
export function elementsOf(m: Machine, array: HeapObject): Value[] {
  const known = slotsOf(m, array).flatMap((slot) => presentPart(slot) ?? []);
  return array.more === undefined ? known : [...known, m.store.read(array.more)];
}

/** The element at an index; with everything that it may be where the indexes are not known. */
export function elementAtIndex(m: Machine, array: HeapObject, index: number): Value {
  const { known, more } = listOf(m, array);
  const element = index < 0 && more === undefined ? known.at(index) : known[index];
  if (element !== undefined && (index >= 0 || more === undefined)) return element;
  if (more === undefined) return undefinedValue;
  // How many more there are is not known: this one may not be there.
  return oneOf(m, index < 0 ? [...known, more, missingValue] : [more, missingValue]);
}

export function appendElement(m: Machine, array: HeapObject, value: Value): void {
  if (array.more !== undefined || (array.elements ?? []).length >= m.limits.elements) addMore(m, array, value);
  else array.append([addedCell(m, array, value)]);
}

/** Gives a list other elements, in this branch: elsewhere it keeps the old ones. */
export function replaceElements(m: Machine, array: HeapObject, values: readonly Value[]): void {
  if (m.store.depth === 0) {
    array.elements = values.map((value) => m.store.cell(value));
    return;
  }
  for (const cell of array.elements ?? []) m.store.write(cell, absentValue);
  array.append(values.map((value) => addedCell(m, array, value)));
  if ((array.elements?.length ?? 0) > m.limits.elements) blur(m, array);
}

/** Puts elements before the others; where none of those has a place, they may be any. */
export function prependElements(m: Machine, array: HeapObject, values: readonly Value[]): void {
  if (array.more !== undefined && slotsOf(m, array).every((slot) => presentPart(slot) === undefined)) {
    for (const value of values) addMore(m, array, value);
    return;
  }
  array.prepend(values.map((value) => addedCell(m, array, value)));
}

/** Takes the first element off a list; what is not known to be the first may be any of them. */
export function takeFirst(m: Machine, array: HeapObject): Value {
  m.store.look(array);
  const first = (array.elements ?? []).find((cell) => presentPart(m.store.read(cell)) !== undefined);
  const value = first === undefined ? undefined : m.store.read(first);
  if (first !== undefined && value !== undefined && !mayBeAbsent(value)) {
    m.store.write(first, absentValue);
    return value;
  }
  if (first !== undefined) blur(m, array);
  return array.more === undefined ? undefinedValue : oneOf(m, [m.store.read(array.more), missingValue]);
}

/** Takes the last element off a list. Where more may follow, the last known one is taken or not. */
export function takeLast(m: Machine, array: HeapObject): Value {
  m.store.look(array);
  const candidates: Value[] = array.more === undefined ? [] : [m.store.read(array.more)];
  let isEmpty = true;
  for (const cell of (array.elements ?? []).toReversed()) {
    const value = m.store.read(cell);
    const present = presentPart(value);
    if (present === undefined) continue;
    candidates.push(present);
    if (mayBeAbsent(value)) continue;
    m.store.write(cell, candidates.length === 1 ? absentValue : orAbsent(value));
    isEmpty = false;
    break;
  }
  if (candidates.length === 0) return undefinedValue;
  return oneOf(m, isEmpty ? [...candidates, missingValue] : candidates);
}

/** The value, or nothing. */
export function orAbsent(value: Value): Value {
  return anyOf([value, absentValue]);
}

/** `list[i] = v` and `list.length = n`; whether the key is one of those. */
export function writeElement(m: Machine, array: HeapObject, key: string, value: Value): boolean {
  if (key === 'length') {
    const length = value.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
    const { known, more } = listOf(m, array);
    if (length === undefined || length > known.length) makeHole(m, array);
    else if (more === undefined || length === 0) replaceElements(m, array, known.slice(0, length));
    return true;
  }
  if (!/^\d+$/.test(key)) return false;
  const cells = array.elements ?? [];
  const there = cells.filter((cell) => presentPart(m.store.read(cell)) !== undefined);
  const index = Number(key);
  const isSure = there.slice(0, index + 1).every((cell) => !mayBeAbsent(m.store.read(cell)));
  const cell = there[index];
  if (isSure && cell !== undefined) {
    m.store.write(cell, value);
    passOn(m, array, value);
  } else if (isSure && index === there.length) appendElement(m, array, value);
  else {
    addMore(m, array, value);
    if (index > there.length) addMore(m, array, undefinedValue);
  }
  return true;
}

/** Somewhere in the list an element is not there any more, or not yet. */
export function makeHole(m: Machine, array: HeapObject): void {
  blur(m, array);
  addMore(m, array, undefinedValue);
}

/** Forgets the order and the number of the elements: any of them may stand anywhere. */
export function blur(m: Machine, array: HeapObject): void {
  for (const cell of array.elements ?? []) {
    const value = presentPart(m.store.read(cell));
    if (value !== undefined) addMore(m, array, value);
    m.store.write(cell, absentValue);
  }
}

/** One more value that some element or property may have. */
export function addMore(m: Machine, object: HeapObject, value: Value): void {
  passOn(m, object, value);
  if (object.more === undefined) {
    object.more = m.store.cell(value);
    object.more.isShared = object.isShared;
  } else m.store.write(object.more, anyOf([m.store.read(object.more), value]));
}
