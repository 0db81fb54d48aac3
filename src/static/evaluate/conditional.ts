import type { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../machine/scope.ts';
import { truthOf } from '../machine/truth.ts';
import { decide } from '../value/choice.ts';
import type { Value } from '../value/value.ts';

// c ? a : b  ⇒  a, b, or either, as far as c is known
export function evaluateConditional(m: Machine, node: ts.ConditionalExpression, scope: Scope): Value {
  const condition = truthOf(m.evaluate(node.condition, scope));
  if (condition !== undefined) return m.evaluate(condition ? node.whenTrue : node.whenFalse, scope);
  const point = m.point(node);
  return decide(
    point,
    branchValues(m, point, [() => m.evaluate(node.whenTrue, scope), () => m.evaluate(node.whenFalse, scope)]),
  );
}
