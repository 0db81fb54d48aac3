import { copyProperties } from '../heap/copy-properties.ts';
import { getIndexed } from '../heap/indexed.ts';
import { elementAtIndex, listOf } from '../heap/list.ts';
import { arrayOf, entriesOf, nativeFunction } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import { elementAt } from '../heap/take-apart.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';

/** The functions of lodash and underscore through which addresses and options pass; the others end in a hole. */
export function lodashModule(m: Machine): HeapObject {
  const made = nativeFunction(m, 'lodash', (_machine, { args }) => args[0] ?? undefinedValue);
  made.open = unknown('external-module', undefined, 'lodash').gap;
  for (const [name, call] of Object.entries(functions))
    made.properties.set(name, m.store.cell(nativeFunction(m, name, call)));
  return made;
}

const first: NativeCall = (m, { args, node }) => elementAt(m, args[0] ?? undefinedValue, 0, node);

const last: NativeCall = (m, { args, node }) =>
  mapValue(args[0] ?? undefinedValue, (single) => {
    if (single.kind !== 'object' || single.elements === undefined) return unknown('unknown-property', node);
    return elementAtIndex(m, single, -1);
  });

/** Calls back with each value and key, of a list or of an object. */
function each(m: Machine, { args, node }: NativeArguments): Value[] {
  const [collection, callback, self] = args;
  if (collection?.kind !== 'object' || callback === undefined) return [];
  const isList = collection.elements !== undefined;
  const pairs: [Value, Value][] = entriesOf(m, collection).map(([key, value]) => [
    value,
    isList ? constant(Number(key)) : literal(key, collection.at),
  ]);
  if (collection.more !== undefined) pairs.push([m.store.read(collection.more), unknown('unknown-key', node)]);
  return pairs
    .slice(0, m.limits.elements)
    .map(([value, key]) => m.call(callback, { self: self ?? undefinedValue, args: [value, key, collection], node }));
}

const visitEach: NativeCall = (m, call) => {
  each(m, call);
  return call.args[0] ?? undefinedValue;
};

/** Methods that a list has itself. */
function onList(name: string): NativeCall {
  return (m, { args, node }) => {
    const [list = undefinedValue, ...rest] = args;
    if (name === 'map' && list.kind === 'object' && list.elements === undefined && list.brand === undefined) {
      const results = each(m, { self: undefinedValue, args, node });
      return arrayOf(m, node, results);
    }
    return m.call(getProperty(m, list, name, node), { self: list, args: rest, node });
  };
}

const assign: NativeCall = (m, { args }) => {
  const [target = undefinedValue, ...sources] = args;
  if (target.kind === 'object') for (const source of sources) copyProperties(m, target, source);
  return target;
};

const defaults: NativeCall = (m, { args, node }) => {
  const [target = undefinedValue, ...sources] = args;
  if (target.kind !== 'object') return target;
  const made = m.object(node);
  for (const source of [...sources].reverse()) copyProperties(m, made, source);
  copyProperties(m, made, target);
  for (const [key, cell] of made.properties) if (!target.properties.has(key)) target.properties.set(key, cell);
  return target;
};

const copy: NativeCall = (m, { args, node }) => {
  const [source] = args;
  if (source?.kind !== 'object' || source.brand !== undefined) return source ?? undefinedValue;
  if (source.elements !== undefined) {
    const { known, more } = listOf(m, source);
    return arrayOf(m, node, known, more);
  }
  const made = m.object(node);
  copyProperties(m, made, source);
  return made;
};

/** `_.get(object, 'a.b', fallback)` */
const get: NativeCall = (m, { args, node }) => {
  const [object = undefinedValue, path] = args;
  const plain = path === undefined ? undefined : plainText(path);
  if (plain === undefined) return getIndexed(m, object, path ?? undefinedValue, node);
  const found = plain
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<Value>((inner, key) => getProperty(m, inner, key, node), object);
  const isMissing = found.kind === 'constant' && found.value === undefined;
  return isMissing && args[2] !== undefined ? args[2] : found;
};

const functions: Readonly<Record<string, NativeCall>> = {
  first,
  head: first,
  last,
  forEach: visitEach,
  each: visitEach,
  forOwn: visitEach,
  forIn: visitEach,
  map: onList('map'),
  filter: onList('filter'),
  find: onList('find'),
  reduce: onList('reduce'),
  join: onList('join'),
  flatMap: onList('flatMap'),
  concat: onList('concat'),
  flatten: onList('flat'),
  flattenDeep: onList('flat'),
  compact: copy,
  uniq: copy,
  assign,
  extend: assign,
  assignIn: assign,
  merge: assign,
  defaults,
  defaultsDeep: defaults,
  clone: copy,
  cloneDeep: copy,
  get,
  bind: (m, { args, node }) =>
    m.call(getProperty(m, args[0] ?? undefinedValue, 'bind', node), {
      self: args[0] ?? undefinedValue,
      args: args.slice(1),
      node,
    }),
  partial: (m, { args, node }) =>
    m.call(getProperty(m, args[0] ?? undefinedValue, 'bind', node), {
      self: args[0] ?? undefinedValue,
      args: [undefinedValue, ...args.slice(1)],
      node,
    }),
  isArray: (_m, { args, node }) => {
    const [value] = args;
    if (value === undefined || value.kind === 'unknown' || value.kind === 'choice') return unknown('not-text', node);
    return constant(value.kind === 'object' && value.elements !== undefined);
  },
  toUpper: (m, { args, node }) =>
    m.call(getProperty(m, args[0] ?? undefinedValue, 'toUpperCase', node), {
      self: args[0] ?? undefinedValue,
      args: [],
      node,
    }),
  toLower: (m, { args, node }) =>
    m.call(getProperty(m, args[0] ?? undefinedValue, 'toLowerCase', node), {
      self: args[0] ?? undefinedValue,
      args: [],
      node,
    }),
};
