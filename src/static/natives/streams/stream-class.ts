import { keyText } from '../../heap/indexed.ts';
import { iterationOf } from '../../heap/iteration.ts';
import { arrayOf, defineOwn, freshObject, nativeFunction, setOwn } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import { branchValues } from '../../machine/branch.ts';
import type { Machine } from '../../machine/machine.ts';
import type { NativeCall } from '../../machine/native.ts';
import type { NativeArguments } from '../../value/brand.ts';
import { anyOf, optionsOf } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { wellKnownKey } from '../../value/symbol-key.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { emitterMethods, listen } from '../emitter.ts';
import type { Functions } from '../open-module.ts';
import { chunksOf, pipe, push, read, runStep, write } from './chunks.ts';

type StreamMethod = (m: Machine, stream: HeapObject, call: NativeArguments) => Value;

function onStream(method: StreamMethod): NativeCall {
  return (m, call) => {
    for (const { value } of optionsOf(call.self)) if (value.kind === 'object') return method(m, value, call);
    return unknown('external-call', call.node);
  };
}

const itself: NativeCall = (_m, { self }) => self;

// stream.on('data', f)  ⇒  f with each chunk, now and later;  on('end', f)  ⇒  f at some later time
const on: StreamMethod = (m, stream, { args: [event = undefinedValue, listener = undefinedValue], node }) => {
  listen(m, stream, event, listener, node);
  if (keyText(event) !== 'data') {
    const told = keyText(event) === 'error' ? [unknown('external-call', node, 'error')] : [];
    perhaps(m, node, () => m.call(listener, { self: stream, args: told, node, later: true }));
    return stream;
  }
  read(m, stream, node);
  const items = iterationOf(m, chunksOf(m, stream, node));
  for (const chunk of items?.slots ?? []) m.call(listener, { self: stream, args: [chunk], node, later: true });
  const more = items?.more;
  if (more !== undefined) perhaps(m, node, () => m.call(listener, { self: stream, args: [more], node, later: true }));
  return stream;
};

function perhaps(m: Machine, node: NativeArguments['node'], run: () => Value): void {
  branchValues(m, m.point(node), [run, () => undefinedValue]);
}

const readable: Functions = {
  ...emitterMethods,
  ...{ on: onStream(on), once: onStream(on), addListener: onStream(on) },
  ...{ setEncoding: itself, resume: itself, pause: itself, unpipe: itself, destroy: itself },
  push: (m, { self, args: [chunk = undefinedValue], node }) => {
    push(m, self, chunk, node);
    return unknown('not-text', node);
  },
  pipe: onStream((m, stream, { args: [target = undefinedValue], node }) => {
    pipe(m, stream, target, node);
    return target;
  }),
  read: onStream((m, stream, { node }) => {
    read(m, stream, node);
    return getProperty(m, chunksOf(m, stream, node), '0', node);
  }),
  ...listMethods(['map', 'filter', 'flatMap', 'forEach', 'toArray', 'reduce', 'some', 'every', 'find', 'take', 'drop']),
  [wellKnownKey('asyncIterator')]: onStream((m, stream, { node }) => {
    read(m, stream, node);
    return chunksOf(m, stream, node);
  }),
};

/** What streams have from lists: a list of what it gives is a stream as far as anybody asks. */
function listMethods(names: readonly string[]): Functions {
  const entries = names.map((name): [string, NativeCall] => [
    name,
    onStream((m, stream, { args, node }) => {
      read(m, stream, node);
      const list = chunksOf(m, stream, node);
      return m.call(getProperty(m, list, name, node), { self: list, args, node });
    }),
  ]);
  return Object.fromEntries(entries);
}

// stream.write(chunk, encoding, callback)  ⇒  the program's own step with it; a stream without one hands it on
const writeChunk: StreamMethod = (m, stream, { args: [chunk = undefinedValue, ...rest], node }) => {
  const args = [chunk, literal('utf8', node)];
  const isTaken = runStep(m, stream, '_transform', args, node) || runStep(m, stream, '_write', args, node);
  if (!isTaken && !runStep(m, stream, '_writev', [arrayOf(m, node, [], chunk)], node)) push(m, stream, chunk, node);
  callLast(m, rest, node);
  return unknown('not-text', node);
};

function callLast(m: Machine, args: readonly Value[], node: NativeArguments['node']): void {
  const last = args.at(-1);
  if (last?.kind !== 'object' || last.brand === undefined) return;
  const error = anyOf([constant(null), unknown('external-call', node, 'error')]);
  m.call(last, { self: undefinedValue, args: [error], node, later: true });
}

const endStream: StreamMethod = (m, stream, { args, node }) => {
  const [chunk] = args;
  const isChunk = chunk !== undefined && !(chunk.kind === 'object' && chunk.brand !== undefined);
  if (isChunk) write(m, stream, chunk, node);
  for (const step of ['_flush', '_final']) runStep(m, stream, step, [], node);
  callLast(m, args, node);
  return stream;
};

const writable: Functions = {
  ...emitterMethods,
  ...{ on: onStream(on), once: onStream(on), addListener: onStream(on) },
  ...{ cork: itself, uncork: itself, destroy: itself, setDefaultEncoding: itself },
  write: onStream(writeChunk),
  end: onStream(endStream),
};

const methodsOf = { readable, writable, duplex: { ...writable, ...readable } } as const;

/** Options that are steps of the stream, under the names that a subclass gives them. */
const steps = ['read', 'write', 'writev', 'transform', 'flush', 'final', 'construct', 'destroy'];

/** Takes the steps from the options that a stream is made with. */
export function initialise(m: Machine, stream: HeapObject, options: Value | undefined, node: NativeArguments['node']) {
  for (const { value } of options === undefined ? [] : optionsOf(options)) {
    if (value.kind !== 'object') continue;
    for (const step of steps) {
      const given = getProperty(m, value, step, node);
      if (given.kind === 'object') setOwn(m, stream, `_${step}`, given);
    }
  }
  runStep(m, stream, '_construct', [], node);
}

/** A class of streams; `new` on it, and `super(…)` of a class that extends it, take the steps from the options. */
export function streamClass(m: Machine, name: string, kind: keyof typeof methodsOf): HeapObject {
  const prototype = freshObject(m, undefined);
  for (const [key, call] of Object.entries(methodsOf[kind])) defineOwn(m, prototype, key, nativeFunction(m, key, call));
  const construct: NativeCall = (machine, { args, node }) => {
    const made = freshObject(machine, node);
    made.prototype = prototype;
    initialise(machine, made, args[0], node);
    return made;
  };
  const call: NativeCall = (machine, { self, args, node }) => {
    if (self.kind !== 'object') return construct(machine, { self, args, node });
    initialise(machine, self, args[0], node);
    return undefinedValue;
  };
  const type = nativeFunction(m, name, call, construct);
  defineOwn(m, type, 'prototype', prototype);
  defineOwn(m, prototype, 'constructor', type);
  return type;
}
