import type { ts } from 'ts-morph';
import { generatorsIn, runGenerator, type Yielded } from '../heap/generator.ts';
import { iterationOf } from '../heap/iteration.ts';
import { byIndex } from '../heap/list.ts';
import type { Frame } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { type Single, undefinedValue, unknown, type Value } from '../value/value.ts';

// yield a  ⇒  a is one of what the generator gives; what comes back is what `next` is called with
export function evaluateYield(m: Machine, node: ts.YieldExpression, scope: Scope): Value {
  const value = node.expression === undefined ? undefinedValue : m.evaluate(node.expression, scope);
  const frame = m.frames.at(-1);
  if (frame === undefined) return unknown('external-call', node, 'yield');
  const comesBack = frame.sent ?? unknown('external-call', node, 'yield');
  if (node.asteriskToken !== undefined) return delegate(m, frame, value, node);
  give(m, frame, value, true);
  return comesBack;
}

/** Notes what is given, and the state at which whoever iterates may leave it. */
function give(m: Machine, frame: Frame, value: Value, isSure: boolean): void {
  frame.yields.push({ value, isSure: isSure && m.store.depth === frame.depth + 1 });
  frame.exits.push(m.store.writesAbove(frame.depth));
}

// yield* a  ⇒  what iterating over a visits; what comes back is what a generator returns
function delegate(m: Machine, frame: Frame, value: Value, node: ts.Node): Value {
  const [only, ...others] = optionsOf(value);
  const results = optionsOf(value).map(({ value: single }) => visitedBy(m, frame, single, node));
  for (const { known, more } of results) {
    for (const item of known) give(m, frame, item, others.length === 0);
    if (more !== undefined) give(m, frame, more, false);
  }
  return only !== undefined && others.length === 0
    ? (results[0]?.returned ?? undefinedValue)
    : unknown('external-call', node, 'yield*');
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
