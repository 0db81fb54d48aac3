import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../machine/scope.ts';
import { singleTruth } from '../machine/truth.ts';
import { mapValue } from '../value/choice.ts';
import { constant, literal, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
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
      return mapValue(operand, (single) =>
        single.kind === 'constant' && typeof single.value === 'number'
          ? constant(-single.value)
          : unknown('not-text', node),
      );
    case SyntaxKind.PlusPlusToken:
    case SyntaxKind.MinusMinusToken:
      return count(m, node.operand, scope, node);
    default:
      return operand.kind === 'constant' ? operand : unknown('not-text', node);
  }
}

// a++  ⇒  a counter: its value stops being known
export function evaluatePostfix(m: Machine, node: ts.PostfixUnaryExpression, scope: Scope): Value {
  return count(m, node.operand, scope, node);
}

function count(m: Machine, target: ts.Expression, scope: Scope, node: ts.Node): Value {
  const value = unknown('unknown-key', node, ts.isIdentifier(target) ? target.text : undefined);
  assignTo(m, target, value, scope);
  return value;
}

// typeof a  ⇒  known where the kind of value is known
export function evaluateTypeOf(m: Machine, node: ts.TypeOfExpression, scope: Scope): Value {
  return mapValue(m.evaluate(node.expression, scope), (single) => {
    const name = typeName(single);
    return name === undefined ? unknown('not-text', node) : literal(name, node);
  });
}

function typeName(value: Single): string | undefined {
  switch (value.kind) {
    case 'text':
      return 'string';
    case 'constant':
      return value.value === null ? 'object' : typeof value.value;
    case 'object':
      if (value.brand?.kind === 'sdk' || value.brand?.kind === 'ignored') return undefined;
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
  if (ts.isPropertyAccessExpression(target)) assignTo(m, target, undefinedValue, scope);
  return constant(true);
}

// yield a  ⇒  a is one of what the generator gives; what comes back is not known
export function evaluateYield(m: Machine, node: ts.YieldExpression, scope: Scope): Value {
  const value = node.expression === undefined ? undefinedValue : m.evaluate(node.expression, scope);
  m.frames.at(-1)?.yields.push(value);
  return unknown('external-call', node, 'yield');
}
