import { ts } from 'ts-morph';
import { toPrimitive } from '../heap/to-primitive.ts';
import type { Machine } from '../machine/machine.ts';
import { isEverywhere } from '../natives/global-object.ts';
import { removeProperty } from '../natives/remove-property.ts';
import { bare } from '../syntax/bare.ts';
import { isDeclared } from '../syntax/settled-names.ts';
import { mapValue } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { singleTruth } from '../value/truth.ts';
import { constant, isMereGaps, literal, plainText, type Single, unknown, type Value } from '../value/value.ts';
import { assignTo } from './assignment.ts';

const { SyntaxKind } = ts;

// !a, -a, +a, ++a
export function evaluatePrefix(m: Machine, node: ts.PrefixUnaryExpression, scope: Scope): Value {
  const operand = m.evaluate(node.operand, scope);
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return mapValue(operand, (single) => {
        const truth = singleTruth(single);
        return truth === undefined ? unknown('not-text', node) : constant(!truth);
      });
    case SyntaxKind.MinusToken:
      return numeric(toPrimitive(m, operand, 'number', node), node, (number) => -number);
    case SyntaxKind.PlusToken:
      return numeric(toPrimitive(m, operand, 'number', node), node, (number) => number);
    case SyntaxKind.TildeToken:
      return numeric(toPrimitive(m, operand, 'number', node), node, (number) => ~number);
    case SyntaxKind.PlusPlusToken:
      return numeric(count(m, node.operand, scope, node, operand), node, (number) => number + 1);
    case SyntaxKind.MinusMinusToken:
      return numeric(count(m, node.operand, scope, node, operand), node, (number) => number - 1);
    default:
      return unknown('not-text', node);
  }
}

/** Numbers, and literal texts that are one. */
function numeric(operand: Value, node: ts.Node, change: (number: number) => number): Value {
  return mapValue(operand, (single) => {
    const plain = single.kind === 'constant' ? single.value : plainText(single);
    const number = typeof plain === 'string' || typeof plain === 'number' ? Number(plain) : Number.NaN;
    return Number.isNaN(number) ? unknown('not-text', node) : constant(change(number));
  });
}

// a++  ⇒  a as it was; a counter's own value stops being known
export function evaluatePostfix(m: Machine, node: ts.PostfixUnaryExpression, scope: Scope): Value {
  return count(m, node.operand, scope, node, m.evaluate(node.operand, scope));
}

/** Gives the number that was counted on, or something unknown of the counter's name. */
function count(m: Machine, target: ts.Expression, scope: Scope, node: ts.Node, before: Value): Value {
  const value = unknown('unknown-key', node, ts.isIdentifier(target) ? target.text : undefined);
  assignTo(m, target, value, scope);
  return before.kind === 'constant' && typeof before.value === 'number' ? before : value;
}

// typeof a  ⇒  known where the kind of value is known
export function evaluateTypeOf(m: Machine, node: ts.TypeOfExpression, scope: Scope): Value {
  if (isOfPlatform(m, bare(node.expression), scope)) return unknown('environment', node, node.getText());
  return mapValue(m.evaluate(node.expression, scope), (single) => {
    const name = typeName(single);
    return name === undefined ? unknown('not-text', node) : literal(name, node);
  });
}

/** `typeof window`, `typeof require`: whether there is such a thing depends on where the program runs. */
function isOfPlatform(m: Machine, node: ts.Expression, scope: Scope): boolean {
  if (!ts.isIdentifier(node)) return false;
  const cell = scope.find(node.text);
  if (cell === undefined) return !isEverywhere(node.text);
  if (!ofModules.has(node.text)) return false;
  const module = m.modules.records.get(m.modules.pathOf(node.getSourceFile()));
  return module?.scope.names.get(node.text) === cell && !isDeclared(node);
}

/** Names that a module has of itself in some systems of modules, and in others not. */
const ofModules = new Set(['require', 'requirejs', 'define', 'module', 'exports', '__filename', '__dirname']);

export function typeName(value: Single): string | undefined {
  switch (value.kind) {
    case 'text':
      return isMereGaps(value) ? undefined : 'string';
    case 'constant':
      return value.value === null ? 'object' : typeof value.value;
    case 'object':
      if (value.brand?.kind === 'symbol') return 'symbol';
      if (value.brand?.kind === 'sdk' || value.brand?.kind === 'ignored' || value.brand?.kind === 'proxy')
        return undefined;
      return value.brand !== undefined && isCallable(value.brand.kind) ? 'function' : 'object';
    case 'unknown':
      return undefined;
  }
}

function isCallable(kind: string): boolean {
  return kind === 'function' || kind === 'class' || kind === 'native' || kind === 'client';
}

export function evaluateDelete(m: Machine, node: ts.DeleteExpression, scope: Scope): Value {
  const target = node.expression;
  if (ts.isPropertyAccessExpression(target)) {
    removeProperty(m, m.evaluate(target.expression, scope), literal(target.name.text), target);
  } else if (ts.isElementAccessExpression(target)) {
    const object = m.evaluate(target.expression, scope);
    removeProperty(m, object, m.evaluate(target.argumentExpression, scope), target);
  }
  return constant(true);
}
