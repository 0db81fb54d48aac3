import { ts } from 'ts-morph';
import { getProperty } from '../heap/property.ts';
import { isAmbient, isInstantiated, namesDeclared } from '../language/declared-names.ts';
import { hoistFunctionBody } from '../language/hoist.ts';
import { hasModifier } from '../language/method.ts';
import { runStatements } from '../language/statements.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { unknown, type Value } from '../value/value.ts';
import { declaredObject, declareValue } from './declare-value.ts';

// namespace N { export const x }  ⇒  an object with what is exported in it; N may be an earlier part, a class or more
export function executeNamespace(m: Machine, node: ts.ModuleDeclaration, scope: Scope): Completion {
  if (!ts.isIdentifier(node.name) || node.body === undefined || isAmbient(node) || !isInstantiated(node))
    return 'normal';
  const made = declaredObject(m, node, node.name.text, scope);
  declareValue(m, node.name.text, made, scope);
  const inside = m.scope(scope);
  for (const [name, cell] of made.properties) if (name !== 'prototype') inside.names.set(name, cell);
  if (ts.isModuleBlock(node.body)) runBlock(m, node.body, made, inside);
  else if (ts.isModuleDeclaration(node.body)) {
    executeNamespace(m, node.body, inside);
    exportTo(made, [node.body.name.text], inside);
  }
  return 'normal';
}

function runBlock(m: Machine, body: ts.ModuleBlock, made: HeapObject, inside: Scope): void {
  hoistFunctionBody(m, body, inside);
  const exported = body.statements.flatMap((statement) =>
    hasModifier(statement, ts.SyntaxKind.ExportKeyword) ? namesDeclared(statement) : [],
  );
  exportTo(made, exported, inside);
  runStatements(m, body.statements, inside);
  exportTo(made, exported, inside);
}

/** The object's members are the names themselves: what is written to one is seen through the other. */
function exportTo(made: HeapObject, names: readonly string[], inside: Scope): void {
  for (const name of names) {
    const cell = inside.names.get(name);
    if (cell !== undefined) made.properties.set(name, cell);
  }
}

// import A = B.C  ⇒  A is what B.C is
export function executeImportEquals(m: Machine, node: ts.ImportEqualsDeclaration, scope: Scope): Completion {
  const { moduleReference } = node;
  if (node.isTypeOnly || ts.isExternalModuleReference(moduleReference)) return 'normal';
  declareValue(m, node.name.text, entityValue(m, moduleReference, scope), scope);
  return 'normal';
}

function entityValue(m: Machine, name: ts.EntityName, scope: Scope): Value {
  if (ts.isQualifiedName(name)) return getProperty(m, entityValue(m, name.left, scope), name.right.text, name);
  const cell = scope.find(name.text);
  return cell === undefined
    ? (m.sinks.globalValue(m, name.text) ?? unknown('external-module', name, name.text))
    : m.store.read(cell);
}
