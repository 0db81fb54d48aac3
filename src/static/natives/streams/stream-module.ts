import type { ts } from 'ts-morph';
import { iterationOf } from '../../heap/iteration.ts';
import { addMore, appendElement, elementsOf } from '../../heap/list.ts';
import { defineOwn, nativeFunction, objectOf } from '../../heap/objects.ts';
import type { Machine } from '../../machine/machine.ts';
import type { NativeCall } from '../../machine/native.ts';
import { anyOf, optionsOf } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { constant, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { openModule } from '../open-module.ts';
import { chunksOf, feed } from './chunks.ts';
import { streamClass } from './stream-class.ts';

/** `Readable.from(xs)`: a stream that gives what iterating over xs visits. */
function streamFrom(type: HeapObject): NativeCall {
  return (m, { args: [source = undefinedValue], node }) => {
    const made = m.construct(type, { self: undefinedValue, args: [], node });
    if (made.kind !== 'object') return made;
    const chunks = chunksOf(m, made, node);
    for (const { value } of optionsOf(source)) {
      // A text is one chunk.
      const items = value.kind === 'text' ? { slots: [value], more: undefined } : iterationOf(m, value, node);
      for (const chunk of items?.slots ?? []) appendElement(m, chunks, chunk);
      const more = items === undefined ? unknown('external-call', node, 'chunk') : items.more;
      if (more !== undefined) addMore(m, chunks, more);
    }
    return made;
  };
}

/** Runs the stages of a pipeline, each with what the one before gives. */
function runStages(m: Machine, stages: readonly Value[], node: ts.Node): Value {
  const [source = undefinedValue, ...rest] = stages;
  let current = isFunction(source) ? m.call(source, { self: undefinedValue, args: [], node }) : source;
  for (const stage of rest) {
    if (isFunction(stage)) current = m.call(stage, { self: undefinedValue, args: [current], node });
    else {
      feed(m, current, stage, node);
      current = stage;
    }
  }
  // The last may be a generator, of which nothing has run so far.
  if (current.kind === 'object' && current.brand?.kind === 'generator') iterationOf(m, current, node);
  return current;
}

function isFunction(value: Value): boolean {
  return value.kind === 'object' && (value.brand?.kind === 'function' || value.brand?.kind === 'native');
}

function stagesIn(m: Machine, args: readonly Value[]): Value[] {
  const [first] = args;
  return first?.kind === 'object' && first.elements !== undefined
    ? [...elementsOf(m, first), ...args.slice(1)]
    : [...args];
}

/** `pipeline(a, b, c, callback)`: the callback is told an error, or that all has gone through. */
const pipelineWithCallback: NativeCall = (m, { args, node }) => {
  const callback = args.at(-1);
  const hasCallback = callback !== undefined && isFunction(callback);
  const last = runStages(m, stagesIn(m, hasCallback ? args.slice(0, -1) : args), node);
  const error = anyOf([constant(null), unknown('external-call', node, 'error')]);
  if (hasCallback) m.call(callback, { self: undefinedValue, args: [error], node, later: true });
  return last;
};

const pipelinePromise: NativeCall = (m, { args, node }) => runStages(m, stagesIn(m, args), node);

/** `finished(stream, callback)` */
const finished: NativeCall = (m, { args, node }) => {
  const callback = args.at(-1);
  const error = anyOf([constant(null), unknown('external-call', node, 'error')]);
  if (callback !== undefined && isFunction(callback))
    m.call(callback, { self: undefinedValue, args: [error], node, later: true });
  return undefinedValue;
};

/** `node:stream` and its copies. */
export function streamModule(m: Machine, name: string): Value {
  const made = openModule(m, name, { pipeline: pipelineWithCallback, finished });
  const classes = {
    Readable: streamClass(m, 'Readable', 'readable'),
    Writable: streamClass(m, 'Writable', 'writable'),
    ...Object.fromEntries(['Transform', 'Duplex', 'PassThrough'].map((key) => [key, streamClass(m, key, 'duplex')])),
  };
  for (const [key, type] of Object.entries(classes)) {
    defineOwn(m, type, 'from', nativeFunction(m, 'from', streamFrom(type)));
    defineOwn(m, made, key, type);
  }
  defineOwn(m, made, 'promises', streamPromisesModule(m));
  for (const key of ['Stream', 'default']) defineOwn(m, made, key, made);
  return made;
}

/** `node:stream/promises` */
export function streamPromisesModule(m: Machine): Value {
  return openModule(m, 'stream/promises', { pipeline: pipelinePromise, finished });
}

/** `through2(options, transform, flush)` */
export function throughModule(m: Machine): Value {
  const type = streamClass(m, 'Transform', 'duplex');
  const make: NativeCall = (machine, { args, node }) => {
    const [transform = undefinedValue, flush = undefinedValue] = args.filter(isFunction);
    return machine.construct(type, {
      self: undefinedValue,
      args: [objectOf(machine, node, { transform, flush })],
      node,
    });
  };
  const made = nativeFunction(m, 'through2', make, make);
  for (const key of ['obj', 'ctor', 'default']) defineOwn(m, made, key, nativeFunction(m, key, make, make));
  return made;
}
