import type { ts } from 'ts-morph';
import { arrayOf, nativeFunction, takenApart } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import { mapValue, presentPart } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { callOutside } from '../open-module.ts';
import { valueAt } from './paths.ts';

/** What lodash takes in the place of a function: the path of a property, an object or a pair that is to be matched. */
export function iteratee(m: Machine, given: Value | undefined): Value {
  if (given === undefined || (given.kind === 'constant' && (given.value ?? undefined) === undefined))
    return nativeFunction(m, 'identity', (_machine, { args: [value = undefinedValue] }) => value);
  return mapValue(given, (single) => {
    if (single.kind === 'text' || single.kind === 'constant')
      return nativeFunction(m, 'property', (machine, { args: [value = undefinedValue], node }) =>
        valueAt(machine, value, single, node),
      );
    if (single.kind === 'object' && single.brand === undefined)
      return nativeFunction(m, 'matches', (_machine, { node }) => unknown('not-text', node));
    return single;
  });
}

/**
 * Does for a list or an object what a method of lists does with a callback: the callback gets value, key and the whole.
 *
 * @param rest arguments after the callback
 */
export function overEach(
  m: Machine,
  method: string,
  collection: Value,
  callback: Value,
  node: ts.Node,
  rest: readonly Value[] = [],
): Value {
  return mapValue(collection, (single) => {
    if (single.kind === 'constant') return arrayOf(m, node, []);
    if (single.kind !== 'object' || single.brand !== undefined)
      return callOutside(m, method, { self: undefinedValue, args: [single, callback], node });
    const list = single.elements === undefined ? valuesOf(m, single, node) : single;
    const called = single.elements === undefined ? withKeys(m, single, callback) : callback;
    return m.call(getProperty(m, list, method, node), { self: list, args: [called, ...rest], node });
  });
}

function valuesOf(m: Machine, object: HeapObject, node: ts.Node): HeapObject {
  const values = takenApart(m, object).flatMap(([, slot]) => presentPart(slot) ?? []);
  const more = object.more === undefined ? openValue(object) : m.store.read(object.more);
  return arrayOf(m, node, values, more);
}

function openValue({ open }: HeapObject): Value | undefined {
  return open === undefined ? undefined : { kind: 'unknown', gap: open };
}

/** The callback, told names where a list tells indexes. Where it is given more arguments, the last two are those. */
function withKeys(m: Machine, object: HeapObject, callback: Value): HeapObject {
  const names = takenApart(m, object).flatMap(([name, slot]) => (presentPart(slot) === undefined ? [] : [name]));
  return nativeFunction(m, 'callback', (machine, call) => {
    const [index = undefinedValue] = call.args.slice(-2);
    const place = index.kind === 'constant' && typeof index.value === 'number' ? names[index.value] : undefined;
    const key = place === undefined ? unknown('unknown-key', call.node) : literal(place, object.at);
    return machine.call(callback, { ...call, args: [...call.args.slice(0, -2), key, object] });
  });
}

/** A list of the elements in which nothing has a known place. */
export function inAnyOrder(m: Machine, list: Value, node: ts.Node): Value {
  return mapValue(list, (single) => {
    if (single.kind !== 'object' || single.elements === undefined) return single;
    const copy = m.call(getProperty(m, single, 'slice', node), { self: single, args: [], node });
    return m.call(getProperty(m, copy, 'sort', node), { self: copy, args: [identityOrder(m)], node });
  });
}

function identityOrder(m: Machine): Value {
  return nativeFunction(m, 'compare', () => constant(0));
}
