import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { findMember, getIndexed, getProperty } from '../machine/property.ts';
import type { Scope } from '../machine/scope.ts';
import { undefinedValue, type Value } from '../value/value.ts';

// o.k
export function evaluateProperty(m: Machine, node: ts.PropertyAccessExpression, scope: Scope): Value {
  const object = m.evaluate(node.expression, scope);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword && object.kind === 'object') {
    // super.k is looked up in the base but runs on this.
    const self = scope.activation?.self ?? undefinedValue;
    const found = findMember(m, object, node.name.text, self, node);
    if (found !== undefined) return found;
  }
  return getProperty(m, object, node.name.text, node);
}

// o[k]
export function evaluateElement(m: Machine, node: ts.ElementAccessExpression, scope: Scope): Value {
  const object = m.evaluate(node.expression, scope);
  return getIndexed(m, object, m.evaluate(node.argumentExpression, scope), node);
}
