import { ts } from 'ts-morph';
import { functionName } from './function-name.ts';

/** Whether making an instance of a class takes arguments: of a class that extends another one, its base may. */
export function takesArguments(node: ts.ClassLikeDeclaration): boolean {
  const own = node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
  if (own !== undefined && ts.isConstructorDeclaration(own)) return own.parameters.length > 0;
  return node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? false;
}

/** By convention functions meant for `new` are named with a capital. */
export function isConstructor(node: ts.Node): boolean {
  return /^[A-Z]/.test(functionName(node) ?? '');
}
