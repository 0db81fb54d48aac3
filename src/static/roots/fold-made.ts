import { addedCell } from '../heap/added-cell.ts';
import { addMore } from '../heap/list.ts';
import type { Machine } from '../machine/machine.ts';
import type { Writes } from '../machine/store.ts';
import type { Cell } from '../value/cell.ts';
import { anyOf, choiceOf, optionsOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, type Value } from '../value/value.ts';

/** So many objects of one place of the program are told apart where a place may hold any of them. */
const maxApart = 2;

/**
 * What a root wrote, with what one place of the program makes anew in each of its turns folded into one: with each turn
 * `(all[name] ??= []).push(f)` would leave another list, and `config.headers ??= {}` another record that is filled in
 * later, none like those before it.
 *
 * @param before the clock when the root began: records that were there before it stay as they are
 */
export function foldMade(m: Machine, writes: Writes, before: number): Writes {
  return new Map([...writes].map(([cell, value]) => [cell, foldIn(m, cell, value, writes, before)]));
}

function foldIn(m: Machine, cell: Cell, value: Value, writes: Writes, before: number): Value {
  const options = optionsOf(value);
  const made = objectsOf(value);
  const lists = foldInto(made.filter(isMereList), (list, last) => pourList(m, list, last, writes));
  const there = objectsOf(m.store.peek(cell)).filter(isMereRecord);
  const records = foldInto(
    [...new Set([...there, ...made.filter(isMereRecord)])],
    (record, last) => pourRecord(m, record, last, writes),
    (record) => record.made > before,
  );
  if (lists.size + records.size === 0) return value;
  const folded = new Map<Value, HeapObject>([...lists, ...records]);
  return choiceOf(options.map((option) => ({ ...option, value: folded.get(option.value) ?? option.value })));
}

function objectsOf(value: Value): HeapObject[] {
  return optionsOf(value).flatMap(({ value: object }) => (object.kind === 'object' ? [object] : []));
}

/** Of the objects of each place the first few stay, the others become one with the last of those. */
function foldInto(
  objects: readonly HeapObject[],
  pour: (object: HeapObject, last: HeapObject) => void,
  isNew: (object: HeapObject) => boolean = () => true,
): Map<HeapObject, HeapObject> {
  const apart = new Map<HeapObject['at'], HeapObject[]>();
  const folded = new Map<HeapObject, HeapObject>();
  for (const object of objects.toSorted((a, b) => a.id - b.id)) {
    const all = apart.get(object.at) ?? [];
    const known = all.filter(({ prototype }) => prototype === object.prototype);
    const last = known.at(-1);
    if (known.length < maxApart || last === undefined || !isNew(object)) apart.set(object.at, [...all, object]);
    else if (object.id !== last.id) {
      pour(object, last);
      folded.set(object, last);
    }
  }
  return folded;
}

/** Whether a list is nothing but its elements. */
function isMereList({ at, brand, elements, properties }: HeapObject): boolean {
  return at !== undefined && brand === undefined && elements !== undefined && properties.size === 0;
}

/** Whether a record or an instance is nothing but its properties and what it inherits. */
function isMereRecord({ at, brand, elements, more, accessors, open }: HeapObject): boolean {
  const isMere = brand === undefined && elements === undefined && more === undefined && accessors.size === 0;
  return isMere && at !== undefined && open === undefined;
}

function pourList(m: Machine, list: HeapObject, into: HeapObject, writes: Writes): void {
  for (const cell of [...(list.elements ?? []), ...(list.more === undefined ? [] : [list.more])]) {
    const element = presentPart(heldIn(m, cell, writes));
    if (element !== undefined) addMore(m, into, element);
  }
  list.join(into);
}

function pourRecord(m: Machine, record: HeapObject, into: HeapObject, writes: Writes): void {
  into.share();
  for (const [name, cell] of into.properties)
    if (!record.properties.has(name)) m.store.write(cell, anyOf([m.store.peek(cell), absentValue]));
  for (const [name, cell] of record.properties) {
    const known = into.properties.get(name);
    const held = heldIn(m, cell, writes);
    if (known === undefined) into.properties.set(name, addedCell(m, into, anyOf([held, absentValue])));
    else m.store.write(known, held);
  }
  for (const name of new Set([...record.hidden.keys(), ...into.hidden.keys()]))
    if (record.hidden.get(name) !== into.hidden.get(name)) into.hide(name, 'perhaps');
  into.exposed ??= record.exposed;
  record.join(into);
}

function heldIn(m: Machine, cell: Cell, writes: Writes): Value {
  return writes.get(cell) ?? m.store.peek(cell);
}
