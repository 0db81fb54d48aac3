import { copyProperties } from '../evaluate/literals.ts';
import type { Machine } from '../machine/machine.ts';
import { arrayOf, elementsOf, entriesOf, nativeFunction, objectOf, setOwn } from '../machine/objects.ts';
import { addMore, getProperty, setProperty } from '../machine/property.ts';
import type { NativeArguments, NativeCall } from '../value/brand.ts';
import { anyOf, mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { onMarkedText } from '../value/text.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';
import { makeSearchParams, makeUrl } from './url.ts';

type Functions = Readonly<Record<string, NativeCall>>;

const first = ({ args }: NativeArguments): Value => args[0] ?? undefinedValue;
/** Functions whose result is their argument, as far as addresses are concerned. */
const same: NativeCall = (_m, call) => first(call);

const objectFunctions: Functions = {
  assign: (m, call) => {
    const target = first(call);
    if (target.kind === 'object') for (const source of call.args.slice(1)) copyProperties(m, target, source);
    return target;
  },
  freeze: same,
  seal: same,
  keys: (m, call) => listOf(m, call, (key) => literal(key, call.node)),
  values: (m, call) => listOf(m, call, (_key, value) => value),
  entries: (m, call) => listOf(m, call, (key, value) => arrayOf(m, call.node, [literal(key, call.node), value])),
  getOwnPropertyNames: (m, call) => listOf(m, call, (key) => literal(key, call.node)),
  fromEntries: (m, call) => fromEntries(m, call),
  create: (m, call) => {
    const made = m.object(call.node);
    const prototype = first(call);
    if (prototype.kind === 'object') made.prototype = prototype;
    return made;
  },
  setPrototypeOf: (_m, call) => {
    const [target, prototype] = call.args;
    if (target?.kind === 'object' && prototype?.kind === 'object') target.prototype = prototype;
    return target ?? undefinedValue;
  },
  getPrototypeOf: (_m, call) => {
    const target = first(call);
    return (target.kind === 'object' ? target.prototype : undefined) ?? unknown('unknown-property', call.node);
  },
  defineProperty: (m, call) => {
    const [target, key, descriptor] = call.args;
    define(m, target, key === undefined ? undefined : plainText(key), descriptor, call);
    return target ?? undefinedValue;
  },
  defineProperties: (m, call) => {
    const [target, descriptors] = call.args;
    if (descriptors?.kind === 'object') {
      for (const [key, descriptor] of entriesOf(m, descriptors)) define(m, target, key, descriptor, call);
    }
    return target ?? undefinedValue;
  },
};

function define(
  m: Machine,
  target: Value | undefined,
  key: string | undefined,
  descriptor: Value | undefined,
  call: NativeArguments,
): void {
  if (target?.kind !== 'object' || key === undefined || descriptor?.kind !== 'object') return;
  const get = getProperty(m, descriptor, 'get', call.node);
  if (get.kind === 'object') target.accessors.set(key, { get });
  else setProperty(m, target, key, getProperty(m, descriptor, 'value', call.node), call.node);
}

function listOf(m: Machine, call: NativeArguments, map: (key: string, value: Value) => Value): Value {
  return mapValue(first(call), (single) => {
    if (single.kind !== 'object') return unknown('unknown-key', call.node);
    const list = arrayOf(
      m,
      call.node,
      namesAndValues(m, single).map(([key, value]) => map(key, value)),
    );
    if (single.open !== undefined) addMore(m, list, { kind: 'unknown', gap: single.open });
    return list;
  });
}

function namesAndValues(m: Machine, object: HeapObject): [string, Value][] {
  if (object.brand?.kind !== 'module') return entriesOf(m, object);
  return [...object.brand.module.exported].map(([key, cell]) => [key, m.store.read(cell)]);
}

function fromEntries(m: Machine, call: NativeArguments): Value {
  const list = first(call);
  const made = m.object(call.node);
  if (list.kind !== 'object') return unknown('unknown-key', call.node);
  if (list.brand?.kind === 'map') {
    for (const [key, cell] of list.properties) setOwn(m, made, key, m.store.read(cell));
    return made;
  }
  for (const pair of elementsOf(m, list)) {
    const [key, value] = pair.kind === 'object' ? elementsOf(m, pair) : [];
    const name = key === undefined ? undefined : plainText(key);
    if (name !== undefined) setOwn(m, made, name, value ?? undefinedValue);
    else addMore(m, made, value ?? undefinedValue);
  }
  return made;
}

const encoding: NativeCall = (m, call) =>
  mapValue(textOf(m, first(call)), (single) =>
    single.kind === 'text'
      ? onMarkedText(single, (marked) => marked.replace(/[^\uE000-\uF8FF]+/g, safely(encodeURIComponent)))
      : single,
  );

const decoding: NativeCall = (m, call) =>
  mapValue(textOf(m, first(call)), (single) =>
    single.kind === 'text'
      ? onMarkedText(single, (marked) => marked.replace(/[^\uE000-\uF8FF]+/g, safely(decodeURIComponent)))
      : single,
  );

/** A half of a surrogate pair, or a stray percent sign, cannot be coded: the text stays as it is. */
function safely(convert: (text: string) => string): (text: string) => string {
  return (text) => {
    try {
      return convert(text);
    } catch {
      return text;
    }
  };
}

const callBack: NativeCall = (m, { args, node }) => {
  const [callback, , ...rest] = args;
  return callback === undefined ? undefinedValue : m.call(callback, { self: undefinedValue, args: rest, node });
};

const globalFunctions: Functions = {
  encodeURIComponent: encoding,
  encodeURI: same,
  decodeURIComponent: decoding,
  decodeURI: same,
  escape: encoding,
  Number: same,
  parseInt: same,
  parseFloat: same,
  Boolean: (_m, { node }) => unknown('not-text', node),
  structuredClone: same,
  setTimeout: callBack,
  setImmediate: callBack,
  setInterval: callBack,
  queueMicrotask: callBack,
};

const promiseFunctions: Functions = {
  resolve: same,
  all: same,
  allSettled: (m, call) => settled(m, call),
  race: (m, call) => oneOf(m, call),
  any: (m, call) => oneOf(m, call),
  reject: (_m, { node }) => unknown('external-call', node, 'error'),
};

function settled(m: Machine, call: NativeArguments): Value {
  const list = first(call);
  if (list.kind !== 'object') return list;
  return arrayOf(
    m,
    call.node,
    elementsOf(m, list).map((value) => objectOf(m, call.node, { status: literal('fulfilled'), value })),
  );
}

function oneOf(m: Machine, call: NativeArguments): Value {
  const list = first(call);
  const elements = list.kind === 'object' ? elementsOf(m, list) : [];
  return elements.length === 0 ? unknown('external-call', call.node) : anyOf(elements);
}

/** `new Promise(executor)`: the value that the executor resolves with. */
const makePromise: NativeCall = (m, { args, node }) => {
  const [executor] = args;
  const resolved: Value[] = [];
  const resolve = nativeFunction(m, 'resolve', (_machine, call) => {
    resolved.push(first(call));
    return undefinedValue;
  });
  const reject = nativeFunction(m, 'reject', () => undefinedValue);
  if (executor !== undefined) m.call(executor, { self: undefinedValue, args: [resolve, reject], node });
  return resolved.length === 0 ? unknown('external-call', node, 'promise') : anyOf(resolved);
};

const arrayFunctions: Functions = {
  isArray: (_m, call) => {
    const value = first(call);
    if (value.kind === 'unknown' || value.kind === 'choice') return unknown('not-text', call.node);
    return constant(value.kind === 'object' && value.elements !== undefined);
  },
  from: (m, call) => {
    const [list, map] = call.args;
    if (list?.kind !== 'object' || list.elements === undefined) {
      const item =
        map === undefined
          ? unknown('unknown-key', call.node)
          : m.call(map, { self: undefinedValue, args: [unknown('unknown-key', call.node)], node: call.node });
      return arrayOf(m, call.node, [], item);
    }
    return map === undefined
      ? list
      : m.call(getProperty(m, list, 'map', call.node), { self: list, args: [map], node: call.node });
  },
  of: (m, call) => arrayOf(m, call.node, call.args),
};

const jsonFunctions: Functions = {
  parse: (_m, { node }) => unknown('input', node, 'JSON.parse()'),
  stringify: (_m, { node }) => unknown('not-text', node, 'JSON.stringify()'),
};

const makeMap: NativeCall = (m, call) => {
  const made = m.object(call.node);
  made.brand = { kind: 'map' };
  const entries = first(call);
  for (const entry of entries.kind === 'object' ? elementsOf(m, entries) : []) {
    const [key, value] = entry.kind === 'object' ? elementsOf(m, entry) : [entry, entry];
    const name = key === undefined ? undefined : plainText(key);
    if (name === undefined) addMore(m, made, value ?? undefinedValue);
    else setOwn(m, made, name, value ?? undefinedValue);
  }
  return made;
};

const makeSet: NativeCall = makeMap;

const constructors: Readonly<Record<string, { statics: Functions; construct: NativeCall; call?: NativeCall }>> = {
  Object: { statics: objectFunctions, construct: (m, call) => m.object(call.node), call: same },
  Promise: { statics: promiseFunctions, construct: makePromise },
  Array: {
    statics: arrayFunctions,
    construct: (m, call) => arrayOf(m, call.node, [], unknown('unknown-key', call.node)),
  },
  Map: { statics: {}, construct: makeMap },
  WeakMap: { statics: {}, construct: makeMap },
  Set: { statics: {}, construct: makeSet },
  URL: { statics: {}, construct: (m, { args, node }) => makeUrl(m, args[0] ?? undefinedValue, args[1], node) },
  URLSearchParams: { statics: {}, construct: (m, { args, node }) => makeSearchParams(m, args[0], node) },
  FormData: { statics: {}, construct: (m, { node }) => makeSearchParams(m, undefined, node) },
  Headers: { statics: {}, construct: (m, { args, node }) => makeSearchParams(m, args[0], node) },
  String: { statics: { raw: same }, construct: (m, call) => textOf(m, first(call)) },
  Function: { statics: {}, construct: (_m, { node }) => unknown('unsupported-syntax', node) },
  Proxy: { statics: {}, construct: (_m, call) => first(call) },
};

/** What a global name of the language or the platform stands for; `undefined` for names rolefit does not know. */
export function globalValue(m: Machine, name: string): Value | undefined {
  const simple = Object.hasOwn(globalFunctions, name) ? globalFunctions[name] : undefined;
  if (simple !== undefined) return nativeFunction(m, name, simple);
  const made = Object.hasOwn(constructors, name) ? constructors[name] : undefined;
  if (made !== undefined) return constructorValue(m, name, made);
  switch (name) {
    case 'JSON':
      return functionsObject(m, jsonFunctions);
    case 'process':
      return processObject(m);
    case 'globalThis':
    case 'window':
    case 'global':
    case 'self':
      return globalObject(m);
    default:
      return undefined;
  }
}

function constructorValue(
  m: Machine,
  name: string,
  made: { statics: Functions; construct: NativeCall; call?: NativeCall },
): Value {
  const object = nativeFunction(m, name, made.call ?? made.construct, made.construct);
  for (const [key, call] of Object.entries(made.statics))
    setOwn(m, object, key, nativeFunction(m, `${name}.${key}`, call));
  const prototype = m.object(undefined);
  prototype.brand = { kind: 'builtin-prototype' };
  setOwn(m, object, 'prototype', prototype);
  return object;
}

export function functionsObject(m: Machine, functions: Functions): HeapObject {
  const object = m.object(undefined);
  for (const [key, call] of Object.entries(functions)) setOwn(m, object, key, nativeFunction(m, key, call));
  return object;
}

function processObject(m: Machine): Value {
  const env = m.object(undefined);
  env.brand = { kind: 'environment' };
  const made = objectOf(m, undefined, { env });
  made.open = unknown('environment', undefined, 'process').gap;
  setOwn(
    m,
    made,
    'nextTick',
    nativeFunction(m, 'nextTick', (machine, { args, node }) => {
      const [callback, ...rest] = args;
      return callback === undefined
        ? undefinedValue
        : machine.call(callback, { self: undefinedValue, args: rest, node });
    }),
  );
  return made;
}

/** `globalThis.x` is the global `x`. */
function globalObject(m: Machine): Value {
  const made = m.object(undefined);
  for (const name of [...Object.keys(globalFunctions), ...Object.keys(constructors), 'process', 'fetch']) {
    const value = name === 'process' ? processObject(m) : m.sinks.globalValue(m, name);
    if (value !== undefined) setOwn(m, made, name, value);
  }
  made.open = unknown('external-module', undefined, 'globalThis').gap;
  return made;
}
