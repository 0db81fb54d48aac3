import { ts } from 'ts-morph';
import { freshObject } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';

/** The function that a piece of code stands for, made in a scope; `home` is the object it is written in, if any. */
export function methodObject(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  scope: Scope,
  home: HeapObject | undefined,
): HeapObject {
  const made = freshObject(m, node);
  made.brand = home === undefined ? { kind: 'function', node, scope } : { kind: 'function', node, scope, home };
  m.functions.set(node, { object: made, home });
  return made;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}
