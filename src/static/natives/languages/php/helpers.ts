import type { ts } from 'ts-morph';
import { getIndexed } from '../../../heap/indexed.ts';
import { addMore } from '../../../heap/list.ts';
import { arrayOf, freshObject, nativeFunction, propertySlots } from '../../../heap/objects.ts';
import { getProperty, setProperty } from '../../../heap/property.ts';
import { spreadSlots } from '../../../heap/spread.ts';
import type { Machine } from '../../../machine/machine.ts';
import { anyOf, combineValues, mapValue, optionsOf, presentPart } from '../../../value/choice.ts';
import {
  constant,
  fromLibrary,
  isAbsent,
  isMissing,
  literal,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../../../value/value.ts';
import { assign } from '../../assign.ts';
import { listProperties } from '../../list-properties.ts';
import { hasKey } from '../../object.ts';
import type { Functions } from '../../open-module.ts';
import { textOf } from '../../text-of.ts';
import { isDictionary, methodOf } from '../collections.ts';
import { noteImplementer } from '../implementers.ts';
import { curlHelpers } from './curl.ts';
import { equal } from './equal.ts';
import { fetched } from './fetched.ts';
import { coreFunctions } from './functions.ts';
import { nameOfClass, type SharedKind, share, shared } from './registry.ts';

/** What lowered PHP calls by names that no program has. */
export const phpHelpers: Functions = {
  ...curlHelpers,
  // A function of the language's own library
  core: (m, { args: [name = undefinedValue, ...args], node }) => {
    const call = coreFunctions[plainText(name) ?? ''];
    return call === undefined
      ? unknown('external-call', node, plainText(name))
      : call(m, { self: undefinedValue, args, node });
  },
  share: (m, { args: [kind = undefinedValue, name = undefinedValue, value = undefinedValue] }) => {
    share(m, plainText(kind) ?? '', plainText(name) ?? '', value);
    return undefinedValue;
  },
  shared: (m, { args: [kind = undefinedValue, name = undefinedValue, imported], node }) =>
    sharedValue(m, plainText(kind) as SharedKind, plainText(name) ?? '', imported, node),
  phpText: (m, { args: [value = undefinedValue] }) => phpText(m, value),
  entries: (m, { args: [value = undefinedValue], node }) => entries(m, value, node),
  values: (m, { args: [value = undefinedValue], node }) => values(m, value, node),
  copiedArray: (m, { args: [value = undefinedValue], node }) => copied(m, value, node),
  cloned: (m, { args: [value = undefinedValue], node }) => cloned(m, value, node),
  append: (m, { args: [list = undefinedValue, value = undefinedValue], node }) => append(m, list, value, node),
  sum: (m, { args: [a = undefinedValue, b = undefinedValue], node }) =>
    combineValues(a, b, (x, y) => sum(m, x, y, node)),
  equal: (_m, { args: [a = undefinedValue, b = undefinedValue], node }) =>
    combineValues(a, b, (x, y) => equal(x, y, node)),
  second: (_m, { args: [, value = undefinedValue] }) => value,
  firstOf: (_m, { args: [value = undefinedValue] }) => value,
  asArray: (m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) =>
      single.kind === 'text' || (single.kind === 'constant' && single.value !== undefined && single.value !== null)
        ? arrayOf(m, node, [single])
        : single.kind === 'constant'
          ? arrayOf(m, node, [])
          : single,
    ),
  objectOf: (m, { args: [value = undefinedValue], node }) => objectOf(m, value, node),
  invoked: (m, { args: [value = undefinedValue], node }) => callable(m, value, node),
  typeNamed: (m, { args: [value = undefinedValue], node }) => typeNamed(m, value, node),
  typeName: (m, { args: [type = undefinedValue], node }) =>
    mapValue(type, (single) => {
      const name = nameOfClass(m, single);
      return name === undefined ? unknown('not-text', node, '::class') : literal(name, node);
    }),
  constantsOf: (m, { args: [type = undefinedValue, ...interfaces], node }) => {
    for (const { value: from } of interfaces.flatMap((one) => optionsOf(one))) {
      copyConstants(m, type, from, node);
      if (type.kind === 'object' && from.kind === 'object') noteImplementer(m, type, from);
    }
    return undefinedValue;
  },
  overTrait: (m, { args: [trait = undefinedValue, base], node }) =>
    m.call(trait, { self: undefinedValue, args: base === undefined ? [] : [base], node }),
  // A method of the instance, or of its class
  ownMethod: (m, { args: [self = undefinedValue, name = undefinedValue], node }) =>
    mapValue(self, (single) => {
      const own = getIndexed(m, single, name, node);
      const found =
        own.kind === 'object' ? own : getIndexed(m, getProperty(m, single, 'constructor', node), name, node);
      return nativeFunction(m, plainText(name) ?? '', (machine, { args, node: site }) =>
        machine.call(found, { self: single, args, node: site }),
      );
    }),
  fetched,
  enumFrom: (m, { args: [cases = undefinedValue, value = undefinedValue], node }) => enumFrom(m, cases, value, node),
};

function sharedValue(m: Machine, kind: SharedKind, name: string, imported: Value | undefined, node: ts.Node): Value {
  const known = shared(m, kind, name);
  if (known !== undefined) return known;
  if (imported !== undefined) return imported;
  if (kind === 'const') return unknown('environment', node, name);
  return fromLibrary('', name, undefined);
}

/** What a value is in a text: nothing is the empty text. */
export function phpText(m: Machine, value: Value): Value {
  return mapValue(value, (single) => {
    if (isAbsent(single) || isMissing(single)) return textOf(m, single);
    if (single.kind !== 'constant') {
      const own = methodOf(
        m,
        single,
        '__toString',
        single.kind === 'object' && single.at !== undefined ? single.at : noNode,
      );
      return own === undefined || single.kind !== 'object' || single.at === undefined
        ? textOf(m, single)
        : textOf(m, m.call(own, { self: single, args: [], node: single.at }));
    }
    if (single.value === undefined || single.value === null || single.value === false) return literal('');
    return single.value === true ? literal('1') : textOf(m, single);
  });
}

// Only asked of objects that have a place.
const noNode = undefined as unknown as ts.Node;

/** The pairs of an array. */
function entries(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (isDictionary(single)) return listProperties(m, single, node, 'entry');
    if (single.kind === 'unknown') return single;
    const { slots, more } = spreadSlots(m, values(m, single, node), node);
    const isList = single.kind === 'object' && single.elements !== undefined;
    const pairs = slots.map((slot, place) =>
      mapValue(slot, (item) =>
        isAbsent(item) ? item : arrayOf(m, node, [isList ? constant(place) : unknown('unknown-key', node), item]),
      ),
    );
    return arrayOf(m, node, pairs, more && arrayOf(m, node, [unknown('unknown-key', node), more]));
  });
}

/** What a loop goes over. */
export function values(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (isDictionary(single)) return listProperties(m, single, node, 'value');
    if (single.kind === 'constant') return arrayOf(m, node, []);
    const own = methodOf(m, single, 'getIterator', node);
    return own === undefined ? single : m.call(own, { self: single, args: [], node });
  });
}

/** An array is copied where it gets another name; all else is the same thing. */
export function copied(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind !== 'object') return single;
    if (isDictionary(single)) return assign(m, freshObject(m, node), [single], node) as Single;
    if (single.elements === undefined || single.brand !== undefined || single.prototype !== undefined) return single;
    const { slots, more } = spreadSlots(m, single, node);
    const copy = arrayOf(m, node, slots, more);
    copy.open = single.open;
    return copy;
  });
}

function cloned(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind !== 'object' || single.brand !== undefined) return single;
    const copy = assign(m, freshObject(m, node), [single], node);
    if (copy.kind !== 'object') return single;
    copy.prototype = single.prototype;
    copy.open = single.open;
    const own = methodOf(m, copy, '__clone', node);
    if (own !== undefined) m.call(own, { self: copy, args: [], node });
    return copy;
  });
}

// $a[] = v
function append(m: Machine, list: Value, value: Value, node: ts.Node): Value {
  for (const { value: single } of optionsOf(list)) {
    if (single.kind === 'object' && single.elements !== undefined)
      m.call(getProperty(m, single, 'push', node), { self: single, args: [value], node });
    else if (isDictionary(single) && single.kind === 'object') addMore(m, single, value);
    else if (single.kind !== 'constant') m.giveAway([value], { self: undefinedValue, args: [value], node });
  }
  return value;
}

function sum(m: Machine, a: Single, b: Single, node: ts.Node): Value {
  if (a.kind === 'constant' && b.kind === 'constant' && typeof a.value === 'number' && typeof b.value === 'number')
    return constant(a.value + b.value);
  const isArray = (value: Single) => isDictionary(value) || value.kind === 'unknown';
  if ((isDictionary(a) && isArray(b)) || (isDictionary(b) && isArray(a)))
    return assign(m, freshObject(m, node), [b, a], node);
  return unknown('not-text', node, '+');
}

// (object) ['a' => 1]  ⇒  { $a: 1 }
function objectOf(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (!isDictionary(single) || single.kind !== 'object') return single;
    const made = freshObject(m, node);
    for (const [key, slot] of propertySlots(m, single))
      setProperty(m, made, `$${key}`, presentPart(slot) ?? undefinedValue, node);
    made.open = single.open;
    return made;
  });
}

/** What is called by a name, by a pair of an object and a method, or is a function itself. */
export function callable(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind === 'text') return namedFunction(m, single, node);
    if (single.kind !== 'object') return single;
    if (single.elements !== undefined) return boundMethod(m, single, node);
    const own = methodOf(m, single, '__invoke', node);
    return own === undefined ? single : bound(m, own, single);
  });
}

function namedFunction(m: Machine, value: Single, node: ts.Node): Value {
  const name = plainText(value);
  if (name === undefined) return unknown('unknown-key', node);
  const [type, method] = name.split('::');
  if (method !== undefined && type !== undefined)
    return boundTo(m, typeNamed(m, literal(type), node), literal(method), node);
  const core = Object.hasOwn(coreFunctions, name.toLowerCase()) ? coreFunctions[name.toLowerCase()] : undefined;
  const own = shared(m, 'function', name.split('\\').at(-1) ?? name);
  return own ?? (core === undefined ? fromLibrary('', name, undefined) : nativeFunction(m, name, core));
}

function boundMethod(m: Machine, pair: Single, node: ts.Node): Value {
  const [of, name] = ['0', '1'].map((key) => getProperty(m, pair, key, node));
  if (of === undefined || name === undefined) return unknown('unknown-key', node);
  return boundTo(
    m,
    mapValue(of, (one) => (one.kind === 'text' ? typeNamed(m, one, node) : one)),
    name,
    node,
  );
}

function boundTo(m: Machine, of: Value, name: Value, node: ts.Node): Value {
  return mapValue(of, (self) => {
    const found = getIndexed(m, self, name, node);
    return found.kind === 'object' || found.kind === 'choice' ? bound(m, found, self) : found;
  });
}

function bound(m: Machine, method: Value, self: Value): Value {
  return nativeFunction(m, 'callable', (machine, { args, node }) => machine.call(method, { self, args, node }));
}

/** A class by its name, or of an instance. */
function typeNamed(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind === 'object')
      return single.brand === undefined ? getProperty(m, single, 'constructor', node) : single;
    const name = plainText(single);
    return name === undefined ? unknown('unknown-key', node, 'class') : sharedValue(m, 'class', name, undefined, node);
  });
}

function copyConstants(m: Machine, to: Value, from: Single, node: ts.Node): void {
  if (to.kind !== 'object' || from.kind !== 'object') return;
  for (const [key, slot] of propertySlots(m, from)) {
    const has = key === 'prototype' ? constant(true) : hasKey(m, to, literal(key), node);
    if (has.kind === 'constant' && has.value === false)
      setProperty(m, to, key, presentPart(slot) ?? undefinedValue, node);
  }
}

function enumFrom(m: Machine, cases: Value, value: Value, node: ts.Node): Value {
  const { slots } = spreadSlots(m, cases, node);
  const all = slots.map((slot) => presentPart(slot) ?? undefinedValue);
  const wanted = plainText(value);
  const found = all.filter((one) => plainText(getProperty(m, one, '$value', node)) === wanted);
  if (wanted !== undefined && found.length > 0) return anyOf(found);
  return all.length === 0 ? undefinedValue : anyOf(all);
}
