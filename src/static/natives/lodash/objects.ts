import type { ts } from 'ts-morph';
import { copyProperties } from '../../heap/copy-properties.ts';
import { keyText } from '../../heap/indexed.ts';
import { addMore, elementsOf } from '../../heap/list.ts';
import { arrayOf, freshObject, setOwn, takenApart } from '../../heap/objects.ts';
import type { Machine } from '../../machine/machine.ts';
import type { NativeCall } from '../../machine/native.ts';
import { anyOf, mapValue, optionsOf, presentPart } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { absentValue, literal, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { assign } from '../assign.ts';
import { deepCopy } from '../deep-copy.ts';
import { objectFunctions } from '../object-functions.ts';
import type { Functions } from '../open-module.ts';
import { iteratee } from './iteratee.ts';
import { invokeAt, keysOf, removeAt, setAt, valueAt } from './paths.ts';

const assigned: NativeCall = (m, { args: [target = undefinedValue, ...sources], node }) =>
  assign(m, target, sources, node);

// _.merge(a, b)  ⇒  a, with what b has put over it; objects that both have are merged in turn
const merged: NativeCall = (m, { args: [target = undefinedValue, ...sources], node }) => {
  for (const source of sources) mergeInto(m, target, source, node, 0);
  return target;
};

const maxDepth = 12;

function mergeInto(m: Machine, target: Value, source: Value, node: ts.Node, depth: number): void {
  if (target.kind !== 'object' || source.kind !== 'object' || !isPlain(source) || depth > maxDepth) {
    assign(m, target, [source], node);
    return;
  }
  for (const [key, slot] of takenApart(m, source)) {
    const value = presentPart(slot);
    const cell = target.properties.get(key);
    const there = cell === undefined ? undefined : m.store.read(cell);
    if (value === undefined) continue;
    const isBoth = there?.kind === 'object' && isPlain(there) && value.kind === 'object' && isPlain(value);
    if (isBoth) mergeInto(m, there, value, node, depth + 1);
    else setOwn(m, target, key, slot === value ? copied(m, value, node) : anyOf([there ?? undefinedValue, value]));
  }
  if (source.open !== undefined || source.more !== undefined) copyProperties(m, target, openPart(m, source));
}

/** What else a source may have, beside what is known of it. */
function openPart(m: Machine, source: HeapObject): HeapObject {
  const rest = m.object(source.at);
  rest.open = source.open;
  rest.more = source.more;
  return rest;
}

function isPlain({ brand, elements }: HeapObject): boolean {
  return brand === undefined && elements === undefined;
}

function copied(m: Machine, value: Value, node: ts.Node): Value {
  return value.kind === 'object' && value.prototype === undefined ? deepCopy(m, value, node) : value;
}

// _.defaults(a, b)  ⇒  a, with what b has and a has not
const filled =
  (isDeep: boolean): NativeCall =>
  (m, { args: [target = undefinedValue, ...sources], node }) => {
    const made = freshObject(m, node);
    for (const source of [...sources].reverse()) put(source);
    put(target);
    for (const { value } of optionsOf(target))
      if (value.kind === 'object') for (const [key, cell] of made.properties) setOwn(m, value, key, m.store.read(cell));
    return target;

    function put(source: Value): void {
      if (isDeep) mergeInto(m, made, source, node, 0);
      else assign(m, made, [source], node);
    }
  };

const shallowCopy: NativeCall = (m, { args: [source = undefinedValue], node }) =>
  mapValue(source, (single) => {
    if (single.kind !== 'object' || single.brand !== undefined) return single;
    if (single.elements !== undefined) return arrayOf(m, node, elementsOf(m, single), undefined);
    const made = freshObject(m, node);
    made.prototype = single.prototype;
    copyProperties(m, made, single);
    return made;
  });

/** The properties of these names, or the others. Names may be given one by one, or as a list. */
const chosen =
  (isKept: boolean): NativeCall =>
  (m, { args: [source = undefinedValue, ...names], node }) =>
    mapValue(source, (single) => {
      if (single.kind !== 'object') return single;
      const all = names.flatMap((name) =>
        name.kind === 'object' && name.elements !== undefined ? elementsOf(m, name) : [name],
      );
      const keys = all.map(keyText);
      const isUnsure = keys.includes(undefined);
      const made = freshObject(m, node);
      for (const [key, slot] of takenApart(m, single)) {
        const isNamed = keys.includes(key);
        if (isNamed === isKept) setOwn(m, made, key, isUnsure && !isKept ? anyOf([slot, absentValue]) : slot);
        else if (isUnsure && isKept) setOwn(m, made, key, anyOf([slot, absentValue]));
      }
      made.open = single.open;
      return made;
    });

/** The properties that a callback lets through: each may be one of them. */
const chosenBy: NativeCall = (m, { args: [source = undefinedValue, callback], node }) =>
  mapValue(source, (single) => {
    if (single.kind !== 'object') return single;
    const made = freshObject(m, node);
    for (const [key, slot] of takenApart(m, single)) {
      const value = presentPart(slot) ?? undefinedValue;
      m.call(iteratee(m, callback), { self: undefinedValue, args: [value, literal(key, node)], node });
      setOwn(m, made, key, anyOf([slot, absentValue]));
    }
    made.open = single.open;
    return made;
  });

/** An object with the same names and other values, or with the same values under other names. */
const mappedObject =
  (isName: boolean): NativeCall =>
  (m, { args: [source = undefinedValue, callback], node }) =>
    mapValue(source, (single) => {
      if (single.kind !== 'object') return unknown('unknown-key', node);
      const made = freshObject(m, node);
      const ask = (value: Value, key: Value) =>
        m.call(iteratee(m, callback), { self: undefinedValue, args: [value, key, single], node });
      for (const [key, slot] of takenApart(m, single)) {
        const value = presentPart(slot) ?? undefinedValue;
        const answer = ask(value, literal(key, node));
        const name = isName ? keyText(answer) : key;
        if (name === undefined) addMore(m, made, value);
        else setOwn(m, made, name, isName ? value : answer);
      }
      const more = single.more === undefined ? undefined : m.store.read(single.more);
      if (more !== undefined) addMore(m, made, isName ? more : ask(more, unknown('unknown-key', node)));
      made.open = single.open;
      return made;
    });

const own =
  (name: string): NativeCall =>
  (m, call) =>
    objectFunctions[name]?.(m, call) ?? undefinedValue;

/** The functions of lodash and underscore for objects. */
export const objectFunctionsOfLodash: Functions = {
  ...{ assign: assigned, extend: assigned, assignIn: assigned, extendOwn: assigned, merge: merged },
  ...{ defaults: filled(false), defaultsDeep: filled(true), clone: shallowCopy },
  cloneDeep: (m, { args: [value = undefinedValue], node }) => deepCopy(m, value, node),
  ...{ keys: own('keys'), keysIn: own('keys'), values: own('values'), valuesIn: own('values') },
  ...{ entries: own('entries'), toPairs: own('entries'), pairs: own('entries'), create: own('create') },
  ...{ pick: chosen(true), omit: chosen(false), pickBy: chosenBy, omitBy: chosenBy },
  ...{ mapValues: mappedObject(false), mapObject: mappedObject(false), mapKeys: mappedObject(true) },
  get: (m, { args: [object = undefinedValue, path = undefinedValue, fallback], node }) =>
    valueAt(m, object, path, node, fallback),
  result: (m, { args: [object = undefinedValue, path = undefinedValue, fallback], node }) => {
    const value = valueAt(m, object, path, node, fallback);
    const isFunction = value.kind === 'object' && value.brand?.kind === 'function';
    return isFunction ? m.call(value, { self: object, args: [], node }) : value;
  },
  property: (m, { args: [path = undefinedValue] }) => iteratee(m, path),
  set: (m, { args: [object = undefinedValue, path = undefinedValue, value = undefinedValue], node }) => {
    setAt(m, object, path, value, node);
    return object;
  },
  update: (m, { args: [object = undefinedValue, path = undefinedValue, change = undefinedValue], node }) => {
    const before = valueAt(m, object, path, node);
    setAt(m, object, path, m.call(change, { self: undefinedValue, args: [before], node }), node);
    return object;
  },
  unset: (m, { args: [object = undefinedValue, path = undefinedValue], node }) => {
    removeAt(m, object, path, node);
    return unknown('not-text', node);
  },
  invoke: (m, { args: [object = undefinedValue, path = undefinedValue, ...args], node }) =>
    invokeAt(m, object, path, args, node),
  has: (m, { args: [object = undefinedValue, path = undefinedValue], node }) => {
    const keys = keysOf(m, path, node);
    const [key] = keys;
    return keys.length === 1 && key !== undefined
      ? (objectFunctions['hasOwn']?.(m, { self: undefinedValue, args: [object, key], node }) ?? undefinedValue)
      : unknown('not-text', node);
  },
};
