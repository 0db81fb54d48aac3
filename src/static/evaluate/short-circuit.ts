import { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { doubtsAbout } from '../opaque/doubt.ts';
import { choiceOf, optionsOf, within } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { singleTruth } from '../value/truth.ts';
import { type Option, type Single, undefinedValue, type Value } from '../value/value.ts';
import { nthWay } from '../value/ways.ts';
import { withDecision } from '../value/world.ts';
import { Assumption, type Said, saidBy } from './assumption.ts';

const { SyntaxKind } = ts;

export function isShortCircuit(operator: ts.SyntaxKind): boolean {
  return (
    operator === SyntaxKind.BarBarToken ||
    operator === SyntaxKind.AmpersandAmpersandToken ||
    operator === SyntaxKind.QuestionQuestionToken
  );
}

// a || b, a ?? b  ⇒  a's alternatives that stop there, and b for the others;  a && b  ⇒  b, where a lets it be
export function evaluateShortCircuit(
  m: Machine,
  node: ts.BinaryExpression,
  operator: ts.SyntaxKind,
  scope: Scope,
): Value {
  const left = m.evaluate(node.left, scope);
  const stops = (value: Single) => stopsAt(operator, value);
  const options = optionsOf(left);
  const answers = new Set(options.map((option) => stops(option.value)));
  if (answers.size === 1 && answers.has(true)) return left;
  if (answers.size === 1 && answers.has(false)) return m.evaluate(node.right, scope);
  const point = m.point(node);
  const isAnd = operator === SyntaxKind.AmpersandAmpersandToken;
  const assumption = new Assumption(m, saidByLeft(m, node, operator, left, scope));
  const [, right = undefinedValue] = branchValues(
    m,
    point,
    [() => undefinedValue, () => m.evaluate(node.right, scope)].map((run, way) => () => {
      assumption.enter(way);
      const value = run();
      assumption.leave(way);
      return value;
    }),
    [[], doubtsAbout(m, node.left, isAnd, scope)],
  );
  assumption.meet(point);
  return choiceOf(
    options.flatMap((option) => {
      const answer = stops(option.value);
      const stopped = answer === false ? [] : along(point, 0, isAnd ? asFalsy(option) : asDefined(option));
      const goneOn =
        answer === true ? [] : along(point, 1, option).flatMap((way) => marked(way, within(way.world, right)));
      return [...stopped, ...goneOn];
    }),
  );
}

/** What the left side says where it is the answer, and where the right side is. */
function saidByLeft(
  m: Machine,
  { left: node }: ts.BinaryExpression,
  operator: ts.SyntaxKind,
  left: Value,
  scope: Scope,
): readonly Said[] {
  if (operator === SyntaxKind.QuestionQuestionToken) return [];
  const [whenTrue, whenFalse] = saidBy(m, node, left, scope);
  return operator === SyntaxKind.AmpersandAmpersandToken ? [whenFalse, whenTrue] : [whenTrue, whenFalse];
}

/** Where only interference lets the left side go on, what follows is interference as well. */
function marked({ interference }: Option, options: readonly Option[]): readonly Option[] {
  return interference === undefined ? options : options.map((option) => ({ ...option, interference }));
}

/** The option as it is on one way of a decision. */
function along(point: string, way: number, option: Option): Option[] {
  const decided = withDecision(option.world, point, nthWay(way, 2));
  return decided === undefined ? [] : [{ ...option, world: decided }];
}

/** What is left of `a ?? b` or `a || b` when a is the answer is something. */
function asDefined(option: Option): Option {
  const { value } = option;
  return value.kind === 'unknown'
    ? { ...option, value: { kind: 'unknown', gap: { ...value.gap, defined: true } } }
    : option;
}

/** What is left of `a && b` when a is the answer is nothing. */
function asFalsy(option: Option): Option {
  const isNothing = option.value.kind === 'unknown' || option.value.kind === 'text';
  return isNothing ? { ...option, value: undefinedValue } : option;
}

/** Whether the left side is the answer; `undefined` when that is not known. */
function stopsAt(operator: ts.SyntaxKind, value: Single): boolean | undefined {
  if (operator === SyntaxKind.QuestionQuestionToken) {
    if (value.kind === 'unknown') return undefined;
    return !(value.kind === 'constant' && (value.value === undefined || value.value === null));
  }
  const truth = singleTruth(value);
  if (truth === undefined) return undefined;
  return operator === SyntaxKind.BarBarToken ? truth : !truth;
}
