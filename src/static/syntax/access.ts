import { ts } from 'ts-morph';
import { bare } from './bare.ts';

/** A name and members of it, as they are written. */
export interface Access {
  readonly root: ts.Node;
  readonly path: readonly string[];
}

/** Whether an expression is a name, or a member of something. */
export function isAccess(node: ts.Node): boolean {
  return (
    ts.isIdentifier(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.SuperKeyword ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node)
  );
}

/** The name and members that an expression is; nothing for one that begins at a call or the like. */
export function accessOf(expression: ts.Node): Access | undefined {
  const path: string[] = [];
  for (let node = bare(expression); ; ) {
    if (ts.isPropertyAccessExpression(node)) path.unshift(node.name.text);
    else if (ts.isElementAccessExpression(node)) {
      const key = writtenKey(node.argumentExpression);
      if (key === undefined) return undefined;
      path.unshift(key);
    } else return isAccess(node) ? { root: node, path } : undefined;
    node = bare(node.expression);
  }
}

/** The name of a member as it is written; nothing for one that is made. */
export function writtenKey(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node))
    return ts.isElementAccessExpression(node.parent) ? undefined : node.text;
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
  return undefined;
}
