import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { undefinedValue } from '../value/value.ts';
import { methodObject } from './method.ts';

/** Declares what a function's body declares: `var` names of the whole body, then the block's own names. */
export function hoistFunctionBody(
  m: Machine,
  body: ts.Node & { statements: ts.NodeArray<ts.Statement> },
  scope: Scope,
): void {
  for (const name of varNames(body)) declare(m, name, scope);
  hoistBlock(m, body.statements, scope);
}

/** Declares a block's `let`, `const`, `class` and `enum` names and makes its functions. */
export function hoistBlock(m: Machine, statements: readonly ts.Statement[], scope: Scope): void {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.body !== undefined) {
      const name = statement.name?.text ?? 'default';
      scope.names.set(name, m.store.cell(methodObject(m, statement, scope, undefined)));
    } else if (ts.isVariableStatement(statement)) {
      const isVar = (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0;
      if (!isVar) for (const name of declaredNames(statement.declarationList)) declare(m, name, scope);
    } else if (
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isModuleDeclaration(statement)
    ) {
      if (statement.name !== undefined && ts.isIdentifier(statement.name)) declare(m, statement.name.text, scope);
    }
  }
}

function declare(m: Machine, name: string, scope: Scope): void {
  if (!scope.names.has(name)) scope.names.set(name, m.store.cell(undefinedValue));
}

export function declaredNames(list: ts.VariableDeclarationList): string[] {
  return list.declarations.flatMap((declaration) => namesOf(declaration.name));
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}

const varNamesOf = new WeakMap<ts.Node, readonly string[]>();

/** Names that `var` declares anywhere in these statements, inner functions excluded. Expressions hold none. */
function varNames(body: ts.Node): readonly string[] {
  const known = varNamesOf.get(body);
  if (known !== undefined) return known;
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclarationList(node)) {
      if ((node.flags & ts.NodeFlags.BlockScoped) === 0) names.push(...declaredNames(node));
    } else if (mayHoldStatements(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  varNamesOf.set(body, names);
  return names;
}

function mayHoldStatements(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isExpressionStatement(node)) return false;
  return ts.isStatement(node) || ts.isCaseBlock(node) || ts.isCaseOrDefaultClause(node) || ts.isCatchClause(node);
}
