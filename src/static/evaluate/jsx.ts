import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { unknown, type Value } from '../value/value.ts';

// <A on={f}>{e}</A>  ⇒  f and e are handed to code outside the program
export function evaluateJsx(
  m: Machine,
  node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment,
  scope: Scope,
): Value {
  const visit = (child: ts.Node): void => {
    if (ts.isJsxExpression(child)) {
      if (child.expression !== undefined) m.recorder.escapes(m.evaluate(child.expression, scope), child, m.live);
      return;
    }
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return unknown('external-call', node, 'JSX');
}
