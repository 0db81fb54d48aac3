import type { ts } from 'ts-morph';
import { markedPart } from '../heap/awaiting-mark.ts';
import { generatorsIn, runGenerator, type Yielded } from '../heap/generator.ts';
import { iterationOf } from '../heap/iteration.ts';
import { byIndex } from '../heap/list.ts';
import { getProperty } from '../heap/property.ts';
import { awaited } from '../heap/thenable.ts';
import type { Frame } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import { type Single, undefinedValue, unknown, type Value } from '../value/value.ts';

/** Gives a value to whoever drives the body, or iterates over it, and returns what comes back. */
export function yieldOne(m: Machine, frame: Frame, value: Value, node: ts.Node): Value {
  if (frame.drivenBy === 'awaiter') return awaited(m, value, node);
  const comesBack = frame.sent ?? unknown('external-call', node, 'yield');
  const marked = frame.drivenBy === undefined ? undefined : markedPart(m, value);
  if (marked === undefined) {
    give(m, frame, value, true);
    return comesBack;
  }
  const back = awaited(m, marked.awaited, node);
  if (marked.rest === undefined) return back;
  give(m, frame, marked.rest, false);
  return anyOf([back, comesBack]);
}

/** Notes what is given, and the state at which whoever iterates may leave it. */
function give(m: Machine, frame: Frame, value: Value, isSure: boolean): void {
  frame.yields.push({
    value,
    isSure: isSure && m.store.depth === frame.depth + 1,
    state: m.store.writesAbove(frame.depth),
  });
}

/** Gives everything that iterating over a value visits; what comes back is what a generator returns. */
export function yieldAll(m: Machine, frame: Frame, value: Value, node: ts.Node): Value {
  const [only, ...others] = optionsOf(value);
  const results = optionsOf(value).map(({ value: single }) => visitedBy(m, frame, single, node));
  for (const { known, more } of results) {
    for (const item of known) give(m, frame, delegated(m, frame, item, node), others.length === 0);
    if (more !== undefined) give(m, frame, delegated(m, frame, more, node), false);
  }
  return only !== undefined && others.length === 0
    ? (results[0]?.returned ?? undefinedValue)
    : unknown('external-call', node, 'yield*');
}

/** A helper that passes on another async generator marks its answers, which come as `{ value, done }`. */
function delegated(m: Machine, frame: Frame, item: Value, node: ts.Node): Value {
  const marked = frame.drivenBy === 'async-generator' ? markedPart(m, item) : undefined;
  if (marked === undefined) return item;
  const answer = getProperty(m, awaited(m, marked.awaited, node), 'value', node);
  return marked.rest === undefined ? answer : anyOf([answer, marked.rest]);
}

function visitedBy(m: Machine, frame: Frame, single: Single, node: ts.Node): Yielded {
  const [generator] = generatorsIn(single);
  if (generator !== undefined) return runGenerator(m, generator.brand, frame.sent);
  const visited = iterationOf(m, single, node);
  const returned = unknown('external-call', node, 'yield*');
  return visited === undefined
    ? { known: [], more: returned, returned }
    : { ...byIndex(visited.slots, visited.more), returned };
}
