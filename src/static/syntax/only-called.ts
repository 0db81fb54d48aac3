import { ts } from 'ts-morph';

/**
 * Whether a function does nothing with a parameter but call it, and does so where it has run by now.
 *
 * @param hasRun whether a function inside it has run
 */
export function isOnlyCalled(node: ts.Node, parameter: number, hasRun: (inner: ts.Node) => boolean): boolean {
  if (!ts.isFunctionLike(node)) return false;
  const name = node.parameters[parameter]?.name;
  if (name === undefined) return true;
  if (!ts.isIdentifier(name)) return false;
  const isFine = (at: ts.Node): boolean => {
    if (at === name) return true;
    if (ts.isIdentifier(at) && at.text === name.text && !isMemberName(at)) return isCallee(at);
    const isSeen = ts.forEachChild(at, (child) => (isFine(child) ? undefined : true)) === undefined;
    return isSeen && (at === node || !ts.isFunctionLike(at) || hasRun(at) || !mentions(at, name.text));
  };
  return isFine(node);
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node)) return node.text === name;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) === true;
}

function isCallee(at: ts.Identifier): boolean {
  return ts.isCallExpression(at.parent) && at.parent.expression === at;
}

function isMemberName(at: ts.Identifier): boolean {
  const { parent } = at;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === at;
}
