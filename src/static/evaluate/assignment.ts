import { ts } from 'ts-morph';
import { setGlobal } from '../heap/global-cell.ts';
import { setIndexed } from '../heap/indexed.ts';
import { getProperty, setProperty } from '../heap/property.ts';
import { elementAt, listed, restOf, tailOf } from '../heap/take-apart.ts';
import { toPrimitive } from '../heap/to-primitive.ts';
import { propertyNameText, withDefault } from '../language/bind.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { arithmetic } from './arithmetic.ts';
import { add } from './binary.ts';
import { evaluateShortCircuit } from './short-circuit.ts';

const { SyntaxKind } = ts;

export function isAssignment(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

// x = e, x += e, x ||= e
export function evaluateAssignment(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  const { kind } = node.operatorToken;
  if (kind === SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) {
    // What is written to is looked up before what is written: `a.next = a = { … }`.
    const object = objectOf(m, node.left, scope);
    const written = m.evaluate(node.right, scope);
    setProperty(m, object, node.left.name.text, written, node.left);
    return written;
  }
  const value = newValue(m, node, kind, scope);
  assignTo(m, node.left, value, scope);
  return value;
}

function newValue(m: Machine, node: ts.BinaryExpression, kind: ts.SyntaxKind, scope: Scope): Value {
  switch (kind) {
    case SyntaxKind.EqualsToken:
      return m.evaluate(node.right, scope);
    case SyntaxKind.PlusEqualsToken:
      return add(m, m.evaluate(node.left, scope), m.evaluate(node.right, scope), node);
    case SyntaxKind.BarBarEqualsToken:
      return evaluateShortCircuit(m, node, SyntaxKind.BarBarToken, scope);
    case SyntaxKind.QuestionQuestionEqualsToken:
      return evaluateShortCircuit(m, node, SyntaxKind.QuestionQuestionToken, scope);
    case SyntaxKind.AmpersandAmpersandEqualsToken:
      return evaluateShortCircuit(m, node, SyntaxKind.AmpersandAmpersandToken, scope);
    default:
      return arithmetic(
        plainOperator(kind),
        toPrimitive(m, m.evaluate(node.left, scope), 'number', node),
        toPrimitive(m, m.evaluate(node.right, scope), 'number', node),
        node,
      );
  }
}

/** `-` for `-=`. */
function plainOperator(kind: ts.SyntaxKind): ts.SyntaxKind {
  switch (kind) {
    case SyntaxKind.MinusEqualsToken:
      return SyntaxKind.MinusToken;
    case SyntaxKind.AsteriskEqualsToken:
      return SyntaxKind.AsteriskToken;
    case SyntaxKind.SlashEqualsToken:
      return SyntaxKind.SlashToken;
    case SyntaxKind.PercentEqualsToken:
      return SyntaxKind.PercentToken;
    case SyntaxKind.AsteriskAsteriskEqualsToken:
      return SyntaxKind.AsteriskAsteriskToken;
    case SyntaxKind.AmpersandEqualsToken:
      return SyntaxKind.AmpersandToken;
    case SyntaxKind.BarEqualsToken:
      return SyntaxKind.BarToken;
    case SyntaxKind.CaretEqualsToken:
      return SyntaxKind.CaretToken;
    case SyntaxKind.LessThanLessThanEqualsToken:
      return SyntaxKind.LessThanLessThanToken;
    case SyntaxKind.GreaterThanGreaterThanEqualsToken:
      return SyntaxKind.GreaterThanGreaterThanToken;
    case SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken:
      return SyntaxKind.GreaterThanGreaterThanGreaterThanToken;
    default:
      return SyntaxKind.Unknown;
  }
}

/** Writes to a variable, a property, an element or a pattern of them. */
export function assignTo(m: Machine, target: ts.Expression, value: Value, scope: Scope): void {
  if (ts.isIdentifier(target)) {
    const cell = scope.find(target.text);
    if (cell === undefined) setGlobal(m, target.text, value);
    else m.store.write(cell, value);
  } else if (ts.isPropertyAccessExpression(target)) {
    setProperty(m, objectOf(m, target, scope), target.name.text, value, target);
  } else if (ts.isElementAccessExpression(target)) {
    const object = m.evaluate(target.expression, scope);
    setIndexed(m, object, m.evaluate(target.argumentExpression, scope), value, target);
  } else if (ts.isObjectLiteralExpression(target)) {
    assignObjectPattern(m, target, value, scope);
  } else if (ts.isArrayLiteralExpression(target)) {
    assignArrayPattern(m, target, value, scope);
  } else if (ts.isParenthesizedExpression(target) || ts.isAsExpression(target) || ts.isNonNullExpression(target)) {
    assignTo(m, target.expression, value, scope);
  }
}

function objectOf(m: Machine, { expression }: ts.PropertyAccessExpression, scope: Scope): Value {
  return expression.kind === SyntaxKind.SuperKeyword ? self(scope) : m.evaluate(expression, scope);
}

function self(scope: Scope): Value {
  return scope.activation?.self ?? undefinedValue;
}

// ({ a, b: c = d, ...rest } = e)
function assignObjectPattern(m: Machine, pattern: ts.ObjectLiteralExpression, value: Value, scope: Scope): void {
  const taken: string[] = [];
  for (const property of pattern.properties) {
    if (ts.isShorthandPropertyAssignment(property)) {
      taken.push(property.name.text);
      const read = getProperty(m, value, property.name.text, property);
      assignTo(m, property.name, withDefault(m, read, property.objectAssignmentInitializer, scope), scope);
    } else if (ts.isPropertyAssignment(property)) {
      const name = propertyNameText(m, property.name, scope);
      if (name !== undefined) taken.push(name);
      const read = name === undefined ? unknown('unknown-key', property) : getProperty(m, value, name, property);
      assignWithDefault(m, property.initializer, read, scope);
    } else if (ts.isSpreadAssignment(property)) {
      assignTo(m, property.expression, restOf(m, value, taken, property), scope);
    }
  }
}

// [a, b = c, ...rest] = e
function assignArrayPattern(m: Machine, pattern: ts.ArrayLiteralExpression, iterated: Value, scope: Scope): void {
  const value = listed(m, iterated, pattern);
  for (const [index, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    if (ts.isSpreadElement(element)) assignTo(m, element.expression, tailOf(m, value, index, element), scope);
    else assignWithDefault(m, element, elementAt(m, value, index, element), scope);
  }
}

function assignWithDefault(m: Machine, target: ts.Expression, value: Value, scope: Scope): void {
  if (ts.isBinaryExpression(target) && target.operatorToken.kind === SyntaxKind.EqualsToken) {
    assignTo(m, target.left, withDefault(m, value, target.right, scope), scope);
  } else {
    assignTo(m, target, value, scope);
  }
}
