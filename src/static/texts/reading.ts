import { ts } from 'ts-morph';
import { accessedName, staticName } from './static-name.ts';

/** One place where a program reads of something that was declared. */
export interface Reading {
  /** The keys behind which it reads, as far as they are written out; what is there is then used as a whole. */
  readonly keys: readonly string[];
  /** Only which keys there are is asked. */
  readonly onlyNames: boolean;
}

/** What is read where something stands: behind the keys that follow it. */
export function readingsAt(reference: ts.Node): readonly Reading[] {
  const keys: string[] = [];
  let node = reference;
  for (let { parent } = node; parent !== undefined; { parent } = node) {
    const key = isAccess(parent) && parent.expression === node ? accessedName(parent) : undefined;
    if (key !== undefined) keys.push(key);
    else if (!ts.isNonNullExpression(parent) && !ts.isParenthesizedExpression(parent)) break;
    node = parent;
  }
  const { parent } = node;
  const isAskedForKeys = ts.isCallExpression(parent) && parent.expression.getText() === 'Object.keys';
  if (isAskedForKeys) return [{ keys, onlyNames: true }];
  const taken = ts.isVariableDeclaration(parent) && parent.initializer === node ? takenNames(parent.name) : undefined;
  return (taken ?? [[]]).map((more) => ({ keys: [...keys, ...more], onlyNames: false }));
}

function isAccess(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** `const { a, b } = …`: the names that are taken; `undefined` where it may be all. */
function takenNames(pattern: ts.BindingName): readonly (readonly string[])[] | undefined {
  if (!ts.isObjectBindingPattern(pattern)) return undefined;
  const names = pattern.elements.flatMap(({ propertyName, name, dotDotDotToken }) => {
    const key = dotDotDotToken === undefined ? staticName(propertyName ?? name) : undefined;
    return key === undefined ? [] : [[key]];
  });
  return names.length === pattern.elements.length ? names : undefined;
}
