import { ts } from 'ts-morph';
import { markupName } from '../contract/markup-name.ts';
import { defineOwn } from '../heap/objects.ts';
import { namesDeclared } from '../language/declared-names.ts';
import { hoistFunctionBody } from '../language/hoist.ts';
import { runStatements } from '../language/statements.ts';
import type { Machine } from '../machine/machine.ts';
import { defineFunction } from '../natives/amd.ts';
import { importMeta } from '../natives/import-meta.ts';
import { markupFunction } from '../natives/markup.ts';
import { absolutePath, folderOf } from '../natives/program-path.ts';
import { requireFunction } from '../natives/require.ts';
import { originalOf } from '../syntax/original.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { undefinedValue, unknown } from '../value/value.ts';
import { linkExport, linkImport, linkReExport } from './link.ts';
import { runPackage } from './run-package.ts';

/** Runs a file's top level once, its imports first, and returns its record. Cycles see what has run so far. */
export function runModule(m: Machine, path: string): ModuleRecord | undefined {
  const known = m.modules.records.get(path);
  if (known !== undefined) return known;
  const file = m.modules.files.get(path);
  if (file === undefined) return undefined;
  if (originalOf(file)?.lowered.isPartOfPackage === true) return runPackage(m, path);
  const record = instantiate(m, file, path);
  m.modules.records.set(path, record);
  record.state = 'running';
  hoistFunctionBody(m, file, record.scope);
  exportHoisted(m, file, record);
  for (const statement of file.statements) {
    linkImport(m, record, statement);
    linkReExport(m, record, statement);
  }
  m.withoutShare(() =>
    m.recorder.under([], () => m.store.apart(() => runStatements(m, file.statements, record.scope))),
  );
  for (const statement of file.statements) linkExport(m, record, statement);
  record.state = 'done';
  return record;
}

export function instantiate(m: Machine, file: ts.SourceFile, path: string): ModuleRecord {
  const namespace = m.object(file);
  const commonJs = m.object(file);
  const exports = m.object(file);
  defineOwn(m, commonJs, 'exports', exports);
  const scope = m.scope(m.globals, { node: file, self: exports, home: undefined, args: [] });
  const record: ModuleRecord = {
    file,
    path,
    scope,
    exported: new Map(),
    stars: [],
    hasUnreadStars: false,
    namespace,
    commonJs,
    isEsm: isEsModule(file),
    state: 'new',
  };
  namespace.brand = { kind: 'module', module: record };
  if (file.text.includes(markupName)) scope.names.set(markupName, m.store.cell(markupFunction(m)));
  if (!record.isEsm) {
    scope.names.set('module', m.store.cell(commonJs));
    scope.names.set('exports', m.store.cell(exports));
  }
  bindOwnNames(m, record);
  return record;
}

/** The names that a module has of itself. */
function bindOwnNames(m: Machine, { file, path, scope, commonJs }: ModuleRecord): void {
  const require = requireFunction(m, path);
  defineOwn(m, commonJs, 'require', require);
  defineOwn(m, commonJs, 'filename', absolutePath(path, file));
  // Who asked for the module, and whether anybody did, differs from start to start.
  commonJs.open = unknown('environment', file, 'module').gap;
  const names = {
    require,
    requirejs: require,
    __filename: absolutePath(path, file),
    __dirname: absolutePath(folderOf(path), file),
    'import.meta': importMeta(m, file, path),
  };
  // The pattern that asks whether there is a `define` before it calls it has another way for everybody else.
  if (file.statements.some(isDefinition))
    scope.names.set('define', m.store.cell(defineFunction(m, { path, module: commonJs })));
  for (const [name, value] of Object.entries(names)) scope.names.set(name, m.store.cell(value));
}

/** A compiler lets a file import like an ES module and export like a CommonJS one. */
function isEsModule(file: ts.SourceFile): boolean {
  const own = file.statements.filter(isModuleSyntax);
  const onlyImports = own.every((statement) => ts.isImportDeclaration(statement));
  return own.length > 0 && !(onlyImports && /\bmodule\.exports\b|\bexports\.\w/.test(file.text));
}

/** `define([…], factory);` */
function isDefinition(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false;
  const { expression } = statement.expression;
  return ts.isIdentifier(expression) && expression.text === 'define';
}

function isModuleSyntax(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return true;
  if (ts.isExportAssignment(statement)) return statement.isExportEquals !== true;
  return ts.canHaveModifiers(statement) && isExported(statement);
}

function isExported(statement: ts.Statement, kind = ts.SyntaxKind.ExportKeyword): boolean {
  return (
    ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === kind)
  );
}

/** Names that exist before the first statement runs: functions whole, the rest still unset. */
export function exportHoisted(m: Machine, file: ts.SourceFile, record: ModuleRecord): void {
  for (const statement of file.statements) {
    if (!isExported(statement)) continue;
    const isDefault = isExported(statement, ts.SyntaxKind.DefaultKeyword);
    for (const name of namesDeclared(statement)) {
      const cell = record.scope.names.get(name) ?? m.store.cell(undefinedValue);
      record.scope.names.set(name, cell);
      record.exported.set(isDefault ? 'default' : name, cell);
    }
  }
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
    if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) continue;
    for (const element of statement.exportClause.elements) {
      const cell = record.scope.names.get((element.propertyName ?? element.name).text);
      if (cell !== undefined) record.exported.set(element.name.text, cell);
    }
  }
}
