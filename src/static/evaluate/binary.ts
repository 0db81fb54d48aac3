import { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import { isInstanceOf } from '../machine/instance-of.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../machine/scope.ts';
import { singleTruth } from '../machine/truth.ts';
import { textOf } from '../natives/text-of.ts';
import { choiceOf, combineValues, decide, optionsOf } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import { constant, type Option, plainText, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';

const { SyntaxKind } = ts;

export function evaluateBinary(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  const operator = node.operatorToken.kind;
  if (operator === SyntaxKind.PlusToken) return evaluateSum(m, node, scope);
  if (isShortCircuit(operator)) return evaluateShortCircuit(m, node, operator, scope);
  const left = m.evaluate(node.left, scope);
  const right = m.evaluate(node.right, scope);
  switch (operator) {
    case SyntaxKind.CommaToken:
      return right;
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return compare(left, right, node, true);
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return compare(left, right, node, false);
    case SyntaxKind.InstanceOfKeyword:
      return isInstanceOf(left, right, node);
    case SyntaxKind.InKeyword:
      return isIn(left, right, node);
    default:
      return arithmetic(operator, left, right, node);
  }
}

/** A long sum is a tower of nodes on its left side: it is taken down in a loop, not by recursion. */
function evaluateSum(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  const sums: ts.BinaryExpression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === SyntaxKind.PlusToken) {
    sums.push(left);
    left = left.left;
  }
  return sums.reduceRight<Value>(
    (sum, part) => add(m, sum, m.evaluate(part.right, scope), part),
    m.evaluate(left, scope),
  );
}

// a + b  ⇒  the texts one after the other; numbers are added
export function add(m: Machine, left: Value, right: Value, node: ts.Node): Value {
  const number = combineValues(left, right, (a, b) =>
    a.kind === 'constant' && b.kind === 'constant' && typeof a.value === 'number' && typeof b.value === 'number'
      ? constant(a.value + b.value)
      : undefinedValue,
  );
  if (number.kind === 'constant' && typeof number.value === 'number') return number;
  if (isNumeric(left) && isNumeric(right)) return unknown('not-text', node);
  return concat(textOf(m, left), textOf(m, right));
}

function isNumeric(value: Value): boolean {
  return optionsOf(value).every((option) => option.value.kind === 'constant' && typeof option.value.value === 'number');
}

function isShortCircuit(operator: ts.SyntaxKind): boolean {
  return (
    operator === SyntaxKind.BarBarToken ||
    operator === SyntaxKind.AmpersandAmpersandToken ||
    operator === SyntaxKind.QuestionQuestionToken
  );
}

// a || b, a ?? b  ⇒  a's alternatives that stop there, and b for the others;  a && b  ⇒  b, where a lets it be
function evaluateShortCircuit(m: Machine, node: ts.BinaryExpression, operator: ts.SyntaxKind, scope: Scope): Value {
  const left = m.evaluate(node.left, scope);
  const stops = (value: Single) => stopsAt(operator, value);
  const options = optionsOf(left);
  const answers = new Set(options.map((option) => stops(option.value)));
  if (answers.size === 1 && answers.has(true)) return left;
  if (answers.size === 1 && answers.has(false)) return m.evaluate(node.right, scope);
  const point = m.point(node);
  const [right = undefinedValue] = branchValues(m, point, [() => m.evaluate(node.right, scope), () => undefinedValue]);
  if (operator === SyntaxKind.AmpersandAmpersandToken) return decide(point, [right, undefinedValue]);
  const kept = options.filter((option) => stops(option.value) !== false).map(asDefined);
  return decide(point, [choiceOf(kept), right]);
}

/** What is left of `a ?? b` or `a || b` when a is the answer is something. */
function asDefined({ value, world }: Option): Option {
  return { value: value.kind === 'unknown' ? { kind: 'unknown', gap: { ...value.gap, defined: true } } : value, world };
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

// a === b  ⇒  known when both are known texts or constants
function compare(left: Value, right: Value, node: ts.Node, equal: boolean): Value {
  return combineValues(left, right, (a, b) => {
    const x = comparable(a);
    const y = comparable(b);
    if (x === undefined || y === undefined) {
      return a.kind === 'object' && b.kind === 'object' ? constant((a === b) === equal) : differs(a, b, equal, node);
    }
    return constant((x === y) === equal);
  });
}

/** An object is never a text, and never `undefined`. */
function differs(a: Single, b: Single, equal: boolean, node: ts.Node): Value {
  const isDefined = (x: Single) => x.kind === 'unknown' && x.gap.defined === true;
  const isNothing = (y: Single) => y.kind === 'constant' && (y.value === undefined || y.value === null);
  const isMixed = (x: Single, y: Single) =>
    (x.kind === 'object' && (y.kind === 'constant' || y.kind === 'text')) || (isDefined(x) && isNothing(y));
  return isMixed(a, b) || isMixed(b, a) ? constant(!equal) : unknown('not-text', node);
}

function comparable(value: Single): string | undefined {
  if (value.kind === 'constant')
    return value.value === null || value.value === undefined ? 'nothing' : `c:${value.value}`;
  const text = plainText(value);
  return text === undefined ? undefined : `t:${text}`;
}

function isIn(left: Value, right: Value, node: ts.Node): Value {
  const key = plainText(left);
  if (key === undefined || right.kind !== 'object' || right.open !== undefined) return unknown('not-text', node);
  return right.properties.has(key) ? constant(true) : constant(false);
}

function arithmetic(operator: ts.SyntaxKind, left: Value, right: Value, node: ts.Node): Value {
  return combineValues(left, right, (a, b) => {
    const x = a.kind === 'constant' && typeof a.value === 'number' ? a.value : undefined;
    const y = b.kind === 'constant' && typeof b.value === 'number' ? b.value : undefined;
    if (x === undefined || y === undefined) return unknown('not-text', node);
    const result = calculate(operator, x, y);
    return result === undefined ? unknown('not-text', node) : constant(result);
  });
}

function calculate(operator: ts.SyntaxKind, x: number, y: number): number | boolean | undefined {
  switch (operator) {
    case SyntaxKind.MinusToken:
      return x - y;
    case SyntaxKind.AsteriskToken:
      return x * y;
    case SyntaxKind.SlashToken:
      return x / y;
    case SyntaxKind.PercentToken:
      return x % y;
    case SyntaxKind.LessThanToken:
      return x < y;
    case SyntaxKind.GreaterThanToken:
      return x > y;
    case SyntaxKind.LessThanEqualsToken:
      return x <= y;
    case SyntaxKind.GreaterThanEqualsToken:
      return x >= y;
    default:
      return undefined;
  }
}
