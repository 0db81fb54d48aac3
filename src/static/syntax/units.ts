import { ts } from 'ts-morph';

/** A statement of a module's top level, and what it brings. */
export interface Unit {
  readonly node: ts.Statement;
  readonly declares: readonly string[];
  /** What it exports itself; `*` for what is not named, as by `module.exports`. */
  readonly exports: readonly string[];
  /** For an import, or an export of another module's: the names here, and there. `*` stands for all. */
  readonly from: { readonly module: string; readonly names: readonly (readonly [string, string])[] } | undefined;
  readonly isReexport: boolean;
}

/** The statements of a module. */
export function unitsOf(file: ts.SourceFile): Unit[] {
  return file.statements.map((node) => {
    if (ts.isImportDeclaration(node)) return { ...plain(node), from: importedBy(node) };
    if (ts.isExportDeclaration(node)) return { ...plain(node), from: reexportedBy(node), isReexport: true };
    if (ts.isExportAssignment(node)) return { ...plain(node), exports: ['default'] };
    const declares = declaredBy(node);
    if (ts.isExpressionStatement(node) && mentionsExports(node)) return { ...plain(node), exports: ['*'] };
    return { ...plain(node), declares, exports: exportedAs(node, declares) };
  });
}

function plain(node: ts.Statement): Unit {
  return { node, declares: [], exports: [], from: undefined, isReexport: false };
}

/** `export { local as name }` of the module's own names: each name with the local one. */
export function exportedNames(file: ts.SourceFile): [name: string, local: string][] {
  return file.statements.flatMap((node) => {
    if (!ts.isExportDeclaration(node) || node.moduleSpecifier !== undefined) return [];
    const clause = node.exportClause;
    if (clause === undefined || !ts.isNamedExports(clause)) return [];
    return clause.elements.map(({ name, propertyName }): [string, string] => [name.text, (propertyName ?? name).text]);
  });
}

/** Every module that a file loads, by the text of it; `undefined` for one that is named in another way. */
export function specifiersOf(file: ts.SourceFile): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (isTypeOnly(node)) return;
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined)
      found.push(ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined);
    else if (ts.isExternalModuleReference(node))
      found.push(ts.isStringLiteralLike(node.expression) ? node.expression.text : undefined);
    else if (ts.isCallExpression(node) && isLoad(node)) {
      const [first] = node.arguments;
      found.push(first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** Whether a part of a program is gone when it runs. */
export function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);
}

function isLoad({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  const name = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(name) && (name.text === 'require' || name.text === 'createRequire');
}

function importedBy({ moduleSpecifier, importClause }: ts.ImportDeclaration): Unit['from'] {
  const names: [string, string][] = [];
  if (importClause?.name !== undefined) names.push([importClause.name.text, 'default']);
  const bindings = importClause?.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push([bindings.name.text, '*']);
  if (bindings !== undefined && ts.isNamedImports(bindings))
    for (const { name, propertyName } of bindings.elements) names.push([name.text, (propertyName ?? name).text]);
  return { module: ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '', names };
}

function reexportedBy({ moduleSpecifier, exportClause }: ts.ExportDeclaration): Unit['from'] {
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return { module: '', names: [] };
  const all: [string, string][] = [['*', '*']];
  const names =
    exportClause !== undefined && ts.isNamedExports(exportClause)
      ? exportClause.elements.map(({ name, propertyName }): [string, string] => [
          `export ${name.text}`,
          (propertyName ?? name).text,
        ])
      : all;
  return { module: moduleSpecifier.text, names };
}

function declaredBy(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(({ name }) => namesOf(name));
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name ? [node.name.text] : ['default'];
  // What a block declares for the whole function, or sets.
  return assignedIn(node);
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}

/** Variables that a statement sets, or declares somewhere inside. */
function assignedIn(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (at: ts.Node): void => {
    if (isAssignment(at)) found.push(...rootsOf(at.left));
    else if (ts.isVariableDeclaration(at)) found.push(...namesOf(at.name));
    ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** The variable that an expression is a part of: `app` of `app.config.handler`. */
export function rootsOf(node: ts.Expression): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return rootsOf(node.expression);
  return ts.isCallExpression(node) || ts.isNonNullExpression(node) ? rootsOf(node.expression) : [];
}

function exportedAs(node: ts.Statement, declares: readonly string[]): readonly string[] {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  return isDefault ? ['default'] : declares;
}

/** `module.exports = …`, `exports.page = …`, and whatever else is done with these. */
function mentionsExports(node: ts.Node): boolean {
  const visit = (at: ts.Node): boolean =>
    (ts.isIdentifier(at) && (at.text === 'exports' || at.text === 'module')) || ts.forEachChild(at, visit) === true;
  return visit(node);
}
