import type { ts } from 'ts-morph';
import { keyText, setIndexed } from '../heap/indexed.ts';
import { type Iteration, iterationOf } from '../heap/iteration.ts';
import { addMore, appendElement } from '../heap/list.ts';
import { mapKey } from '../heap/map-keys.ts';
import { arrayOf, freshObject, setOwn } from '../heap/objects.ts';
import { elementAt } from '../heap/take-apart.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf, mapValue, mayBeAbsent, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, constant, undefinedValue, unknown, type Value } from '../value/value.ts';

// Object.fromEntries([[k, v]])  ⇒  { [k]: v }
export function entriesFrom(m: Machine, list: Value, node: ts.Node): Value {
  return mapValue(list, (single) => {
    const pairs = iterationOf(m, single);
    if (pairs === undefined) return unknown('unknown-key', node);
    const made = freshObject(m, node);
    for (const slot of pairs.slots) addPair(m, made, slot, node);
    if (pairs.more !== undefined) addPair(m, made, pairs.more, node);
    return made;
  });
}

function addPair(m: Machine, made: HeapObject, slot: Value, node: ts.Node): void {
  const pair = presentPart(slot);
  if (pair === undefined) return;
  const name = elementAt(m, pair, 0, node);
  const value = elementAt(m, pair, 1, node);
  const key = keyText(name);
  if (key === undefined) {
    setIndexed(m, made, name, value, node);
    return;
  }
  const cell = made.properties.get(key);
  const before = cell === undefined ? absentValue : m.store.read(cell);
  setOwn(m, made, key, mayBeAbsent(slot) ? anyOf([before, value]) : value);
}

/**
 * `Object.groupBy(list, f)` and `Map.groupBy(list, f)`: lists of the elements for which f gives the same.
 *
 * @param made what gets the lists as its properties
 */
export function groupBy(m: Machine, { args, node }: NativeArguments, made: HeapObject): HeapObject {
  const [list = undefinedValue, callback = undefinedValue] = args;
  const items: Iteration = (list.kind === 'choice' ? undefined : iterationOf(m, list)) ?? { slots: [], more: list };
  const ask = (element: Value, index: Value) =>
    m.call(callback, { self: undefinedValue, args: [element, index], node });
  for (const [index, slot] of items.slots.entries()) {
    const element = presentPart(slot);
    if (element === undefined) continue;
    const answer = mayBeAbsent(slot)
      ? maybe(m, node, () => ask(element, constant(index)))
      : ask(element, constant(index));
    addTo(m, made, answer, element, node);
  }
  const { more } = items;
  if (more !== undefined)
    addTo(
      m,
      made,
      maybe(m, node, () => ask(more, unknown('unknown-key', node))),
      more,
      node,
    );
  return made;
}

function maybe(m: Machine, node: ts.Node, run: () => Value): Value {
  const [answer = undefinedValue] = branchValues(m, m.point(node), [run, () => undefinedValue]);
  return answer;
}

function addTo(m: Machine, made: HeapObject, key: Value, element: Value, node: ts.Node): void {
  const name = keyText(made.brand?.kind === 'map' ? mapKey(key) : key);
  if (name === undefined) {
    addMore(m, made, arrayOf(m, node, [], element));
    return;
  }
  const cell = made.properties.get(name);
  const group = cell === undefined ? undefined : m.store.read(cell);
  if (group?.kind === 'object') appendElement(m, group, element);
  else setOwn(m, made, name, arrayOf(m, node, [element]));
}
