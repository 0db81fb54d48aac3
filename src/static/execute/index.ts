import { ts } from 'ts-morph';
import { makeClass } from '../language/class.ts';
import { isAmbient } from '../language/declared-names.ts';
import { hoistBlock, shareBlockFunctions } from '../language/hoist.ts';
import { runStatements } from '../language/statements.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { executeIf, executeSwitch, executeTry } from './decisions.ts';
import { executeEnum, executeVariables } from './declarations.ts';
import { executeJump, executeLabeled, executeReturn } from './jumps.ts';
import { executeFor, executeForIn, executeForOf, executeWhile } from './loops.ts';
import { executeImportEquals, executeNamespace } from './namespaces.ts';

/** Runs one statement. */
export function execute(m: Machine, node: ts.Statement, scope: Scope): Completion {
  if (isAmbient(node)) return 'normal';
  if (ts.isExpressionStatement(node)) {
    m.evaluate(node.expression, scope);
    return 'normal';
  }
  if (ts.isVariableStatement(node)) return executeVariables(m, node.declarationList, scope);
  if (ts.isReturnStatement(node)) return executeReturn(m, node, scope);
  if (ts.isIfStatement(node)) return executeIf(m, node, scope);
  if (ts.isBlock(node)) return executeBlock(m, node.statements, scope);
  if (ts.isForOfStatement(node)) return executeForOf(m, node, scope);
  if (ts.isForInStatement(node)) return executeForIn(m, node, scope);
  if (ts.isForStatement(node)) return executeFor(m, node, scope);
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return executeWhile(m, node, scope);
  if (ts.isSwitchStatement(node)) return executeSwitch(m, node, scope);
  if (ts.isTryStatement(node)) return executeTry(m, node, scope);
  if (ts.isThrowStatement(node)) {
    m.evaluate(node.expression, scope);
    return 'throw';
  }
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return executeJump(m, node);
  if (ts.isClassDeclaration(node)) return executeClass(m, node, scope);
  if (ts.isEnumDeclaration(node)) return executeEnum(m, node, scope);
  if (ts.isModuleDeclaration(node)) return executeNamespace(m, node, scope);
  if (ts.isImportEqualsDeclaration(node)) return executeImportEquals(m, node, scope);
  if (ts.isLabeledStatement(node)) return executeLabeled(m, node, scope);
  // Functions were made when their block was entered, imports and exports are linked by the module.
  return 'normal';
}

// { s1; s2 }  ⇒  s1, then s2 if s1 goes on, with the block's own names
export function executeBlock(m: Machine, statements: readonly ts.Statement[], outer: Scope): Completion {
  const scope = m.scope(outer);
  hoistBlock(m, statements, scope);
  shareBlockFunctions(m, statements, scope);
  return runStatements(m, statements, scope);
}

function executeClass(m: Machine, node: ts.ClassDeclaration, scope: Scope): Completion {
  const made = makeClass(m, node, scope);
  const name = node.name?.text ?? 'default';
  const cell = scope.names.get(name) ?? m.store.cell(made);
  scope.names.set(name, cell);
  m.store.write(cell, made);
  return 'normal';
}
