import type { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { doubtsAbout } from '../opaque/doubt.ts';
import { choiceOf, decide, optionsOf, within } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { singleTruth, truthOf } from '../value/truth.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { commonWorld, type World } from '../value/world.ts';

// c ? a : b  ⇒  a, b, or either, as far as c is known
export function evaluateConditional(m: Machine, node: ts.ConditionalExpression, scope: Scope): Value {
  const condition = m.evaluate(node.condition, scope);
  const truth = truthOf(condition);
  if (truth !== undefined) return m.evaluate(truth ? node.whenTrue : node.whenFalse, scope);
  const point = m.point(node);
  const [whenTrue = undefinedValue, whenFalse = undefinedValue] = branchValues(
    m,
    point,
    [() => m.evaluate(node.whenTrue, scope), () => m.evaluate(node.whenFalse, scope)],
    [true, false].map((way) => doubtsAbout(m, node.condition, way, scope)),
  );
  return decide(point, [
    choiceOf(within(decidedBy(condition, true), whenTrue)),
    choiceOf(within(decidedBy(condition, false), whenFalse)),
  ]);
}

/** The earlier decisions that a condition rests on: all that its true (or false) alternatives have in common. */
function decidedBy(condition: Value, truth: boolean): World {
  return optionsOf(condition)
    .filter((option) => singleTruth(option.value) !== !truth)
    .map(({ world }) => world)
    .reduce(commonWorld);
}
