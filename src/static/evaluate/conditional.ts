import type { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { doubtsAbout } from '../opaque/doubt.ts';
import { choiceOf, decide, within } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { truthOf } from '../value/truth.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { Assumption, decidedBy, saidBy } from './assumption.ts';

// c ? a : b  ⇒  a, b, or either, as far as c is known
export function evaluateConditional(m: Machine, node: ts.ConditionalExpression, scope: Scope): Value {
  const condition = m.evaluate(node.condition, scope);
  const truth = truthOf(condition);
  if (truth !== undefined) return m.evaluate(truth ? node.whenTrue : node.whenFalse, scope);
  const point = m.point(node);
  const assumption = new Assumption(m, saidBy(m, node.condition, condition, scope));
  const way = (index: number, part: ts.Expression) => () => {
    assumption.enter(index);
    const value = m.evaluate(part, scope);
    assumption.leave(index);
    return value;
  };
  const [whenTrue = undefinedValue, whenFalse = undefinedValue] = branchValues(
    m,
    point,
    [way(0, node.whenTrue), way(1, node.whenFalse)],
    [true, false].map((way) => doubtsAbout(m, node.condition, way, scope)),
  );
  assumption.meet(point);
  return decide(point, [
    choiceOf(within(decidedBy(condition, true), whenTrue)),
    choiceOf(within(decidedBy(condition, false), whenFalse)),
  ]);
}
