import type { ts } from 'ts-morph';
import { yieldAll, yieldOne } from '../language/yielding.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';

// yield a  ⇒  a is one of what the generator gives; what comes back is what `next` is called with
// yield* a  ⇒  what iterating over a visits; what comes back is what a generator returns
export function evaluateYield(m: Machine, node: ts.YieldExpression, scope: Scope): Value {
  const value = node.expression === undefined ? undefinedValue : m.evaluate(node.expression, scope);
  const frame = m.frames.at(-1);
  if (frame === undefined) return unknown('external-call', node, 'yield');
  return node.asteriskToken === undefined ? yieldOne(m, frame, value, node) : yieldAll(m, frame, value, node);
}
