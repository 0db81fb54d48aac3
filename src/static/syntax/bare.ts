import { ts } from 'ts-morph';

/** An expression without what only wraps it: parentheses, and what TypeScript says of its type. */
export function bare<Node extends ts.Node>(node: Node): Node | ts.Expression {
  let at: Node | ts.Expression = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isTypeAssertionExpression(at)
  )
    at = at.expression;
  return at;
}
