import { ts } from 'ts-morph';
import { commonJsExports, findExport, lookupExport } from '../heap/module-exports.ts';
import { nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { namesDeclared } from '../language/declared-names.ts';
import { hoistFunctionBody } from '../language/hoist.ts';
import { runStatements } from '../language/statements.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import {
  fromLibrary,
  type Gap,
  literal,
  plainText,
  type Text,
  undefinedValue,
  unknown,
  type Value,
} from '../value/value.ts';
import { jsonValue } from './json-module.ts';

/** Runs a file's top level once, its imports first, and returns its record. Cycles see what has run so far. */
export function runModule(m: Machine, path: string): ModuleRecord | undefined {
  const known = m.modules.records.get(path);
  if (known !== undefined) return known;
  const file = m.modules.files.get(path);
  if (file === undefined) return undefined;
  const record = instantiate(m, file, path);
  m.modules.records.set(path, record);
  record.state = 'running';
  hoistFunctionBody(m, file, record.scope);
  exportHoisted(m, file, record);
  for (const statement of file.statements) {
    linkImport(m, record, statement);
    linkReExport(m, record, statement);
  }
  m.recorder.under([], () => {
    runStatements(m, file.statements, record.scope);
  });
  for (const statement of file.statements) linkExport(m, record, statement);
  record.state = 'done';
  return record;
}

function instantiate(m: Machine, file: ts.SourceFile, path: string): ModuleRecord {
  const namespace = m.object(file);
  const commonJs = m.object(file);
  const exports = m.object(file);
  setOwn(m, commonJs, 'exports', exports);
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
    isEsm: file.statements.some(isModuleSyntax),
    state: 'new',
  };
  namespace.brand = { kind: 'module', module: record };
  if (!record.isEsm) {
    scope.names.set('module', m.store.cell(commonJs));
    scope.names.set('exports', m.store.cell(exports));
  }
  const folder = path.split('/').slice(0, -1).join('/');
  scope.names.set('__dirname', m.store.cell(literal(`${folderMark}${folder}`, file)));
  scope.names.set('require', m.store.cell(requireFunction(m, path)));
  return record;
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
function exportHoisted(m: Machine, file: ts.SourceFile, record: ModuleRecord): void {
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

function linkImport(m: Machine, record: ModuleRecord, statement: ts.Statement): void {
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
    bindImport(m, record, element.name.text, imported, (element.propertyName ?? element.name).text, element);
  }
}

type Imported =
  | { readonly kind: 'module'; readonly module: ModuleRecord }
  | { readonly kind: 'value'; readonly value: Value };

function importTarget(m: Machine, specifier: string, from: string, node: ts.Node): Imported {
  const resolution = specifier.startsWith(folderMark)
    ? ({ kind: 'source', path: specifier.slice(folderMark.length) } as const)
    : m.modules.resolve(specifier, from);
  if (resolution.kind === 'source') {
    const module = runModule(m, resolution.path);
    if (module !== undefined) return { kind: 'module', module };
  }
  if (resolution.kind === 'json') {
    const file = m.modules.files.get(resolution.path);
    if (file !== undefined) return { kind: 'value', value: jsonValue(m, file) };
  }
  if (resolution.kind === 'unread') {
    const { path } = resolution;
    return { kind: 'value', value: { kind: 'unknown', gap: unreadModule(node, specifier, path) } };
  }
  return { kind: 'value', value: m.sinks.moduleValue(m, specifier) ?? fromLibrary(specifier, '', node) };
}

function unreadModule(at: ts.Node, name: string, path: string): Gap {
  return { hole: 'external-module', at, name, unread: { kind: 'module', path } };
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

function linkExport(m: Machine, record: ModuleRecord, statement: ts.Statement): void {
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
function linkReExport(m: Machine, record: ModuleRecord, statement: ts.Statement): void {
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

/** `require` of this module. A name that is partly known means every module of the program that it can be. */
function requireFunction(m: Machine, from: string): Value {
  return nativeFunction(m, 'require', (machine, { args, node }) => {
    const [specifier] = args;
    if (specifier?.kind !== 'text') return unknown('external-module', node, 'require');
    const plain = plainText(specifier);
    if (plain !== undefined) return requireValue(machine, plain, from, node);
    const found = modulesLike(machine, specifier, from);
    // Which modules it can be is only known where all are read.
    machine.unread?.need(undefined);
    if (found.length === 0) return unknown('external-module', node, 'require');
    return anyOf(found.map((path) => requireValue(machine, `${folderMark}${path}`, from, node)));
  });
}

/** Stands for the analysed folder in `__dirname`: an absolute path that no program holds. */
const folderMark = '/\u0002/';

/** Modules whose path a partly known specifier may be: `./sources/${name}.js`, or a folder that is read at run time. */
function modulesLike(m: Machine, specifier: Text, from: string): string[] {
  const source = specifier.pieces.map((piece) => ('hole' in piece ? '[^/]+' : escapeRegExp(piece.text))).join('');
  const folder = from.split('/').slice(0, -1).join('/');
  const isAbsolute = source.startsWith(escapeRegExp(folderMark));
  const inFolder = isAbsolute
    ? source.slice(escapeRegExp(folderMark).length)
    : `${escapeRegExp(folder === '' ? '' : `${folder}/`)}${source.replace(/^\\\.\\\//, '')}`;
  if (!isAbsolute && !source.startsWith('\\./')) return [];
  const pattern = new RegExp(`^${inFolder}(\\.[cm]?[jt]sx?)?$`);
  return [...m.modules.files.keys()].filter((path) => path !== from && pattern.test(path)).slice(0, maxModules);
}

const maxModules = 50;

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

export function requireValue(m: Machine, specifier: string, from: string, node: ts.Node): Value {
  const imported = importTarget(m, specifier, from, node);
  if (imported.kind === 'value') return imported.value;
  return imported.module.isEsm ? imported.module.namespace : commonJsExports(m, imported.module);
}

/** `import(specifier)`: the namespace of the module. */
export function importValue(m: Machine, specifier: string, from: string, node: ts.Node): Value {
  const imported = importTarget(m, specifier, from, node);
  if (imported.kind === 'module') return imported.module.namespace;
  return imported.value.kind === 'object' && imported.value.brand !== undefined
    ? objectOf(m, node, { default: imported.value })
    : imported.value;
}
