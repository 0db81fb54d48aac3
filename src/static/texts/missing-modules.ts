import { ts } from 'ts-morph';
import type { Location } from '../../model/location.ts';
import type { Resolve } from '../contract/resolve.ts';
import { locationAt } from '../syntax/location-at.ts';
import { type Load, loadsOf } from './loads.ts';

/** A module that live code imports and that nobody could read. */
export interface MissingModule {
  readonly location: Location;
  /** As the code writes it. */
  readonly specifier: string;
}

export interface ModuleGraph {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  readonly resolve: Resolve;
  /** Paths of the modules where the program starts. */
  readonly entries: readonly string[];
}

/**
 * Modules of the program's own that its live code imports, and that are not among the files: they were never written,
 * are ignored, lie outside, or were left out. They may call anything. Styles, pictures and modules of which only types
 * are used are none.
 */
export function findMissingModules(graph: ModuleGraph): readonly MissingModule[] {
  const missing: MissingModule[] = [];
  for (const [path, file] of liveFiles(graph)) {
    for (const load of loadsOf(file)) {
      if (!isOwn(load.specifier) || isAsset(load.specifier) || graph.resolve(load.specifier, path).kind !== 'external')
        continue;
      if (isOnlyForTypes(load, file)) continue;
      missing.push({ location: locationAt(file, path, load.node.getStart(file)), specifier: load.specifier });
    }
  }
  return missing;
}

/** Modules that may call Marketo though no rule describes them: packages that have its name and were not read. */
export function findUnknownClients(
  { files, resolve }: ModuleGraph,
  isKnown: (specifier: string) => boolean,
): readonly MissingModule[] {
  return [...files].flatMap(([path, file]) =>
    loadsOf(file).flatMap((load) => {
      const { specifier, node } = load;
      if (isOwn(specifier) || isAsset(specifier) || isKnown(specifier) || !/marketo|mkto/i.test(specifier)) return [];
      if (resolve(specifier, path).kind !== 'external' || isOnlyForTypes(load, file)) return [];
      return [{ location: locationAt(file, path, node.getStart(file)), specifier }];
    }),
  );
}

function liveFiles({ files, resolve, entries }: ModuleGraph): ReadonlyMap<string, ts.SourceFile> {
  const live = new Map<string, ts.SourceFile>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = files.get(path);
    if (file === undefined || live.has(path)) continue;
    live.set(path, file);
    for (const { specifier } of loadsOf(file)) {
      const target = resolve(specifier, path);
      if (target.kind === 'source') open.push(target.path);
    }
  }
  return new Map([...live].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A path, or an alias that no package can be called by. */
function isOwn(specifier: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|[@~]\/)/.test(specifier);
}

const assets = new Set(
  `css scss sass less styl pcss svg png jpg jpeg gif webp ico avif bmp woff woff2 ttf otf eot mp3 mp4 webm ogg wav pdf txt
  md mdx html htm xml yml yaml toml csv tsv graphql gql sql wasm node json json5 jsonc hbs ejs pug njk mustache liquid
  glsl vert frag wgsl proto prisma env sh`.split(/\s+/),
);

/** What is no code: styles, pictures, documents. */
function isAsset(specifier: string): boolean {
  const name =
    specifier
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? '';
  return assets.has(name.split('.').at(-1)?.toLowerCase() ?? '') && name.includes('.');
}

/** Whether nothing of a module is there when the program runs: TypeScript drops imports that are only used as types. */
function isOnlyForTypes({ node }: Load, file: ts.SourceFile): boolean {
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
