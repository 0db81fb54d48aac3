import { ts } from 'ts-morph';

/** The name of a property, or of a key that is looked up, where it is written out. */
export function staticName(name: ts.Node): string | undefined {
  if (ts.isComputedPropertyName(name)) return staticName(name.expression);
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** The key of `o.key` and `o['key']`; `undefined` where it is computed. */
export function accessedName(access: ts.PropertyAccessExpression | ts.ElementAccessExpression): string | undefined {
  if (ts.isPropertyAccessExpression(access)) return access.name.text;
  const { argumentExpression } = access;
  return ts.isIdentifier(argumentExpression) ? undefined : staticName(argumentExpression);
}
