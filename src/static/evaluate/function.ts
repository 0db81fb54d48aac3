import { ts } from 'ts-morph';
import { methodObject } from '../language/method.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import type { Value } from '../value/value.ts';

// (a) => b, function f(a) {}  ⇒  a function that remembers the scope it was made in
export function evaluateFunction(m: Machine, node: ts.FunctionExpression | ts.ArrowFunction, scope: Scope): Value {
  if (ts.isFunctionExpression(node) && node.name !== undefined) {
    const own = m.scope(scope);
    const made = methodObject(m, node, own, undefined);
    own.names.set(node.name.text, m.store.cell(made));
    return made;
  }
  return methodObject(m, node, scope, undefined);
}
