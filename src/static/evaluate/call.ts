import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { getIndexed } from '../machine/property.ts';
import { importValue } from '../machine/run-module.ts';
import type { Scope } from '../machine/scope.ts';
import { optionsOf } from '../value/choice.ts';
import { plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { evaluateProperty } from './property.ts';

// f(a), o.m(a), super(a), import('x')
export function evaluateCall(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return evaluateImport(m, node, scope);
  if (expression.kind === ts.SyntaxKind.SuperKeyword) return callSuper(m, node, scope);
  const { callee, self } = calleeOf(m, expression, scope);
  const { args, open } = evaluateArguments(m, node.arguments, scope);
  return m.call(callee, { self, args, node, openArguments: open });
}

/** The function and the object it is called on. */
function calleeOf(m: Machine, expression: ts.Expression, scope: Scope): { callee: Value; self: Value } {
  const target = ts.skipPartiallyEmittedExpressions(unwrap(expression));
  if (ts.isPropertyAccessExpression(target)) {
    if (target.expression.kind === ts.SyntaxKind.SuperKeyword) {
      return { callee: evaluateProperty(m, target, scope), self: scope.activation?.self ?? undefinedValue };
    }
    const self = m.evaluate(target.expression, scope);
    return {
      callee: getIndexed(m, self, { kind: 'text', pieces: [{ text: target.name.text, at: target, via: [] }] }, target),
      self,
    };
  }
  if (ts.isElementAccessExpression(target)) {
    const self = m.evaluate(target.expression, scope);
    const key = m.evaluate(target.argumentExpression, scope);
    return { callee: getIndexed(m, self, key, target), self };
  }
  return { callee: m.evaluate(target, scope), self: undefinedValue };
}

function unwrap(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (ts.isParenthesizedExpression(inner) || ts.isNonNullExpression(inner) || ts.isAsExpression(inner)) {
    inner = inner.expression;
  }
  return inner;
}

export function evaluateArguments(
  m: Machine,
  nodes: readonly ts.Expression[] | undefined,
  scope: Scope,
): { args: Value[]; open: boolean } {
  const args: Value[] = [];
  for (const node of nodes ?? []) {
    if (!ts.isSpreadElement(node)) {
      args.push(m.evaluate(node, scope));
      continue;
    }
    const spread = m.evaluate(node.expression, scope);
    const [only] = optionsOf(spread);
    if (only?.value.kind !== 'object' || only.value.elements === undefined) return { args, open: true };
    args.push(...only.value.elements.map((cell) => m.store.read(cell)));
    if (only.value.more !== undefined) return { args, open: true };
  }
  return { args, open: false };
}

// super(a)  ⇒  the base's constructor on this instance
function callSuper(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const { args } = evaluateArguments(m, node.arguments, scope);
  scope.activation?.constructing?.construct(args, node);
  return undefinedValue;
}

function evaluateImport(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const [argument] = node.arguments;
  const specifier = argument === undefined ? undefined : plainText(m.evaluate(argument, scope));
  if (specifier === undefined) return unknown('external-module', node, 'import()');
  return importValue(m, specifier, m.modules.pathOf(node.getSourceFile()), node);
}

// new C(a)
export function evaluateNew(m: Machine, node: ts.NewExpression, scope: Scope): Value {
  const callee = m.evaluate(node.expression, scope);
  const { args, open } = evaluateArguments(m, node.arguments, scope);
  return m.construct(callee, { self: undefinedValue, args, node, openArguments: open });
}
