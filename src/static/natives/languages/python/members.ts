import type { ts } from 'ts-morph';
import { getIndexed, setIndexed } from '../../../heap/indexed.ts';
import { nativeFunction } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf, mapValue, optionsOf } from '../../../value/choice.ts';
import { isSymbolKey } from '../../../value/symbol-key.ts';
import { plainText, type Single, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { assign } from '../../assign.ts';
import { deepCopy } from '../../deep-copy.ts';
import { listProperties } from '../../list-properties.ts';
import { joinElements } from '../../text-of.ts';
import { isDictionary, iterated } from '../collections.ts';
import { braces } from '../formatting.ts';
import { trimmed } from '../trim.ts';

/** Members of Python's own types; an object of a class has what the class says. */
export function pythonMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  if (isSymbolKey(key)) return undefined;
  const call = methodOf(value, key);
  if (call !== undefined)
    return nativeFunction(m, key, (machine, request) => call(machine, { ...request, self: value }));
  // A member of an enumeration stands for its value.
  if (value.kind === 'text' && key === 'value') return value;
  if (value.kind !== 'text') return undefined;
  const same = sameText[key];
  return same === undefined ? undefined : getProperty(m, value, same, node);
}

function methodOf(value: Single, key: string): NativeCall | undefined {
  const table = value.kind === 'text' ? texts : isDictionary(value) ? dictionaries : tableOf(value);
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function tableOf(value: Single): Readonly<Record<string, NativeCall>> {
  if (value.kind === 'unknown') return value.gap.json === undefined ? none : json;
  if (value.kind !== 'object') return none;
  if (value.brand?.kind === 'environment') return environment;
  return value.elements === undefined ? none : lists;
}

const none: Readonly<Record<string, NativeCall>> = {};

/** What `json.dumps` gives stands for what it was made of. */
const json: Readonly<Record<string, NativeCall>> = { encode: (_m, { self }) => self, decode: (_m, { self }) => self };

/** Methods of texts that JavaScript calls otherwise. */
const sameText: Readonly<Record<string, string>> = {
  ...{
    upper: 'toUpperCase',
    lower: 'toLowerCase',
    casefold: 'toLowerCase',
    startswith: 'startsWith',
    endswith: 'endsWith',
  },
  ...{ find: 'indexOf', index: 'indexOf' },
};

const texts: Readonly<Record<string, NativeCall>> = {
  format: (m, { self, args, node }) => braces(m, self, args, node),
  // ','.join(xs)
  join: (m, { self, args: [list = undefinedValue], node }) =>
    mapValue(iterated(m, list, node), (single) =>
      single.kind === 'object' && single.elements !== undefined
        ? joinElements(m, single, self)
        : unknown('not-text', node, 'join()'),
    ),
  strip: stripped('trim'),
  lstrip: stripped('trimStart'),
  rstrip: stripped('trimEnd'),
  replace: (m, { self, args, node }) =>
    m.call(getProperty(m, self, 'replaceAll', node), { self, args: args.slice(0, 2), node }),
  encode: (_m, { self }) => self,
  decode: (_m, { self }) => self,
  title: (_m, { node }) => unknown('not-text', node, 'title()'),
};

// s.strip('/'): what is taken away at the ends is known where they are
function stripped(name: 'trim' | 'trimStart' | 'trimEnd'): NativeCall {
  return (m, { self, args: [characters], node }) => {
    const own = characters === undefined ? undefined : plainText(characters);
    if (characters === undefined) return m.call(getProperty(m, self, name, node), { self, args: [], node });
    if (own === undefined || self.kind !== 'text') return unknown('not-text', node, 'strip()');
    return trimmed(self, own, name === 'trim' ? 'both' : name === 'trimStart' ? 'start' : 'end');
  };
}

const lists: Readonly<Record<string, NativeCall>> = {
  append: (m, call) => throughList(m, 'push', call),
  add: (m, call) => throughList(m, 'push', call),
  extend: (m, { self, args: [more = undefinedValue], node }) =>
    mapValue(iterated(m, more, node), (single) => throughSpread(m, self, single, node)),
  insert: (m, { self, args: [, value = undefinedValue], node }) =>
    throughList(m, 'push', { self, args: [value], node }),
  copy: (m, { self, node }) => throughList(m, 'slice', { self, args: [], node }),
  index: (m, call) => throughList(m, 'indexOf', call),
};

function throughList(m: Machine, name: string, { self, args, node }: Parameters<NativeCall>[1]): Value {
  return m.call(getProperty(m, self, name, node), { self, args, node });
}

function throughSpread(m: Machine, self: Value, list: Single, node: ts.Node): Value {
  const joined = throughList(m, 'concat', { self, args: [list], node });
  for (const { value } of optionsOf(joined)) {
    if (value.kind !== 'object' || self.kind !== 'object' || value.elements === undefined) continue;
    const had = self.elements?.length ?? 0;
    const added = value.elements.slice(had).map((cell) => m.store.read(cell));
    throughList(m, 'push', { self, args: added, node });
    if (value.more !== undefined && self.more === undefined) self.more = m.store.cell(m.store.read(value.more));
  }
  return undefinedValue;
}

const dictionaries: Readonly<Record<string, NativeCall>> = {
  get: (m, { self, args: [key = undefinedValue, fallback = undefinedValue], node }) =>
    withFallback(getIndexed(m, self, key, node), fallback),
  items: (m, { self, node }) => listProperties(m, self, node, 'entry'),
  keys: (m, { self, node }) => listProperties(m, self, node, 'key'),
  values: (m, { self, node }) => listProperties(m, self, node, 'value'),
  update: (m, { self, args, node }) => {
    assign(m, self, args, node);
    return undefinedValue;
  },
  setdefault: (m, { self, args: [key = undefinedValue, value = undefinedValue], node }) => {
    const all = withFallback(getIndexed(m, self, key, node), value);
    setIndexed(m, self, key, all, node);
    return all;
  },
  pop: (m, { self, args: [key = undefinedValue, fallback = undefinedValue], node }) =>
    withFallback(getIndexed(m, self, key, node), fallback),
  copy: (m, { self, node }) => deepCopy(m, self, node),
};

/** What is there, or else the fallback; both where it may not be there. */
function withFallback(found: Value, fallback: Value): Value {
  const options = optionsOf(found);
  const isNothing = (value: Single) => value.kind === 'constant' && value.value === undefined;
  if (options.every(({ value }) => isNothing(value))) return fallback;
  if (!options.some(({ value }) => isNothing(value) || value.kind === 'unknown')) return found;
  const there = options.filter(({ value }) => !isNothing(value)).map(({ value }) => value);
  return fallback === undefinedValue ? found : anyOf([...there, fallback]);
}

const environment: Readonly<Record<string, NativeCall>> = {
  get: (m, { self, args: [key = undefinedValue, fallback], node }) => {
    const found = getIndexed(m, self, key, node);
    return fallback === undefined ? found : anyOf([found, fallback]);
  },
};
