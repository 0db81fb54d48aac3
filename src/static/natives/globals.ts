import { nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf, mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { singleTruth } from '../value/truth.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { arrayFunctions, makeArray } from './array-functions.ts';
import { encodingFunctions } from './encoding.ts';
import { makeMap, makeSet } from './map.ts';
import { objectFunctions } from './object-functions.ts';
import { makePromise, promiseFunctions } from './promise-functions.ts';
import { makeSearchParams } from './search-params.ts';
import { symbolFunction } from './symbol.ts';
import { textOf } from './text-of.ts';
import { makeUrl } from './url.ts';

type Functions = Readonly<Record<string, NativeCall>>;

const first = ({ args }: NativeArguments): Value => args[0] ?? undefinedValue;
/** Functions whose result is their argument, as far as addresses are concerned. */
const same: NativeCall = (_m, call) => first(call);

const callBack: NativeCall = (m, { args, node }) => {
  const [callback, , ...rest] = args;
  if (callback === undefined) return undefinedValue;
  return m.call(callback, { self: undefinedValue, args: rest, node, later: true });
};

/** A number where the text is known; an id that is not known stays the same id. */
function numeric(convert: (text: string) => number): NativeCall {
  return (m, call) =>
    mapValue(textOf(m, first(call)), (single) => {
      const plain = plainText(single);
      return plain === undefined || call.args.length > 1 ? single : constant(convert(plain));
    });
}

const globalFunctions: Functions = {
  ...encodingFunctions,
  Number: numeric(Number),
  parseInt: numeric(Number.parseInt),
  parseFloat: numeric(Number.parseFloat),
  Boolean: (_m, { args, node }) =>
    mapValue(args[0] ?? undefinedValue, (single) => {
      const truth = singleTruth(single);
      return truth === undefined ? unknown('not-text', node) : constant(truth);
    }),
  structuredClone: same,
  setTimeout: callBack,
  setImmediate: callBack,
  setInterval: callBack,
  queueMicrotask: callBack,
};

const jsonFunctions: Functions = {
  parse: (_m, { node }) => unknown('input', node, 'JSON.parse()'),
  stringify: (_m, { node }) => unknown('not-text', node, 'JSON.stringify()'),
};

/** Traps may answer anything; without any, a proxy is what it stands for. */
const makeProxy: NativeCall = (m, { args, node }) => {
  const [target = undefinedValue, handler] = args;
  if (handler?.kind === 'object' && handler.properties.size === 0 && handler.open === undefined) return target;
  if (handler !== undefined) m.recorder.escapes(handler, node, m.live);
  return anyOf([target, unknown('unsupported-syntax', node, 'Proxy')]);
};

const constructors: Readonly<Record<string, { statics: Functions; construct: NativeCall; call?: NativeCall }>> = {
  Object: { statics: objectFunctions, construct: (m, call) => m.object(call.node), call: same },
  Promise: { statics: promiseFunctions, construct: makePromise },
  Array: {
    statics: arrayFunctions,
    construct: makeArray,
  },
  Map: { statics: {}, construct: makeMap },
  WeakMap: { statics: {}, construct: makeMap },
  WeakSet: { statics: {}, construct: makeSet },
  Set: { statics: {}, construct: makeSet },
  URL: { statics: {}, construct: (m, { args, node }) => makeUrl(m, args[0] ?? undefinedValue, args[1], node) },
  URLSearchParams: { statics: {}, construct: (m, { args, node }) => makeSearchParams(m, args[0], node) },
  FormData: { statics: {}, construct: (m, { node }) => makeSearchParams(m, undefined, node) },
  Headers: { statics: {}, construct: (m, { args, node }) => makeSearchParams(m, args[0], node) },
  String: { statics: { raw: same }, construct: (m, call) => textOf(m, call.args[0] ?? literal('')) },
  Function: { statics: {}, construct: (_m, { node }) => unknown('unsupported-syntax', node) },
  Proxy: { statics: {}, construct: makeProxy },
};

/** What a global name of the language or the platform stands for; `undefined` for names rolefit does not know. */
export function globalValue(m: Machine, name: string): Value | undefined {
  const simple = Object.hasOwn(globalFunctions, name) ? globalFunctions[name] : undefined;
  if (simple !== undefined) return nativeFunction(m, name, simple);
  const made = Object.hasOwn(constructors, name) ? constructors[name] : undefined;
  if (made !== undefined) return constructorValue(m, name, made);
  switch (name) {
    case 'Symbol':
      return symbolFunction(m);
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
        : machine.call(callback, { self: undefinedValue, args: rest, node, later: true });
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
