import { ts } from 'ts-morph';

/** How a reader would call this function. */
export function functionName(node: ts.Node): string | undefined {
  if ('name' in node && node.name !== undefined) {
    const name = node.name as ts.Node;
    if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name)) return name.text;
  }
  if (ts.isConstructorDeclaration(node)) return functionName(node.parent);
  const { parent } = node;
  if (parent === undefined) return undefined;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return functionName(parent);
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
  return undefined;
}
