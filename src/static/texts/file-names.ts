import { ts } from 'ts-morph';

/** The names that a file declares. */
export interface FileNames {
  /** Of those that stand for a module, or a part of one, which module. */
  readonly modules: ReadonlyMap<string, string>;
  readonly declared: ReadonlySet<string>;
}

const known = new WeakMap<ts.SourceFile, FileNames>();

/** Names of any scope of the file: a name that is declared somewhere in it is not taken to be a global anywhere. */
export function fileNames(file: ts.SourceFile): FileNames {
  const found = known.get(file);
  if (found !== undefined) return found;
  const names = collect(file);
  known.set(file, names);
  return names;
}

function collect(file: ts.SourceFile): FileNames {
  const modules = new Map<string, string>();
  const declared = new Set<string>();
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const name = declaredName(node);
    if (name !== undefined) declared.add(name);
    const specifier = name === undefined ? undefined : moduleOf(node);
    if (name !== undefined && specifier !== undefined) modules.set(name, specifier);
    ts.forEachChild(node, (child) => void open.push(child));
  }
  return { modules, declared };
}

function declaredName(node: ts.Node): string | undefined {
  const isDeclaration =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isImportClause(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportEqualsDeclaration(node);
  return isDeclaration && node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

/** `import … from 'm'`, `const x = require('m')`, `const { x } = require('m').y`. */
function moduleOf(node: ts.Node): string | undefined {
  for (let at: ts.Node | undefined = node; at !== undefined && !ts.isStatement(at); at = at.parent) {
    if (ts.isVariableDeclaration(at)) return at.initializer && requiredIn(at.initializer);
  }
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isImportDeclaration(at)) return ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : undefined;
    if (ts.isImportEqualsDeclaration(at) && ts.isExternalModuleReference(at.moduleReference))
      return specifierOf(at.moduleReference.expression);
    if (ts.isStatement(at)) return undefined;
  }
  return undefined;
}

function requiredIn(expression: ts.Expression): string | undefined {
  let node = expression;
  for (;;) {
    if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) node = node.expression;
    else if (ts.isPropertyAccessExpression(node)) node = node.expression;
    else if (!ts.isCallExpression(node)) return undefined;
    else if (isLoading(node)) return specifierOf(node.arguments[0]);
    else node = node.expression;
  }
}

/** `require(…)` or `import(…)`. */
export function isLoading(call: ts.CallExpression): boolean {
  const { expression } = call;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function specifierOf(node: ts.Expression | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}
