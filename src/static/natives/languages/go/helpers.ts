import type { ts } from 'ts-morph';
import { copyProperties } from '../../../heap/copy-properties.ts';
import { slotsOf } from '../../../heap/list.ts';
import { arrayOf, entriesOf, freshObject, setOwn } from '../../../heap/objects.ts';
import { getProperty, setProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import { mapValue, optionsOf } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { constant, plainText, type Single, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { listProperties } from '../../list-properties.ts';
import type { Functions } from '../../open-module.ts';
import { makeUrl, setUrlMember } from '../../url.ts';
import { isDictionary } from '../collections.ts';
import { noteEmbedded, urlPartNames } from './members.ts';

/** Functions with a receiver that is no struct, by name: a text has no methods but those. */
const valueMethods = new WeakMap<Machine, Map<string, Value[]>>();

export function valueMethodsOf(m: Machine, name: string): readonly Value[] {
  return valueMethods.get(m)?.get(name) ?? [];
}

/** What only lowered Go calls. */
export const goHelpers: Functions = {
  // a, err := f(): what is not of the program gives its value first, and of the rest nothing is known
  many: (m, { args: [value = undefinedValue, count], node }) =>
    mapValue(value, (single) => {
      if (single.kind === 'object' && single.elements !== undefined && single.brand === undefined) return single;
      const length = count?.kind === 'constant' && typeof count.value === 'number' ? count.value : 2;
      const rest = Array.from({ length: Math.max(length - 1, 0) }, () => unknown('not-text', node));
      return arrayOf(m, node, [single, ...rest]);
    }),
  slice: (m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => (single.kind === 'constant' ? arrayOf(m, node, []) : single)),
  zero: (m, { args: [type = undefinedValue], node }) =>
    mapValue(type, (single) => {
      if (single.kind !== 'object' || single.brand?.kind !== 'class')
        return unknown('unsupported-syntax', node, 'zero value');
      const isInterface = plainText(getProperty(m, single, '#methods', node)) !== undefined;
      return isInterface ? constant(null) : m.construct(single, { self: undefinedValue, args: [], node });
    }),
  copied: (m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => {
      if (single.kind !== 'object' || single.brand !== undefined || single.elements !== undefined) return single;
      const made = freshObject(m, node);
      made.prototype = single.prototype;
      copyProperties(m, made, single);
      return made;
    }),
  // Who has the address of a variable may set it: one that holds an object has handed on the object.
  address: (m, { args: [value = undefinedValue, set = undefinedValue], node }) => {
    const isObject = optionsOf(value).every(
      (option) => option.value.kind === 'object' && option.value.elements === undefined,
    );
    if (isObject) return value;
    const changed = unknown('unsupported-syntax', node, 'address');
    m.call(set, { self: undefinedValue, args: [changed], node });
    return changed;
  },
  assigned: (m, { args: [target = undefinedValue, value = undefinedValue], node }) => {
    for (const option of optionsOf(target))
      if (option.value.kind === 'object') copyProperties(m, option.value, value);
      else m.giveAway([value], { self: undefinedValue, args: [value], node });
    return undefinedValue;
  },
  setPart: (m, { args: [target = undefinedValue, name, value = undefinedValue], node }) => {
    const key = (name && plainText(name)) ?? '';
    for (const option of optionsOf(target))
      if (option.value.kind === 'object') setPart(m, option.value, key, value, node);
    return undefinedValue;
  },
  fields: (
    m,
    { args: [self = undefinedValue, given = undefinedValue, type = undefinedValue, zeros, typed, embedded], node },
  ) => {
    const names = (embedded && plainText(embedded)) ?? '';
    if (self.kind === 'object' && self.prototype !== undefined && names !== '')
      noteEmbedded(self.prototype, names.split(','));
    if (self.kind === 'object' && zeros?.kind === 'object') fill(m, self, given, { type, zeros, typed, node });
    return undefinedValue;
  },
  rangePairs: (m, { args: [value = undefinedValue], node }) => mapValue(value, (single) => pairsOf(m, single, node)),
  valueMethod: (m, { args: [type = undefinedValue, name, made = undefinedValue], node }) => {
    const key = (name && plainText(name)) ?? '';
    const all = valueMethods.get(m) ?? new Map<string, Value[]>();
    valueMethods.set(m, all);
    all.set(key, [...(all.get(key) ?? []), made]);
    const prototype = type.kind === 'object' ? getProperty(m, type, 'prototype', node) : undefinedValue;
    if (prototype.kind === 'object') setProperty(m, prototype, key, made, node);
    return undefinedValue;
  },
};

/** `u.Path = p`, `request.URL.RawQuery = q`: a part of an address, or a field like any other. */
function setPart(m: Machine, object: HeapObject, key: string, value: Value, node: ts.Node): void {
  const [first = '', part] = key.split('.');
  if (part !== undefined) {
    const address = getProperty(m, object, first, node);
    const isText = optionsOf(address).every((option) => option.value.kind === 'text');
    const url = isText ? makeUrl(m, address, undefined, node) : address;
    for (const option of optionsOf(url))
      if (option.value.kind === 'object') setPart(m, option.value, part, value, node);
    if (isText) setProperty(m, object, first, url, node);
    return;
  }
  const own = urlPartNames[key];
  if (object.brand?.kind === 'url' && own !== undefined && setUrlMember(m, object, own, value)) return;
  setProperty(m, object, key, value, node);
}

interface Fields {
  readonly type: Value;
  /** What each field holds where nothing is given. */
  readonly zeros: HeapObject;
  /** What its type says of a field, where code outside makes the struct. */
  readonly typed: Value | undefined;
  readonly node: ts.Node;
}

/** The fields of a new struct, by name or in their order. One that code outside makes may hold anything. */
function fill(m: Machine, self: HeapObject, given: Value, { type, zeros, typed, node }: Fields): void {
  const options = optionsOf(given).map(({ value }) => value);
  const outside = options.find((value) => value.kind === 'unknown');
  if (outside?.kind === 'unknown') {
    self.open ??= outside.gap;
    const known = typed?.kind === 'object' ? entriesOf(m, typed) : [];
    for (const [key, part] of known) if (part.kind === 'object' || part.kind === 'choice') setOwn(m, self, key, part);
  } else copyProperties(m, self, zeros);
  const names = [...zeros.properties.keys()];
  const objects = options.filter((value) => value.kind === 'object');
  for (const value of objects) {
    if (value.elements === undefined) for (const [key, part] of entriesOf(m, value)) setOwn(m, self, key, part);
    else for (const [index, part] of slotsOf(m, value).entries()) setOwn(m, self, names[index] ?? String(index), part);
    if (value.open !== undefined) self.open ??= unknown('unknown-key', node).gap;
  }
  // An empty one does not show what others hold.
  const isEmpty =
    outside === undefined && objects.every((value) => value.elements === undefined && value.properties.size === 0);
  const brand = type.kind === 'object' ? type.brand : undefined;
  if (isEmpty && brand?.kind === 'class' && brand.instances.at(-1) === self) brand.instances.pop();
}

function pairsOf(m: Machine, value: Single, node: ts.Node): Value {
  if (value.kind === 'constant') return arrayOf(m, node, [], somePair(m, value, node));
  if (value.kind !== 'object') return arrayOf(m, node, [], somePair(m, value, node));
  if (value.elements === undefined)
    return isDictionary(value)
      ? listProperties(m, value, node, 'entry')
      : arrayOf(m, node, [], somePair(m, value, node));
  const known = slotsOf(m, value).map((slot, index) => arrayOf(m, node, [constant(index), slot]));
  const more =
    value.more === undefined ? undefined : arrayOf(m, node, [unknown('not-text', node), m.store.read(value.more)]);
  return arrayOf(m, node, known, more);
}

function somePair(m: Machine, value: Single, node: ts.Node): Value | undefined {
  if (value.kind === 'constant' && typeof value.value !== 'number') return undefined;
  return arrayOf(m, node, [unknown('not-text', node), unknown('unknown-key', node)]);
}
