import { ts } from 'ts-morph';
import { findExport, lookupExport } from '../heap/module-exports.ts';
import { setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { isLowered } from '../syntax/original.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { unknown } from '../value/value.ts';
import { type Imported, importTarget } from './import-target.ts';
import { requireValue } from './load.ts';

/** Binds what an import declares. */
export function linkImport(m: Machine, record: ModuleRecord, statement: ts.Statement): void {
  if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
    const { expression } = statement.moduleReference;
    if (ts.isStringLiteralLike(expression)) {
      record.scope.names.set(
        statement.name.text,
        m.store.cell(requireValue(m, expression.text, record.path, statement)),
      );
    }
    return;
  }
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return;
  const clause = statement.importClause;
  const specifier = statement.moduleSpecifier.text;
  const imported = importTarget(m, specifier, record.path, statement);
  if (clause === undefined) return;
  if (clause.name !== undefined) bindImport(m, record, clause.name.text, imported, 'default', clause);
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) {
    const value = imported.kind === 'module' ? imported.module.namespace : imported.value;
    record.scope.names.set(bindings.name.text, m.store.cell(value));
    return;
  }
  for (const element of bindings.elements) {
    const name = (element.propertyName ?? element.name).text;
    const found = innerModule(m, record, { specifier, imported, name, node: element }) ?? imported;
    bindImport(m, record, element.name.text, found, found === imported ? name : '*', element);
  }
}

/** In languages whose packages are folders a name may be that of a module in one. */
function innerModule(
  m: Machine,
  record: ModuleRecord,
  { specifier, imported, name, node }: { specifier: string; imported: Imported; name: string; node: ts.Node },
): Imported | undefined {
  if (!isLowered(node) || (imported.kind === 'module' && findExport(imported.module, name) !== undefined))
    return undefined;
  const inner = importTarget(m, specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`, record.path, node);
  return inner.kind === 'module' ? inner : undefined;
}

/** An import is the exporter's own cell where there is one, so that later writes are seen. */
function bindImport(
  m: Machine,
  record: ModuleRecord,
  local: string,
  imported: Imported,
  name: string,
  node: ts.Node,
): void {
  if (name === '*') {
    const value = imported.kind === 'module' ? imported.module.namespace : imported.value;
    record.scope.names.set(local, m.store.cell(value));
    return;
  }
  if (imported.kind === 'module') {
    const cell = findExport(imported.module, name);
    if (cell !== undefined) {
      record.scope.names.set(local, cell);
      return;
    }
    const value = lookupExport(m, imported.module, name, node) ?? unknown('unknown-property', node, local);
    record.scope.names.set(local, m.store.cell(value));
    return;
  }
  record.scope.names.set(local, m.store.cell(m.sinks.importedValue(m, imported.value, name, node)));
}

export function linkExport(m: Machine, record: ModuleRecord, statement: ts.Statement): void {
  if (ts.isExportAssignment(statement)) {
    const value = m.evaluate(statement.expression, record.scope);
    if (statement.isExportEquals === true) setOwn(m, record.commonJs, 'exports', value);
    else record.exported.set('default', m.store.cell(value));
    return;
  }
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) return;
  const { exportClause } = statement;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return;
  for (const element of exportClause.elements) {
    const cell = record.scope.find((element.propertyName ?? element.name).text);
    if (cell !== undefined) record.exported.set(element.name.text, cell);
  }
}

/** A module that is re-exported runs before this one does, as one that is imported. */
export function linkReExport(m: Machine, record: ModuleRecord, statement: ts.Statement): void {
  if (!ts.isExportDeclaration(statement)) return;
  const { moduleSpecifier, exportClause } = statement;
  if (moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier))
    reExport(m, record, moduleSpecifier.text, exportClause, statement);
}

function reExport(
  m: Machine,
  record: ModuleRecord,
  specifier: string,
  clause: ts.NamedExportBindings | undefined,
  node: ts.Node,
): void {
  const imported = importTarget(m, specifier, record.path, node);
  if (clause === undefined) {
    if (imported.kind === 'module') record.stars.push(imported.module);
    else if (imported.value.kind === 'unknown' && imported.value.gap.unread !== undefined) record.hasUnreadStars = true;
    return;
  }
  if (ts.isNamespaceExport(clause)) {
    const value = imported.kind === 'module' ? imported.module.namespace : imported.value;
    record.exported.set(clause.name.text, m.store.cell(value));
    return;
  }
  for (const element of clause.elements) {
    const name = (element.propertyName ?? element.name).text;
    const cell = imported.kind === 'module' ? findExport(imported.module, name) : undefined;
    const value =
      imported.kind === 'module'
        ? lookupExport(m, imported.module, name, node)
        : m.sinks.importedValue(m, imported.value, name, node);
    record.exported.set(
      element.name.text,
      cell ?? m.store.cell(value ?? unknown('unknown-property', element, element.name.text)),
    );
  }
}
