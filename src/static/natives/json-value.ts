import { ts } from 'ts-morph';
import { arrayOf, objectOfEntries } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { constant, literal, unknown, type Value } from '../value/value.ts';

/** The value of a JSON file, with the place of every text in it. */
export function jsonValue(m: Machine, file: ts.SourceFile): Value {
  const statement = file.statements[0];
  if (statement === undefined || !ts.isExpressionStatement(statement)) return unknown('syntax-error', file);
  return valueIn(m, statement.expression);
}

function valueIn(m: Machine, node: ts.Expression): Value {
  m.step();
  if (ts.isStringLiteralLike(node)) return literal(node.text, node);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text));
  if (ts.isPrefixUnaryExpression(node)) return constant(-Number(node.operand.getText()));
  if (ts.isArrayLiteralExpression(node)) {
    return arrayOf(
      m,
      node,
      node.elements.map((element) => valueIn(m, element)),
    );
  }
  if (ts.isObjectLiteralExpression(node)) {
    const entries = node.properties.flatMap((property): [string, Value][] =>
      ts.isPropertyAssignment(property) && ts.isStringLiteral(property.name)
        ? [[property.name.text, valueIn(m, property.initializer)]]
        : [],
    );
    return objectOfEntries(m, node, entries);
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return constant(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return constant(false);
  return constant(null);
}
