import type { ts } from 'ts-morph';
import { addMore } from '../heap/list.ts';
import { arrayOf, enumerated, isListed, namedSlots, propertySlots } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, isAbsent, literal, type Single, unknown, type Value } from '../value/value.ts';
import { proxyKeys, proxyOf } from './proxy.ts';

/** `keys`, `values` and `entries` leave out what a loop over an object does not visit; names are all names. */
export type Listed = 'key' | 'name' | 'value' | 'entry';

/** A list made from the names and values of an object; an element is absent where its property is. */
export function listProperties(m: Machine, target: Value, node: ts.Node, listed: Listed): Value {
  return mapValue(target, (single) => {
    // Whoever takes a text apart as an object has most likely another one in mind: its characters are not followed.
    if (single.kind === 'text') return arrayOf(m, node, [], unnamed(m, unknown('unknown-key', node), node, listed));
    if (single.kind === 'constant') return arrayOf(m, node, []);
    if (single.kind !== 'object') return unknown('unknown-key', node);
    const proxy = proxyOf(single);
    if (proxy !== undefined) return listing(m, single, proxy.target, node, listed);
    const slots = slotsIn(m, single, listed).filter(([key]) => listed === 'name' || isVisited(m, single, key));
    const made = arrayOf(
      m,
      node,
      slots.map(([key, slot]) =>
        mapValue(slot, (value) => (isAbsent(value) ? value : itemOf(m, key, value, node, listed))),
      ),
    );
    if (single.open !== undefined) addMore(m, made, { kind: 'unknown', gap: single.open });
    if (single.more !== undefined) addMore(m, made, unnamed(m, m.store.read(single.more), node, listed));
    return made;
  });
}

/** What a proxy says it has; of what it does not name itself its target is asked. */
function listing(m: Machine, proxy: HeapObject, target: Value, node: ts.Node, listed: Listed): Value {
  const names = proxyKeys(m, proxy, node);
  if (names === undefined) return listProperties(m, target, node, listed);
  return listed === 'key' || listed === 'name' ? names : unknown('unknown-key', node, 'Proxy');
}

function itemOf(m: Machine, key: string, value: Single, node: ts.Node, listed: Listed): Value {
  if (listed === 'value') return value;
  const name = literal(key, node);
  return listed === 'entry' ? arrayOf(m, node, [name, value]) : name;
}

/** What is said of the properties whose names are not known. */
function unnamed(m: Machine, value: Value, node: ts.Node, listed: Listed): Value {
  if (listed === 'value') return value;
  const key = unknown('unknown-key', node);
  return listed === 'entry' ? arrayOf(m, node, [key, value]) : key;
}

function slotsIn(m: Machine, object: HeapObject, listed: Listed): [string, Value][] {
  if (object.brand?.kind === 'module')
    return [...object.brand.module.exported].map(([key, cell]) => [key, m.store.read(cell)]);
  if (listed === 'value' || listed === 'entry') return namedSlots(m, object);
  // Who only asks for names runs no getter.
  const getters = [...object.accessors.keys()].map((key): [string, Value] => [key, literal(key)]);
  const all = [...propertySlots(m, object), ...getters].filter(([key]) => isListed(object, key));
  return listed === 'name' ? all : enumerated(object, all);
}

/** What classes and functions have of themselves is not visited. */
function isVisited(m: Machine, object: HeapObject, key: string): boolean {
  const kind = object.brand?.kind;
  if (key === 'prototype') return kind !== 'class' && kind !== 'function';
  if (key !== 'constructor') return true;
  const cell = object.properties.get(key);
  const value = cell === undefined ? absentValue : m.store.read(cell);
  return !(value.kind === 'object' && (value.brand?.kind === 'class' || value.brand?.kind === 'function'));
}
