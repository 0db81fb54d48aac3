import type { ts } from 'ts-morph';
import { iterationOf } from '../../heap/iteration.ts';
import { appendElement, elementsOf } from '../../heap/list.ts';
import { arrayOf, defineOwn, nativeFunction } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import { branchValues } from '../../machine/branch.ts';
import type { Machine } from '../../machine/machine.ts';
import { mayBeAbsent, optionsOf, presentPart } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { literal, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { emit } from '../emitter.ts';

/** Where a stream keeps what it has given so far, and the streams that get what it gives. */
const chunksKey = '[Symbol(chunks)]';
const targetsKey = '[Symbol(targets)]';

function listIn(m: Machine, stream: HeapObject, key: string, node: ts.Node): HeapObject {
  const cell = stream.properties.get(key);
  const known = cell === undefined ? undefined : m.store.read(cell);
  if (known?.kind === 'object') return known;
  const made = arrayOf(m, node, []);
  defineOwn(m, stream, key, made);
  return made;
}

/** What a stream has given so far, as a list. */
export function chunksOf(m: Machine, stream: HeapObject, node: ts.Node): HeapObject {
  return listIn(m, stream, chunksKey, node);
}

/** `stream.push(chunk)`: whoever listens or is piped to gets it. Nothing at all is the end. */
export function push(m: Machine, stream: Value, chunk: Value, node: ts.Node): void {
  const isEnd = chunk.kind === 'constant' && (chunk.value ?? undefined) === undefined;
  for (const { value: object } of optionsOf(stream)) {
    if (object.kind !== 'object' || isEnd) continue;
    appendElement(m, chunksOf(m, object, node), chunk);
    emit(m, object, literal('data'), [chunk], node);
    for (const target of elementsOf(m, listIn(m, object, targetsKey, node))) write(m, target, chunk, node);
  }
}

/** Gives a chunk to whatever takes chunks: a stream of the platform's classes, or a thing of the program's own. */
export function write(m: Machine, target: Value, chunk: Value, node: ts.Node): Value {
  return m.call(getProperty(m, target, 'write', node), { self: target, args: [chunk], node });
}

export function end(m: Machine, target: Value, node: ts.Node): void {
  m.call(getProperty(m, target, 'end', node), { self: target, args: [], node });
}

/**
 * Runs a step of a stream that the program has written (`_transform`, `_write`, `_flush`), with a callback that is told
 * an error, or what comes out; whether there is such a step.
 */
export function runStep(m: Machine, stream: Value, name: string, args: readonly Value[], node: ts.Node): boolean {
  const step = getProperty(m, stream, name, node);
  if (step.kind !== 'object' && step.kind !== 'choice') return false;
  const callback = nativeFunction(m, 'callback', (machine, call) => {
    push(machine, stream, call.args[1] ?? undefinedValue, call.node);
    return undefinedValue;
  });
  m.call(step, { self: stream, args: [...args, callback], node });
  return true;
}

/** Gives a stream everything that a source brings, then its end. */
export function feed(m: Machine, source: Value, target: Value, node: ts.Node): void {
  for (const { value } of optionsOf(source)) {
    const stream = value.kind === 'object' ? value : undefined;
    if (stream !== undefined) read(m, stream, node);
    const items = iterationOf(m, value, node) ?? { slots: [], more: unknown('external-call', node, 'chunk') };
    for (const slot of items.slots) {
      const chunk = presentPart(slot);
      if (chunk === undefined) continue;
      if (mayBeAbsent(slot)) perhaps(m, node, () => write(m, target, chunk, node));
      else write(m, target, chunk, node);
    }
    const { more } = items;
    if (more !== undefined) perhaps(m, node, () => write(m, target, more, node));
  }
  end(m, target, node);
}

function perhaps(m: Machine, node: ts.Node, run: () => Value): void {
  branchValues(m, m.point(node), [run, () => undefinedValue]);
}

/** `source.pipe(target)`: what was given already, and what is given later. */
export function pipe(m: Machine, source: HeapObject, target: Value, node: ts.Node): void {
  feed(m, source, target, node);
  appendElement(m, listIn(m, source, targetsKey, node), target);
}

/** Has a source that the program has written bring what it has. */
export function read(m: Machine, stream: HeapObject, node: ts.Node): void {
  const step = getProperty(m, stream, '_read', node);
  if (step.kind === 'object' && step.brand?.kind === 'function')
    m.call(step, { self: stream, args: [unknown('external-call', node, 'size')], node });
}
