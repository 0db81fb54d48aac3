import type { ts } from 'ts-morph';
import { arrayOf } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import { spreadSlots } from '../../heap/spread.ts';
import type { Machine } from '../../machine/machine.ts';
import { anyOf, mapValue, presentPart } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { constant, type Single, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { listProperties } from '../list-properties.ts';
import type { Functions } from '../open-module.ts';

/** Whether an object is a dictionary: made by a literal or the like, and by no class. */
export function isDictionary(value: Single): boolean {
  return (
    value.kind === 'object' &&
    value.brand === undefined &&
    value.elements === undefined &&
    value.prototype === undefined
  );
}

/** What a loop goes over: of a dictionary its keys. */
export function iterated(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (isDictionary(single)) return listProperties(m, single, node, 'key');
    const own = methodOf(m, single, '__iter__', node);
    return own === undefined ? single : m.call(own, { self: single, args: [], node });
  });
}

/** A method that an instance has of a class of the program. */
export function methodOf(m: Machine, value: Single, name: string, node: ts.Node): HeapObject | undefined {
  if (value.kind !== 'object' || value.brand !== undefined || value.prototype === undefined) return undefined;
  const method = getProperty(m, value, name, node);
  return method.kind === 'object' && method.brand?.kind === 'function' ? method : undefined;
}

/** The elements of something that is gone over: those with places, and what else may come. */
function elementsOf(m: Machine, value: Value, node: ts.Node): { known: Value[]; more: Value | undefined } {
  const { slots, more } = spreadSlots(m, iterated(m, value, node), node);
  return { known: slots.map((slot) => presentPart(slot) ?? undefinedValue), more };
}

function listOf(m: Machine, value: Value | undefined, node: ts.Node): Value {
  if (value === undefined) return arrayOf(m, node, []);
  const { slots, more } = spreadSlots(m, iterated(m, value, node), node);
  return arrayOf(m, node, slots, more);
}

/** The same elements in an order that is not known. */
function shuffled(m: Machine, value: Value | undefined, node: ts.Node): Value {
  if (value === undefined) return arrayOf(m, node, []);
  const { known, more } = elementsOf(m, value, node);
  if (known.length < 2 && more === undefined) return arrayOf(m, node, known);
  return arrayOf(m, node, [], anyOf([...known, ...(more === undefined ? [] : [more])]));
}

/** Functions over what can be gone over. */
export const collectionHelpers: Functions = {
  iterated: (m, { args: [value = undefinedValue], node }) => iterated(m, value, node),
  list: (m, { args, node }) => listOf(m, args[0], node),
  tuple: (m, { args, node }) => listOf(m, args[0], node),
  iter: (m, { args, node }) => listOf(m, args[0], node),
  set: (m, { args, node }) => shuffled(m, args[0], node),
  frozenset: (m, { args, node }) => shuffled(m, args[0], node),
  sorted: (m, { args, node }) => shuffled(m, args[0], node),
  reversed: (m, { args, node }) => shuffled(m, args[0], node),
  enumerate: (m, { args: [value = undefinedValue, start], node }) => {
    const { known, more } = elementsOf(m, value, node);
    const index = (place: number) => (start === undefined ? constant(place) : unknown('not-text', node));
    const pairs = known.map((element, place) => arrayOf(m, node, [index(place), element]));
    return arrayOf(m, node, pairs, more && arrayOf(m, node, [unknown('not-text', node), more]));
  },
  zip: (m, { args, node }) => {
    const lists = args.map((arg) => elementsOf(m, arg, node));
    const isKnown = lists.every(({ more }) => more === undefined);
    const length = Math.min(...lists.map(({ known }) => known.length));
    if (isKnown && lists.length > 0) {
      const tuples = Array.from({ length }, (_, index) => lists.map(({ known }) => known[index] ?? undefinedValue));
      return arrayOf(
        m,
        node,
        tuples.map((tuple) => arrayOf(m, node, tuple)),
      );
    }
    const any = lists.map(({ known, more }) => anyOf([...known, ...(more === undefined ? [] : [more])]));
    return arrayOf(m, node, [], lists.length === 0 ? undefined : arrayOf(m, node, any));
  },
  range: (m, { args, node }) => {
    const [to] = args;
    const end = to?.kind === 'constant' && typeof to.value === 'number' ? to.value : undefined;
    if (args.length !== 1 || end === undefined || end > 20 || end < 0)
      return arrayOf(m, node, [], unknown('not-text', node));
    return arrayOf(
      m,
      node,
      Array.from({ length: end }, (_, index) => constant(index)),
    );
  },
  map: (m, { args: [visit = undefinedValue, value], node }) => throughList(m, 'map', [visit, value], node),
  filter: (m, { args: [visit = undefinedValue, value], node }) => throughList(m, 'filter', [visit, value], node),
  next: (m, { args: [value = undefinedValue, fallback], node }) => {
    const { known, more } = elementsOf(m, value, node);
    const all = [...known, ...(more === undefined ? [] : [more]), ...(fallback === undefined ? [] : [fallback])];
    return all.length === 0 ? undefinedValue : anyOf(all);
  },
};

function throughList(
  m: Machine,
  name: string,
  [visit, value]: readonly [Value, Value | undefined],
  node: ts.Node,
): Value {
  const list = listOf(m, value, node);
  return m.call(getProperty(m, list, name, node), { self: list, args: [visit], node });
}
