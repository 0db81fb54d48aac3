import { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import { isInstanceOf } from '../machine/instance-of.ts';
import type { Machine } from '../machine/machine.ts';
import { getProperty, keyText } from '../machine/property.ts';
import type { Scope } from '../machine/scope.ts';
import { singleTruth } from '../machine/truth.ts';
import { hasKey } from '../natives/object.ts';
import { textOf } from '../natives/text-of.ts';
import { choiceOf, combineValues, foundPart, optionsOf, within } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import {
  type Constant,
  constant,
  type Option,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../value/value.ts';
import { withDecision } from '../value/world.ts';

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
      return compare(left, right, node, { loose: true, equal: true });
    case SyntaxKind.EqualsEqualsEqualsToken:
      return compare(left, right, node, { loose: false, equal: true });
    case SyntaxKind.ExclamationEqualsToken:
      return compare(left, right, node, { loose: true, equal: false });
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return compare(left, right, node, { loose: false, equal: false });
    case SyntaxKind.InstanceOfKeyword:
      return isInstanceOf(left, right, node);
    case SyntaxKind.InKeyword:
      return isIn(m, left, right, node);
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
  // What a lookup may not find is no part of an address.
  return combineValues(foundPart(left), foundPart(right), (a, b) => {
    if (!isNumeric(a) || !isNumeric(b)) return concat(textOf(m, a), textOf(m, b));
    const sum = Number(a.value) + Number(b.value);
    return Number.isNaN(sum) ? unknown('not-text', node) : constant(sum);
  });
}

/** Numbers and booleans add up; `null` and `undefined` in a sum are texts that were not set yet. */
function isNumeric(value: Single): value is Constant {
  return value.kind === 'constant' && value.value !== undefined && value.value !== null;
}

function isShortCircuit(operator: ts.SyntaxKind): boolean {
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
  const [, right = undefinedValue] = branchValues(m, point, [
    () => undefinedValue,
    () => m.evaluate(node.right, scope),
  ]);
  const isAnd = operator === SyntaxKind.AmpersandAmpersandToken;
  return choiceOf(
    options.flatMap((option) => {
      const answer = stops(option.value);
      const stopped = answer === false ? [] : along(point, 0, isAnd ? asFalsy(option) : asDefined(option));
      const goneOn = answer === true ? [] : along(point, 1, option).flatMap(({ world }) => within(world, right));
      return [...stopped, ...goneOn];
    }),
  );
}

/** The option as it is on one way of a decision. */
function along(point: string, way: number, { value, world }: Option): Option[] {
  const decided = withDecision(world, point, way);
  return decided === undefined ? [] : [{ value, world: decided }];
}

/** What is left of `a ?? b` or `a || b` when a is the answer is something. */
function asDefined({ value, world }: Option): Option {
  return { value: value.kind === 'unknown' ? { kind: 'unknown', gap: { ...value.gap, defined: true } } : value, world };
}

/** What is left of `a && b` when a is the answer is nothing. */
function asFalsy({ value, world }: Option): Option {
  return { value: value.kind === 'unknown' || value.kind === 'text' ? undefinedValue : value, world };
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

interface Comparison {
  /** `==` rather than `===`. */
  readonly loose: boolean;
  /** `==` rather than `!=`. */
  readonly equal: boolean;
}

// a === b  ⇒  known when both are known texts or constants
function compare(left: Value, right: Value, node: ts.Node, { loose, equal }: Comparison): Value {
  return combineValues(left, right, (a, b) => {
    const isEqual = areEqual(a, b, loose);
    return isEqual === undefined ? unknown('not-text', node) : constant(isEqual === equal);
  });
}

function areEqual(a: Single, b: Single, loose: boolean): boolean | undefined {
  const x = plainOf(a);
  const y = plainOf(b);
  // biome-ignore lint/suspicious/noDoubleEquals: the program's own loose comparison.
  if (x !== undefined && y !== undefined) return loose ? x.value == y.value : x.value === y.value;
  if (a.kind === 'object' && b.kind === 'object') return a === b;
  const isDefined = (single: Single) => single.kind === 'unknown' && single.gap.defined === true;
  const differ = (s: Single, t: Single) =>
    // An object is never `undefined`, and strictly never a text; nor is what is known to be something nothing.
    (s.kind === 'object' && (isNothing(t) || (!loose && t.kind !== 'unknown'))) || (isDefined(s) && isNothing(t));
  return differ(a, b) || differ(b, a) ? false : undefined;
}

function isNothing(value: Single): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null);
}

/** The value itself, when it is known whole. */
function plainOf(value: Single): { readonly value: string | Constant['value'] } | undefined {
  if (value.kind === 'constant') return { value: value.value };
  const text = plainText(value);
  return text === undefined ? undefined : { value: text };
}

// k in o
function isIn(m: Machine, left: Value, right: Value, node: ts.Node): Value {
  const key = keyText(left.kind === 'choice' ? undefinedValue : left);
  const own = hasKey(m, right, left, node);
  if (own.kind !== 'constant' || own.value === true || key === undefined || right.kind !== 'object') return own;
  // Inherited members count as well.
  return constant(!isNothingValue(getProperty(m, right, key, node)));
}

function isNothingValue(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

export function arithmetic(operator: ts.SyntaxKind, left: Value, right: Value, node: ts.Node): Value {
  return combineValues(left, right, (a, b) => {
    const x = plainOf(a)?.value;
    const y = plainOf(b)?.value;
    const areTexts = typeof x === 'string' && typeof y === 'string' && isComparison(operator);
    if (!areTexts && (typeof x !== 'number' || typeof y !== 'number')) return unknown('not-text', node);
    // Two texts are compared as texts, and `calculate` does the same to both kinds.
    const result = calculate(operator, x as number, y as number);
    return result === undefined ? unknown('not-text', node) : constant(result);
  });
}

function isComparison(operator: ts.SyntaxKind): boolean {
  return operator >= SyntaxKind.LessThanToken && operator <= SyntaxKind.GreaterThanEqualsToken;
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
    case SyntaxKind.AsteriskAsteriskToken:
      return x ** y;
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
