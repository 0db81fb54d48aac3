import { ts } from 'ts-morph';
import { isLoading } from './file-names.ts';

/** A place where a file loads a module whose name is written out. */
export interface Load {
  readonly node: ts.Node;
  readonly specifier: string;
}

/** Every import, re-export and `require` of a file, in no order. */
export function loadsOf(file: ts.SourceFile): readonly Load[] {
  const known = loads.get(file);
  if (known !== undefined) return known;
  const found: Load[] = [];
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const specifier = loadedBy(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push({ node, specifier: specifier.text });
    ts.forEachChild(node, (child) => void open.push(child));
  }
  loads.set(file, found);
  return found;
}

const loads = new WeakMap<ts.SourceFile, readonly Load[]>();

function loadedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  return ts.isCallExpression(node) && isLoading(node) ? node.arguments[0] : undefined;
}
