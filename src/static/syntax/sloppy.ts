import { ts } from 'ts-morph';

const answers = new WeakMap<ts.SourceFile, boolean>();

/** Whether a file is run by the older rules of the language: it is no module, and does not ask for the strict ones. */
export function isSloppy(node: ts.Node): boolean {
  const file = node.getSourceFile();
  const known = answers.get(file);
  if (known !== undefined) return known;
  const answer = !file.statements.some((statement) => isModuleSyntax(statement) || isStrict(statement));
  answers.set(file, answer);
  return answer;
}

function isModuleSyntax(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement))
    return true;
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function isStrict(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isStringLiteral(statement.expression) &&
    statement.expression.text === 'use strict'
  );
}
