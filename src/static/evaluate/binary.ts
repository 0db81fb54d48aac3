import { ts } from 'ts-morph';
import { isInstanceOf } from '../heap/instance-of.ts';
import { findMember } from '../heap/property.ts';
import { toPrimitive } from '../heap/to-primitive.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import { combineValues, foundPart, mapValue, optionsOf } from '../value/choice.ts';
import { compare } from '../value/compare.ts';
import type { Scope } from '../value/scope.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import { concat } from '../value/text.ts';
import { singleTruth } from '../value/truth.ts';
import { type Constant, constant, type Single, unknown, type Value } from '../value/value.ts';
import { arithmetic } from './arithmetic.ts';
import { isIn } from './is-in.ts';
import { evaluateShortCircuit, isShortCircuit } from './short-circuit.ts';

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
      return compare(...loosely(m, left, right, node), node, { loose: true, equal: true });
    case SyntaxKind.EqualsEqualsEqualsToken:
      return compare(left, right, node, { loose: false, equal: true });
    case SyntaxKind.ExclamationEqualsToken:
      return compare(...loosely(m, left, right, node), node, { loose: true, equal: false });
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return compare(left, right, node, { loose: false, equal: false });
    case SyntaxKind.InstanceOfKeyword:
      return saysItself(m, left, right, node) ?? isInstanceOf(left, right, node);
    case SyntaxKind.InKeyword:
      return isIn(m, left, right, node);
    default:
      return arithmetic(operator, toPrimitive(m, left, 'number', node), toPrimitive(m, right, 'number', node), node);
  }
}

/** What `==` compares: an object counts as what it is worth where the other side is none. */
function loosely(m: Machine, left: Value, right: Value, node: ts.Node): [Value, Value] {
  const isOther = (value: Value) => optionsOf(value).some(({ value: single }) => single.kind !== 'object');
  return [
    isOther(right) ? toPrimitive(m, left, 'default', node) : left,
    isOther(left) ? toPrimitive(m, right, 'default', node) : right,
  ];
}

// v instanceof C, where C has [Symbol.hasInstance]  ⇒  what that says
function saysItself(m: Machine, left: Value, right: Value, node: ts.Node): Value | undefined {
  if (right.kind !== 'object') return undefined;
  const method = findMember(m, right, wellKnownKey('hasInstance'), right, node);
  if (method?.kind !== 'object' && method?.kind !== 'choice') return undefined;
  return mapValue(m.call(method, { self: right, args: [left], node }), (single) => {
    const truth = singleTruth(single);
    return truth === undefined ? unknown('not-text', node) : constant(truth);
  });
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
  const [first, second] = [left, right].map((part) => toPrimitive(m, foundPart(part), 'default', node));
  return combineValues(first ?? left, second ?? right, (a, b) => {
    // `page + 1` is another page: what is unknown may be a number.
    if (a.kind === 'unknown' && isNumeric(b)) return a;
    if (b.kind === 'unknown' && isNumeric(a)) return b;
    if (!isNumeric(a) || !isNumeric(b)) return concat(textOf(m, a), textOf(m, b));
    const sum = Number(a.value) + Number(b.value);
    return Number.isNaN(sum) ? unknown('not-text', node) : constant(sum);
  });
}

/** Numbers and booleans add up; `null` and `undefined` in a sum are texts that were not set yet. */
function isNumeric(value: Single): value is Constant {
  return value.kind === 'constant' && value.value !== undefined && value.value !== null;
}
