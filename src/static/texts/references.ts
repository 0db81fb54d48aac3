import { ts } from 'ts-morph';

/** Whether the statement that declares a name exports it. */
export function exportsDeclaration(name: ts.Identifier): boolean {
  let node: ts.Node = name;
  while (!ts.isStatement(node) && node.parent !== undefined) node = node.parent;
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The name of a member or key, or a type: not the thing that is declared. */
export function isNoReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node && !isExportsMember(parent);
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent))
    return parent.name === node;
  return isInType(node);
}

function isInType(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined && !ts.isStatement(at); at = at.parent) {
    if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return true;
  }
  return false;
}

/** `export { name as other }`, `exports.other = name`, `module.exports = { name }`: under which name others get it. */
export function exportedName(node: ts.Identifier): string | undefined {
  const { parent } = node;
  if (ts.isExportSpecifier(parent)) return parent.name.text;
  if (ts.isExportAssignment(parent)) return 'default';
  if (ts.isPropertyAccessExpression(parent) && isExportsMember(parent)) return parent.name.text;
  if (ts.isBinaryExpression(parent) && parent.right === node && ts.isPropertyAccessExpression(parent.left))
    return isExportsMember(parent.left) ? parent.left.name.text : undefined;
  if (!ts.isShorthandPropertyAssignment(parent)) return undefined;
  const assignment = parent.parent.parent;
  const isModule = ts.isBinaryExpression(assignment) && assignment.left.getText() === 'module.exports';
  return isModule ? node.text : undefined;
}

/** `exports.x` and `module.exports.x`. */
function isExportsMember({ expression }: ts.PropertyAccessExpression): boolean {
  return /^(?:module\.)?exports$/.test(expression.getText());
}

/** A name that an import or a destructuring takes from a module. */
export function isImported({ parent }: ts.Node): boolean {
  if (ts.isImportSpecifier(parent)) return true;
  return ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent);
}

/** Taken or handed on under another name. */
export function isRenamed({ parent }: ts.Node): boolean {
  const isTaken = ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isBindingElement(parent);
  return isTaken && parent.propertyName !== undefined;
}
