import { iterationOf } from '../heap/iteration.ts';
import { elementsOf } from '../heap/list.ts';
import { arrayOf, defineOwn, nativeFunction, objectOf } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat } from '../value/text.ts';
import { singleTruth } from '../value/truth.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { arrayFunctions, makeArray } from './array-functions.ts';
import { bufferFunctions, makeBuffer, makeTextCoder } from './buffer.ts';
import { emitterClass } from './emitter.ts';
import { groupBy } from './entries.ts';
import { makeAbortController, makeEvent, targetMethods } from './event-target.ts';
import { makeMap, makeSet } from './map.ts';
import { codeFunctions, numberFunctions, toNumber } from './numbers.ts';
import { objectFunctions } from './object-functions.ts';
import type { Functions } from './open-module.ts';
import { makePromise, promiseFunctions } from './promise-functions.ts';
import { makeProxy, makeRevocable } from './proxy.ts';
import { makeSearchParams } from './search-params.ts';
import { textOf } from './text-of.ts';
import { makeUrl } from './url.ts';
import { makeFunction } from './vm-module.ts';
import { makeWorker } from './worker.ts';

const first = ({ args }: NativeArguments): Value => args[0] ?? undefinedValue;
const same: NativeCall = (_m, call) => first(call);

interface Constructor {
  readonly construct: NativeCall;
  readonly statics?: Functions;
  /** What calling it without `new` does, where that is something else. */
  readonly call?: NativeCall;
}

const toBoolean: NativeCall = (_m, call) =>
  mapValue(first(call), (single) => {
    const truth = singleTruth(single);
    return truth === undefined ? unknown('not-text', call.node) : constant(truth);
  });

function held(m: Machine, call: NativeArguments): Value {
  return nativeFunction(m, 'valueOf', (machine) => toBoolean(machine, call));
}

// String.raw({ raw: ['a', 'b'] }, x)  ⇒  axb
const raw: NativeCall = (m, { args: [strings = undefinedValue, ...values], node }) => {
  const parts = getProperty(m, strings, 'raw', node);
  const list = parts.kind === 'object' && parts.elements !== undefined ? parts : strings;
  const known = list.kind === 'object' && list.more === undefined ? elementsOf(m, list) : undefined;
  if (known === undefined) return unknown('not-text', node, 'String.raw()');
  return known.reduce<Value>(
    (whole, part, index) => {
      const value = index < known.length - 1 ? (values[index] ?? literal('')) : literal('');
      return concat(concat(whole, textOf(m, part)), textOf(m, value));
    },
    literal('', node),
  );
};

const toText: NativeCall = (m, { args }) => textOf(m, args[0] ?? literal(''));

/** What holds an object without keeping it, and gives it back. */
const makeReference: NativeCall = (m, call) =>
  objectOf(m, call.node, { deref: nativeFunction(m, 'deref', () => first(call)) });

/** `Iterator.from(xs)`: a list has the methods of iterators. */
const iteratorFrom: NativeCall = (m, call) =>
  mapValue(first(call), (single) => {
    const found = iterationOf(m, single);
    return found === undefined ? single : arrayOf(m, call.node, found.slots, found.more);
  });

/** What `new` makes of a name of the language or the platform, and its functions. */
const constructors: Readonly<Record<string, Constructor>> = {
  Object: { statics: objectFunctions, construct: (m, call) => call.args[0] ?? objectOf(m, call.node, {}), call: same },
  Promise: { statics: promiseFunctions, construct: makePromise },
  Array: { statics: arrayFunctions, construct: makeArray },
  Map: { statics: { groupBy: groupedMap }, construct: makeMap },
  WeakMap: { construct: makeMap },
  WeakSet: { construct: makeSet },
  Set: { construct: makeSet },
  WeakRef: { construct: makeReference },
  Iterator: { statics: { from: iteratorFrom }, construct: (m, { node }) => objectOf(m, node, {}) },
  URL: { construct: (m, { args, node }) => makeUrl(m, args[0] ?? undefinedValue, args[1], node) },
  URLSearchParams: { construct: (m, { args, node }) => makeSearchParams(m, args[0], node) },
  FormData: { construct: (m, { node }) => makeSearchParams(m, undefined, node) },
  Headers: { construct: (m, { args, node }) => makeSearchParams(m, args[0], node) },
  String: { statics: { raw, ...codeFunctions }, construct: toText },
  Number: { statics: numberFunctions, construct: toNumber },
  // As an object it is true, whatever it holds.
  Boolean: { construct: (m, call) => objectOf(m, call.node, { valueOf: held(m, call) }), call: toBoolean },
  Function: { construct: makeFunction },
  Proxy: { statics: { revocable: makeRevocable }, construct: makeProxy },
  Buffer: { statics: bufferFunctions, construct: makeBuffer },
  TextEncoder: { construct: makeTextCoder },
  TextDecoder: { construct: makeTextCoder },
  Event: { construct: makeEvent },
  CustomEvent: { construct: makeEvent },
  AbortController: { construct: makeAbortController },
  Worker: { construct: makeWorker },
  SharedWorker: { construct: makeWorker },
};

/** The constructor of this name; `undefined` when it is none that rolefit knows. */
export function constructorValue(m: Machine, name: string): HeapObject | undefined {
  if (name === 'EventTarget') return emitterClass(m, name, targetMethods);
  const made = Object.hasOwn(constructors, name) ? constructors[name] : undefined;
  if (made === undefined) return undefined;
  const object = nativeFunction(m, name, made.call ?? made.construct, made.construct);
  for (const [key, call] of Object.entries(made.statics ?? {}))
    defineOwn(m, object, key, nativeFunction(m, `${name}.${key}`, call));
  const prototype = m.object(undefined);
  prototype.brand = { kind: 'builtin-prototype', of: name };
  defineOwn(m, object, 'prototype', prototype);
  return object;
}

function groupedMap(m: Machine, call: NativeArguments): Value {
  const made = makeMap(m, { ...call, args: [] });
  return made.kind === 'object' ? groupBy(m, call, made) : made;
}
