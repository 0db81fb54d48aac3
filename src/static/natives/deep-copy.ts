import type { ts } from 'ts-morph';
import { addMore, slotsOf } from '../heap/list.ts';
import { arrayOf, defineOwn, freshObject, takenApart } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isAbsent, unknown, type Value } from '../value/value.ts';

/**
 * `structuredClone(v)`: other objects with the same contents. What has no contents of its own to be copied, such as a
 * client or a function, stays itself.
 */
export function deepCopy(m: Machine, value: Value, node: ts.Node): Value {
  return copyOf(m, value, node, new Map());
}

function copyOf(m: Machine, value: Value, node: ts.Node, made: Map<HeapObject, HeapObject>): Value {
  return mapValue(value, (single) => {
    if (single.kind !== 'object' || isAbsent(single)) return single;
    const known = made.get(single);
    if (known !== undefined) return known;
    if (made.size > maxObjects) return unknown('too-many-values', node);
    return hasContents(single) ? copyObject(m, single, node, made) : single;
  });
}

/** An object that is larger is data, and no table of calls. */
const maxObjects = 5000;

function hasContents({ brand }: HeapObject): boolean {
  return brand === undefined || brand.kind === 'map';
}

function copyObject(m: Machine, object: HeapObject, node: ts.Node, made: Map<HeapObject, HeapObject>): HeapObject {
  const copy = object.elements === undefined ? freshObject(m, node) : arrayOf(m, node, []);
  made.set(object, copy);
  copy.open = object.open;
  copy.brand = object.brand;
  const inner = (value: Value) => copyOf(m, value, node, made);
  if (object.elements === undefined) {
    for (const [key, slot] of takenApart(m, object)) defineOwn(m, copy, key, inner(slot));
  } else copy.elements = slotsOf(m, object).map((slot) => m.store.cell(inner(slot)));
  if (object.more !== undefined) addMore(m, copy, inner(m.store.read(object.more)));
  return copy;
}
