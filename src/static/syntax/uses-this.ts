import { ts } from 'ts-morph';

const known = new WeakMap<ts.Node, boolean>();

/** Whether a function says `this` and means its own. */
export function usesThis(node: ts.Node): boolean {
  const found = known.get(node) ?? ts.forEachChild(node, holdsThis) === true;
  known.set(node, found);
  return found;
}

function holdsThis(at: ts.Node): boolean {
  if (at.kind === ts.SyntaxKind.ThisKeyword) return true;
  return (!ts.isFunctionLike(at) || ts.isArrowFunction(at)) && ts.forEachChild(at, holdsThis) === true;
}
