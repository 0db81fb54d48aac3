import { ts } from 'ts-morph';

/** Where a name of a file comes from: an import specifier, and which export; empty for the default and for all. */
export interface WrittenImport {
  readonly module: string;
  readonly path: string;
}

const known = new WeakMap<ts.SourceFile, ReadonlyMap<string, WrittenImport>>();

/** What the file imports under a name, as it is written there; `undefined` for a name that it does not import. */
export function importOf(file: ts.SourceFile, name: string): WrittenImport | undefined {
  const found = known.get(file) ?? new Map(file.statements.flatMap(importsOf));
  known.set(file, found);
  return found.get(name);
}

function importsOf(statement: ts.Statement): [string, WrittenImport][] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(requiresOf);
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const module = statement.moduleSpecifier.text;
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  const whole = [clause?.name, bindings !== undefined && ts.isNamespaceImport(bindings) ? bindings.name : undefined];
  return [
    ...whole.flatMap((name): [string, WrittenImport][] =>
      name === undefined ? [] : [[name.text, { module, path: '' }]],
    ),
    ...(bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : []).map(
      ({ name, propertyName }): [string, WrittenImport] => [name.text, exported(module, (propertyName ?? name).text)],
    ),
  ];
}

/** The module of `require('m')`. */
export function moduleRequired(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [specifier] = node.arguments;
  if (node.expression.text !== 'require' || specifier === undefined) return undefined;
  return ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}

// const x = require('m'), const { a: x } = require('m')
function requiresOf({ name, initializer }: ts.VariableDeclaration): [string, WrittenImport][] {
  const module = initializer === undefined ? undefined : moduleRequired(initializer);
  if (module === undefined) return [];
  if (ts.isIdentifier(name)) return [[name.text, { module, path: '' }]];
  if (!ts.isObjectBindingPattern(name)) return [];
  return name.elements.flatMap(({ name: local, propertyName }): [string, WrittenImport][] => {
    const key = propertyName ?? local;
    return ts.isIdentifier(local) && ts.isIdentifier(key) ? [[local.text, exported(module, key.text)]] : [];
  });
}

function exported(module: string, name: string): WrittenImport {
  return { module, path: name === 'default' ? '' : name };
}
