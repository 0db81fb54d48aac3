import type { ts } from 'ts-morph';
import { getIndexed, setIndexed } from '../../../heap/indexed.ts';
import { arrayOf, nativeFunction } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf, mapValue, optionsOf } from '../../../value/choice.ts';
import { isSymbolKey } from '../../../value/symbol-key.ts';
import { literal, type Single, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { assign } from '../../assign.ts';
import { listProperties } from '../../list-properties.ts';
import { joinElements, textOf } from '../../text-of.ts';
import { enumNameOf } from '../classy.ts';
import { isDictionary } from '../collections.ts';
import { percent } from '../formatting.ts';

type Methods = Readonly<Record<string, NativeCall>>;

/** Members of Java's own types; an object of a class has what the class says. */
export function javaMember(m: Machine, value: Single, key: string, _node: ts.Node): Value | undefined {
  if (isSymbolKey(key)) return undefined;
  if (value.kind === 'object' && value.brand?.kind === 'function' && !value.properties.has(key))
    return nativeFunction(m, key, (machine, { args, node }) =>
      machine.call(value, { self: undefinedValue, args, node }),
    );
  const table = tableOf(m, value);
  const call = Object.hasOwn(table, key) ? table[key] : undefined;
  return call === undefined
    ? undefined
    : nativeFunction(m, key, (machine, request) => call(machine, { ...request, self: value }));
}

function tableOf(m: Machine, value: Single): Methods {
  if (value.kind === 'text') return texts;
  if (value.kind === 'constant') return constants;
  if (value.kind !== 'object') return none;
  if (value.brand?.kind === 'url') return addresses;
  if (value.elements !== undefined) return lists;
  if (enumNameOf(m, value) !== undefined) return enums;
  return isDictionary(value) ? dictionaries : none;
}

const none: Methods = {};
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);
const itself: NativeCall = (_m, { self }) => self;

/** A method of JavaScript's own under another name. */
function through(name: string, most = 9): NativeCall {
  return (m, { self, args, node }) =>
    m.call(getProperty(m, self, name, node), { self, args: args.slice(0, most), node });
}

const addresses: Methods = {
  toString: through('toString'),
  toURL: itself,
  toURI: itself,
  toExternalForm: through('toString'),
};

/** A thing that is there stands for the Optional of it. */
const present = {
  get: itself,
  orElse: itself,
  orElseGet: itself,
  orElseThrow: itself,
  isPresent: unsure,
  map: (m: Machine, { self, args: [visit = undefinedValue], node }: Parameters<NativeCall>[1]): Value =>
    m.call(visit, { self: undefinedValue, args: [self], node }),
};

const constants: Methods = {
  toString: (m: Machine, { self }: Parameters<NativeCall>[1]) => textOf(m, self),
  equals: unsure,
  orElse: (_m, { self, args: [other = undefinedValue] }) => anyOf([self, other]),
};

const texts: Methods = {
  ...present,
  length: (m, { self, node }) => getProperty(m, self, 'length', node),
  format: (m, { self, args, node }) =>
    percent(m, self, args.length === 1 && isList(args[0]) ? (args[0] as Value) : arrayOf(m, node, args), node),
  formatted: (m, { self, args, node }) => percent(m, self, arrayOf(m, node, args), node),
  concat: (m, call) => through('concat')(m, { ...call, args: call.args.map((arg) => textOf(m, arg)) }),
  contains: through('includes'),
  isEmpty: emptiness,
  isBlank: emptiness,
  strip: through('trim'),
  equals: equality,
  contentEquals: equality,
  equalsIgnoreCase: (m, { self, args: [other = undefinedValue], node }) => {
    const lower = (one: Value) =>
      mapValue(one, (single) => through('toLowerCase')(m, { self: single, args: [], node }));
    const [a, b] = [lower(self), lower(other)];
    return equality(m, { self: a, args: [b], node });
  },
  replace: (m, call) => through('replaceAll', 2)(m, { ...call, args: call.args.map((arg) => textOf(m, arg)) }),
  replaceAll: regexReplace,
  replaceFirst: regexReplace,
  toLowerCase: through('toLowerCase', 0),
  toUpperCase: through('toUpperCase', 0),
  getBytes: itself,
  toCharArray: (_m, { node }) => unknown('not-text', node),
  toString: itself,
  intern: itself,
  // The text of an address
  toURL: itself,
  toURI: itself,
  toASCIIString: itself,
  toExternalForm: itself,
  create: itself,
};

function isList(value: Value | undefined): boolean {
  return value?.kind === 'object' && value.elements !== undefined;
}

function emptiness(_m: Machine, { self, node }: Parameters<NativeCall>[1]): Value {
  if (self.kind !== 'text') return unknown('not-text', node);
  const isFull = self.pieces.some((piece) => 'text' in piece && piece.text.trim() !== '');
  if (isFull) return { kind: 'constant', value: false };
  return self.pieces.every((piece) => 'text' in piece) ? { kind: 'constant', value: true } : unknown('not-text', node);
}

function equality(_m: Machine, { self, args: [other = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  return mapValue(other, (single) => {
    if (self.kind !== 'text' || single.kind !== 'text') return unknown('not-text', node);
    const plain = [self, single].map(({ pieces }) =>
      pieces.every((piece) => 'text' in piece)
        ? pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')
        : undefined,
    );
    return plain.includes(undefined) ? unknown('not-text', node) : { kind: 'constant', value: plain[0] === plain[1] };
  });
}

/** A pattern without signs of its own stands for itself. */
function regexReplace(m: Machine, { self, args, node }: Parameters<NativeCall>[1]): Value {
  const [pattern = undefinedValue, by = undefinedValue] = args;
  const plain =
    pattern.kind === 'text' ? pattern.pieces.map((piece) => ('text' in piece ? piece.text : '(')).join('') : '(';
  const own = plain.replace(/\\([^A-Za-z0-9])/g, (_whole, sign: string) =>
    /[{}.$]/.test(sign) ? `<<${sign.charCodeAt(0)}>>` : '(',
  );
  if (/[.*+?^${}()|[\]\\]/.test(own)) return unknown('not-text', node, 'replaceAll()');
  const text = own.replace(/<<(\d+)>>/g, (_whole, code: string) => String.fromCharCode(Number(code)));
  return through('replaceAll', 2)(m, { self, args: [literal(text), textOf(m, by)], node });
}

const lists: Methods = {
  add: (m, { self, args, node }) => through('push')(m, { self, args: args.slice(-1), node }),
  addAll: (m, { self, args, node }) => {
    const more = args.at(-1) ?? undefinedValue;
    const slots =
      more.kind === 'object' && more.elements !== undefined
        ? more.elements.map((cell) => m.store.read(cell))
        : [unknown('unknown-key', node)];
    return through('push')(m, { self, args: slots, node });
  },
  get: (m, { self, args: [index = undefinedValue], node }) => getIndexed(m, self, index, node),
  set: (m, { self, args: [index = undefinedValue, value = undefinedValue], node }) => {
    setIndexed(m, self, index, value, node);
    return undefinedValue;
  },
  size: (m, { self, node }) => getProperty(m, self, 'length', node),
  isEmpty: unsure,
  contains: through('includes'),
  stream: itself,
  parallelStream: itself,
  iterator: itself,
  toArray: itself,
  toList: itself,
  sorted: itself,
  distinct: itself,
  boxed: itself,
  mapToObj: through('map'),
  collect: (m, { self, args: [how = undefinedValue], node }) => {
    const separator = how.kind === 'object' ? how.properties.get('#joining') : undefined;
    if (separator === undefined || self.kind !== 'object')
      return how.kind === 'object' && how.properties.has('#collecting')
        ? self
        : unknown('external-call', node, 'collect()');
    return joinElements(m, self, m.store.read(separator));
  },
  findFirst: elements,
  findAny: elements,
  anyMatch: matching,
  allMatch: matching,
  noneMatch: matching,
  toString: unsure,
};

function elements(m: Machine, { self, node }: Parameters<NativeCall>[1]): Value {
  if (self.kind !== 'object' || self.elements === undefined) return unknown('unknown-key', node);
  const all = [...self.elements, ...(self.more === undefined ? [] : [self.more])].map((cell) => m.store.read(cell));
  return all.length === 0 ? undefinedValue : anyOf(all);
}

function matching(m: Machine, call: Parameters<NativeCall>[1]): Value {
  through('forEach')(m, call);
  return unknown('not-text', call.node);
}

const dictionaries: Methods = {
  get: (m, { self, args: [key = undefinedValue], node }) => getIndexed(m, self, key, node),
  getOrDefault: (m, { self, args: [key = undefinedValue, fallback = undefinedValue], node }) =>
    withFallback(getIndexed(m, self, key, node), fallback),
  put,
  putIfAbsent: (m, { self, args: [key = undefinedValue, value = undefinedValue], node }) => {
    setIndexed(m, self, keyOf(m, key), withFallback(getIndexed(m, self, keyOf(m, key), node), value), node);
    return undefinedValue;
  },
  add: put,
  set: put,
  putAll: (m, { self, args, node }) => {
    assign(m, self, args, node);
    return undefinedValue;
  },
  entrySet: (m, { self, node }) => listProperties(m, self, node, 'entry'),
  keySet: (m, { self, node }) => listProperties(m, self, node, 'key'),
  values: (m, { self, node }) => listProperties(m, self, node, 'value'),
  containsKey: unsure,
  isEmpty: unsure,
  size: unsure,
  forEach: (m, { self, args: [visit = undefinedValue], node }) => {
    const entries = listProperties(m, self, node, 'entry');
    const each = nativeFunction(m, 'each', (machine, { args: [pair = undefinedValue], node: site }) => {
      const [key, value] = [0, 1].map((index) => getIndexed(machine, pair, { kind: 'constant', value: index }, site));
      return machine.call(visit, {
        self: undefinedValue,
        args: [key ?? undefinedValue, value ?? undefinedValue],
        node: site,
      });
    });
    return through('forEach')(m, { self: entries, args: [each], node });
  },
};

function put(
  m: Machine,
  { self, args: [key = undefinedValue, value = undefinedValue], node }: Parameters<NativeCall>[1],
): Value {
  setIndexed(m, self, keyOf(m, key), value, node);
  return undefinedValue;
}

/** A constant of an enum is a key by its name. */
function keyOf(m: Machine, key: Value): Value {
  return mapValue(key, (single) => {
    const name = enumNameOf(m, single);
    return name === undefined ? single : literal(name);
  });
}

const enums: Methods = { ordinal: unsure, equals: unsure, compareTo: unsure };

/** What is there, or else the fallback; both where it may not be there. */
function withFallback(found: Value, fallback: Value): Value {
  const options = optionsOf(found);
  const isNothing = (value: Single) => value.kind === 'constant' && value.value === undefined;
  if (options.every(({ value }) => isNothing(value))) return fallback;
  if (!options.some(({ value }) => isNothing(value) || value.kind === 'unknown')) return found;
  return anyOf([...options.filter(({ value }) => !isNothing(value)).map(({ value }) => value), fallback]);
}
