import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { isSloppy } from '../syntax/sloppy.ts';
import type { Scope } from '../value/scope.ts';
import { notYetValue, undefinedValue, type Value } from '../value/value.ts';
import { declaredNames, isAmbient, namesDeclared } from './declared-names.ts';
import { methodObject } from './method.ts';

/** Declares what a function's body declares: `var` names of the whole body, then the block's own names. */
export function hoistFunctionBody(
  m: Machine,
  body: ts.Node & { statements: ts.NodeArray<ts.Statement> },
  scope: Scope,
): void {
  for (const name of varNames(body)) declare(m, name, scope, undefinedValue);
  hoistBlock(m, body.statements, scope);
}

/** Declares a block's `let`, `const`, `class` and `enum` names and makes its functions. */
export function hoistBlock(m: Machine, statements: readonly ts.Statement[], scope: Scope): void {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement)) hoistFunction(m, statement, scope);
    else if (ts.isLabeledStatement(statement)) declareReactive(m, statement, scope);
    else if (!isVar(statement)) for (const name of namesDeclared(statement)) declare(m, name, scope, notYetValue);
  }
}

/** `$: x = e` declares x, in a component of Svelte: elsewhere no name is assigned to that nobody declares. */
function declareReactive(m: Machine, { label, statement }: ts.LabeledStatement, scope: Scope): void {
  if (label.text !== '$' || !ts.isExpressionStatement(statement)) return;
  const { expression } = statement;
  const isAssigned = ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (isAssigned && ts.isIdentifier(expression.left) && scope.find(expression.left.text) === undefined)
    declare(m, expression.left.text, scope, undefinedValue);
}

function hoistFunction(m: Machine, node: ts.FunctionDeclaration, scope: Scope): void {
  if (node.body === undefined) return;
  const name = node.name?.text ?? 'default';
  scope.names.set(name, m.store.cell(methodObject(m, node, scope, undefined)));
}

function isVar(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0;
}

/**
 * Gives the functions of an inner block to the function around it, as code that is not strict has them (ECMA-262,
 * B.3.2): the name is the function's from the start, its value comes with the block.
 */
export function shareBlockFunctions(m: Machine, statements: readonly ts.Statement[], block: Scope): void {
  for (const statement of statements) {
    if (!ts.isFunctionDeclaration(statement) || statement.name === undefined || !isSloppy(statement)) continue;
    const [inner, outer] = [block.names.get(statement.name.text), block.parent?.find(statement.name.text)];
    if (inner !== undefined && outer !== undefined) m.store.write(outer, m.store.read(inner));
  }
}

function declare(m: Machine, name: string, scope: Scope, value: Value): void {
  if (!scope.names.has(name)) scope.names.set(name, m.store.cell(value));
}

const varNamesOf = new WeakMap<ts.Node, readonly string[]>();

/** Names that `var` declares anywhere in these statements, inner functions excluded. Expressions hold none. */
export function varNames(body: ts.Node): readonly string[] {
  const known = varNamesOf.get(body);
  if (known !== undefined) return known;
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isAmbient(node)) return;
    if (ts.isFunctionDeclaration(node)) {
      if (node.parent !== body && node.name !== undefined && isSloppy(node)) names.push(node.name.text);
    } else if (ts.isVariableDeclarationList(node)) {
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
