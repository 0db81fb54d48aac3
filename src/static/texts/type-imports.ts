import { ts } from 'ts-morph';
import type { Load } from './loads.ts';

/** Whether nothing of a module is there when the program runs: TypeScript drops imports that are only used as types. */
export function isOnlyForTypes({ node }: Load, file: ts.SourceFile): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false;
  const { importClause } = node;
  if (importClause.isTypeOnly) return true;
  const { namedBindings } = importClause;
  if (namedBindings !== undefined && ts.isNamedImports(namedBindings) && namedBindings.elements.length > 0) {
    if (importClause.name === undefined && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)) return true;
  }
  const names = [importClause.name, ...namesIn(namedBindings)].flatMap((name) => name?.text ?? []);
  return names.length > 0 && isTyped(file) && !names.some((name) => isValue(name, file, node));
}

function namesIn(bindings: ts.NamedImportBindings | undefined): readonly ts.Identifier[] {
  if (bindings === undefined) return [];
  return ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map(({ name }) => name);
}

/** Only a compiler of types drops imports. */
function isTyped(file: ts.SourceFile): boolean {
  return /\.[cm]?tsx?$/.test(file.fileName);
}

/** Whether a name is used as a value somewhere. */
function isValue(name: string, file: ts.SourceFile, declaration: ts.Node): boolean {
  const open: ts.Node[] = [...file.statements];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === declaration || (ts.isTypeNode(node) && !isExtended(node))) continue;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) continue;
    if (ts.isIdentifier(node) && node.text === name) return true;
    ts.forEachChild(node, (child) => void open.push(child));
  }
  return false;
}

/** `class A extends B` has B at run time, `implements B` does not. */
function isExtended(node: ts.Node): boolean {
  return (
    ts.isExpressionWithTypeArguments(node) &&
    ts.isHeritageClause(node.parent) &&
    node.parent.token === ts.SyntaxKind.ExtendsKeyword
  );
}
