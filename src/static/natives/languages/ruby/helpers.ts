import type { ts } from 'ts-morph';
import { getIndexed, setIndexed } from '../../../heap/indexed.ts';
import { listOf } from '../../../heap/list.ts';
import { arrayOf, setOwn } from '../../../heap/objects.ts';
import { findMember, getProperty, setProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import { anyOf, combineValues, mapValue, optionsOf } from '../../../value/choice.ts';
import { concat } from '../../../value/text.ts';
import {
  constant,
  literal,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../../../value/value.ts';
import { partsOf } from '../../array-parts.ts';
import type { Functions } from '../../open-module.ts';
import { textOf } from '../../text-of.ts';
import { blockArgument } from '../blocks.ts';
import { fillTemplate, formatted } from '../formatting.ts';
import { memberKey, ownMethod } from './classes.ts';
import { rubyMember } from './members.ts';

/** What lowered Ruby calls. */
export const rubyHelpers: Functions = {
  text: (m, { args: [value = undefinedValue], node }) => rubyText(m, value, node),
  block: (m, { args: [value = undefinedValue], node }) => blockArgument(m, value, node),
  blockHere: () => undefinedValue,
  either: (_m, { args: [value = undefinedValue, left = undefinedValue] }) =>
    anyOf([value, ...optionsOf(left).flatMap((option) => (isUnset(option.value) ? [] : [option.value]))]),
  error: (m, { args: [, message = undefinedValue], node }) => {
    const made = m.object(node);
    made.open = unknown('external-call', node, 'raise').gap;
    setOwn(m, made, 'message', message);
    return made;
  },
  item: (m, { args: [object = undefinedValue, ...keys], node }) =>
    mapValue(object, (single) => item(m, single, keys, node)),
  setItem: (m, { args: [object = undefinedValue, key = undefinedValue, value = undefinedValue], node }) => {
    const method = ownMethod(m, object, '[]=', node);
    if (method !== undefined) return m.call(method, { self: object, args: [key, value], node });
    setIndexed(m, object, key, value, node);
    return value;
  },
  setMember: (m, { args: [object = undefinedValue, name = undefinedValue, value = undefinedValue], node }) =>
    mapValue(object, (single) => setMember(m, single, plainText(name) ?? '', value, node)),
  send: (m, { args: [object = undefinedValue, name = undefinedValue, ...args], node }) =>
    mapValue(object, (single) => send(m, single, name, args, node)),
  runOn: (m, { args: [object = undefinedValue, body = undefinedValue, ...args], node }) =>
    m.call(body, { self: object, args: args.length === 0 ? [object] : args, node }),
  boundMethod: (m, { args: [object = undefinedValue, name = undefinedValue], node }) =>
    boundMethod(m, object, name, node),
  loop: (m, { args: [body = undefinedValue], node }) => {
    m.call(body, { self: undefinedValue, args: [], node });
    return m.call(body, { self: undefinedValue, args: [], node });
  },
  listed: (m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => {
      if (single.kind === 'unknown' || (single.kind === 'object' && single.elements !== undefined)) return single;
      if (single.kind === 'constant' && (single.value === null || single.value === undefined))
        return arrayOf(m, node, []);
      return arrayOf(m, node, [single]);
    }),
  shovel: (m, { args: [a = undefinedValue, b = undefinedValue], node }) =>
    mapValue(a, (single) => shovel(m, single, b, node)),
  fits: (m, { args: [pattern = undefinedValue, value = undefinedValue], node }) =>
    combineValues(pattern, value, (a, b) => fits(m, a, b, node)),
  percentRuby: (m, { args: [template = undefinedValue, given = undefinedValue], node }) => {
    const list = given.kind === 'object' && given.elements !== undefined ? partsOf(m, given) : undefined;
    if (template.kind === 'constant') return unknown('not-text', node);
    return filled(m, template, list === undefined || list.more !== undefined ? [given] : list.known, node);
  },
  formatRuby: (m, { args: [template = undefinedValue, ...given], node }) => filled(m, template, given, node),
};

const sign = /%%|%\{(\w+)\}|%(?:<(\w+)>)?([-#0 +]*\d*(?:\.\d+)?)([sdifgxXpeco])/;

// '%s/%d' % [a, b], '%{n}' % { n: 1 }
function filled(m: Machine, template: Value, given: readonly Value[], node: ts.Node): Value {
  return fillTemplate(template, sign, () => {
    let place = 0;
    return ([whole, braced, angled, flags = '', kind = '']) => {
      if (whole === '%%') return literal('%');
      const name = braced ?? angled;
      const value = name === undefined ? given[place++] : getProperty(m, given[0] ?? undefinedValue, name, node);
      const isPlain = braced !== undefined || (flags === '' && /[sdi]/.test(kind));
      return formatted(m, value ?? unknown('unknown-key', node), isPlain ? '' : `${flags}${kind}`, node);
    };
  });
}

/** What a value is in a text: nothing is nothing there, an object what its `to_s` gives. */
export function rubyText(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind === 'constant' && (single.value === null || single.value === undefined)) return literal('');
    const own = ownMethod(m, single, 'to_s', node);
    return own === undefined ? textOf(m, single) : m.call(own, { self: single, args: [], node });
  });
}

function isUnset(value: Single): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

function isRange(value: Value | undefined): boolean {
  return value?.kind === 'object' && value.properties.has('#range');
}

function item(m: Machine, object: Single, keys: readonly Value[], node: ts.Node): Value {
  const [key = undefinedValue] = keys;
  if (object.kind === 'object') {
    const method = ownMethod(m, object, '[]', node);
    if (method !== undefined) return m.call(method, { self: object, args: keys, node });
    if (object.brand?.kind === 'client')
      return m.call(getProperty(m, object, '[]', node), { self: object, args: keys, node });
    if (object.brand?.kind === 'function' || object.brand?.kind === 'native')
      return m.call(object, { self: undefinedValue, args: keys, node });
  }
  const isPart = keys.length > 1 || isRange(key) || (object.kind === 'text' && key.kind !== 'text');
  if (isPart) return part(m, object, keys, node);
  if (object.kind === 'object' && object.elements !== undefined && key.kind === 'constant' && Number(key.value) < 0)
    return m.call(getProperty(m, object, 'at', node), { self: object, args: [key], node });
  return object.kind === 'text' ? unknown('not-text', node) : getIndexed(m, object, key, node);
}

/** Some elements of a list: which ones is not followed, but that they are its. */
function part(m: Machine, object: Single, keys: readonly Value[], node: ts.Node): Value {
  if (object.kind !== 'object' || object.elements === undefined)
    return object.kind === 'unknown'
      ? getIndexed(m, object, keys[0] ?? undefinedValue, node)
      : unknown('not-text', node);
  const { known, more } = listOf(m, object);
  const all = [...known, ...(more === undefined ? [] : [more])];
  return arrayOf(m, node, [], all.length === 0 ? undefined : anyOf(all));
}

function setMember(m: Machine, object: Single, name: string, value: Value, node: ts.Node): Value {
  const method = ownMethod(m, object, memberKey(`${name}=`), node);
  if (method !== undefined) {
    m.call(method, { self: object, args: [value], node });
    return value;
  }
  const parts: Readonly<Record<string, string>> = { path: 'pathname', query: 'search', scheme: 'protocol' };
  const isUrl = object.kind === 'object' && object.brand?.kind === 'url';
  setProperty(m, object, isUrl ? (parts[name] ?? name) : name, value, node);
  return value;
}

// o.send(:name, a)
function send(m: Machine, object: Single, name: Value, args: readonly Value[], node: ts.Node): Value {
  return mapValue(name, (single) => {
    const key = plainText(single);
    if (key !== undefined) return m.call(memberOf(m, object, key, node), { self: object, args, node });
    return m.call(getIndexed(m, object, single, node), { self: object, args, node });
  });
}

/** A method by its name, as the program's own code or the language has it. */
export function memberOf(m: Machine, object: Single, name: string, node: ts.Node): Value {
  const key = memberKey(name);
  return rubyMember(m, object, key, node) ?? getProperty(m, object, key, node);
}

function boundMethod(m: Machine, object: Value, name: Value, node: ts.Node): Value {
  const key = plainText(name);
  if (key === undefined) return unknown('unknown-key', node);
  const method = mapValue(object, (single) => memberOf(m, single, key, node));
  return m.call(getProperty(m, method, 'bind', node), { self: method, args: [object], node });
}

function shovel(m: Machine, single: Single, value: Value, node: ts.Node): Value {
  if (single.kind === 'text') return concat(single, textOf(m, value));
  if (single.kind === 'object' && single.elements !== undefined) {
    m.call(getProperty(m, single, 'push', node), { self: single, args: [value], node });
    return single;
  }
  const method = ownMethod(m, single, '<<', node);
  if (method !== undefined) return m.call(method, { self: single, args: [value], node });
  const isText = single.kind === 'unknown' && value.kind === 'text';
  return isText ? concat(textOf(m, single), value) : unknown('not-text', node);
}

/** `when`: what is equal; a class, a pattern or a range may fit. */
function fits(m: Machine, pattern: Single, value: Single, node: ts.Node): Value {
  if (pattern.kind === 'object') {
    if (pattern.elements !== undefined || pattern.brand !== undefined) return unknown('not-text', node);
    return findMember(m, pattern, '===', pattern, node) === undefined && value.kind === 'object' && value !== pattern
      ? unknown('not-text', node)
      : unknown('not-text', node);
  }
  const [a, b] = [plainText(pattern), plainText(value)];
  if (a !== undefined && b !== undefined) return constant(a === b);
  if (pattern.kind === 'constant' && value.kind === 'constant')
    return constant(pattern.value === value.value || (isNil(pattern) && isNil(value)));
  const isOther =
    (pattern.kind === 'text' && value.kind === 'constant') || (pattern.kind === 'constant' && value.kind === 'text');
  return isOther ? constant(false) : unknown('not-text', node);
}

function isNil({ kind, ...rest }: Single): boolean {
  return kind === 'constant' && ((rest as { value?: unknown }).value ?? null) === null;
}
