import { below, folderOf, nameOf } from './paths.ts';

/** The files that an import can mean: asked for every place at which a module may be. Paths count from the home. */
export interface KnownFiles {
  has(path: string): boolean;
  /** Whether some known file has this path but for its extension: most places are turned away by this one question. */
  hasStem(path: string): boolean;
  /** The files of a folder. */
  filesIn(folder: string): readonly string[];
  /** All that are called so, whatever their folders. */
  named(fileName: string): readonly string[];
}

/**
 * Makes lists of files ready to be asked.
 * @param lists not to be changed any more
 */
export function createKnownFiles(...lists: readonly ReadonlySet<string>[]): KnownFiles {
  const stems = new Set<string>();
  for (const list of lists) {
    for (const path of list) {
      const dot = path.lastIndexOf('.');
      if (dot >= 0 && knownExtensions.has(path.slice(dot))) stems.add(path.slice(0, dot));
    }
  }
  let folders: ReadonlyMap<string, readonly string[]> | undefined;
  let byName: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    has: (path) => lists.some((list) => list.has(path)),
    hasStem: (path) => stems.has(path),
    filesIn(folder) {
      folders ??= groupBy(lists, folderOf);
      return folders.get(folder) ?? [];
    },
    named(fileName) {
      byName ??= groupBy(lists, nameOf);
      return byName.get(fileName) ?? [];
    },
  };
}

function groupBy(
  lists: readonly ReadonlySet<string>[],
  keyOf: (path: string) => string,
): Map<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of new Set(lists.flatMap((list) => [...list]))) {
    const key = keyOf(path);
    const known = found.get(key);
    if (known === undefined) found.set(key, [path]);
    else known.push(path);
  }
  return found;
}

/** In the order in which they are tried. */
const extensions = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.vue',
  '.svelte',
  '.astro',
  '.json',
  '.gs',
  '.sjs',
];
const knownExtensions: ReadonlySet<string> = new Set(extensions);

/** What TypeScript lets an import say for the file that it will be compiled to. */
const written: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** JavaScript, as written or as TypeScript is compiled to. */
const compiledFile = /\.[mc]?jsx?$/;

/** Whether a file's imports are looked up as TypeScript does. */
export function isTypeScript(path: string): boolean {
  return /\.(?:[mc]?ts|tsx|vue|svelte|astro)$/.test(path);
}

/**
 * The module file that a path without or with extension means, or `undefined`.
 * @param from the importing file: TypeScript looks for `a.ts` behind "./a.js" first, Node takes `a.js`
 */
export function findModuleFile(base: string, known: KnownFiles, from: string): string | undefined {
  const compiled = compiledFile.test(base) ? [...sourcesOfCompiled(base)].find((path) => known.has(path)) : undefined;
  if (compiled !== undefined && (isTypeScript(from) || !known.has(base))) return compiled;
  if (base !== '' && known.has(base)) return base;
  return withExtension(base, known) ?? withExtension(below(base, 'index'), known);
}

function withExtension(base: string, known: KnownFiles): string | undefined {
  if (!known.hasStem(base)) return undefined;
  for (const extension of extensions) {
    if (known.has(base + extension)) return base + extension;
  }
  return undefined;
}

function* sourcesOfCompiled(path: string): Generator<string> {
  const extension = compiledFile.exec(path)?.[0];
  if (extension === undefined) return;
  for (const source of written[extension] ?? []) yield path.slice(0, -extension.length) + source;
}

const builtFolder = /^(?:dist|build|lib|out|output|es|esm|cjs|\.output)$/;
const formatFolder = /^(?:esm|cjs|es|node|src|lib|types|umd|bundle)$/;

/**
 * The source file behind a path in a package, which as a rule names what the build will write: "dist/cli.js" for
 * `src/cli.ts`. Looked for where build tools take it from.
 * @param path relative to the package's folder
 */
export function findSourceOf(folder: string, path: string, known: KnownFiles): string | undefined {
  for (const candidate of sourceCandidates(path.replace(/^\.\//, '').replace(/\/$/, ''))) {
    const found = findModuleFile(below(folder, candidate), known, 'any.ts');
    if (found !== undefined && !found.endsWith('.json')) return found;
  }
  return undefined;
}

function* sourceCandidates(path: string): Generator<string> {
  yield path;
  const [first = '', ...rest] = path.split('/');
  if (rest.length === 0 || !builtFolder.test(first)) return;
  const tails = [rest, ...(formatFolder.test(rest[0] ?? '') && rest.length > 1 ? [rest.slice(1)] : [])];
  for (const tail of tails) {
    // Bundlers call their output index.mjs or main.umd.js whatever the source is called.
    const plain = tail.join('/').replace(/(?:\.(?:umd|esm|cjs|es|bundle|min|production))?\.[mc]?jsx?$/, '');
    yield `src/${plain}`;
    yield plain;
    yield `lib/${plain}`;
  }
}
