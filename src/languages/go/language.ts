import type { Language } from '../registry.ts';

const importBlock = /^[ \t]*import[ \t]*\(([^)]{0,20000})\)/gm;
const importLine = /^[ \t]*import[ \t]+(?:[\w.]+[ \t]+)?["`]([^"`\n]+)["`]/gm;
const quoted = /["`]([^"`\n]+)["`]/g;

/**
 * Go, as far as it is known without a parser. A package is a folder: `go:.` is the next file of it, and each file
 * gives what that one has as well, all the way round. `go:a/b` is a package, by its first file.
 */
export const go: Language = {
  id: 'go',
  title: 'Go',
  extensions: ['.go'],
  grammar: 'tree-sitter-go.wasm',
  load: () => import('./front-end.ts'),
  leftOutFolders: ['vendor'],
  ownLeftOutFolders: ['testdata'],
  testFile: /_test\.go$/,
  constructorName: '__init__',
  packagesAreFolders: true,
  startsItself: /^package\s+main\b/m,
  specifiersIn,
  modulePaths,
  expectedName,
  namesOfFile: (path) => [path.split('/').at(-2) ?? ''],
};

function specifiersIn(text: string): string[] {
  const found = new Set(['go:.']);
  for (const [, block = ''] of text.matchAll(importBlock)) {
    for (const [, path = ''] of block.matchAll(quoted)) found.add(`go:${path}`);
  }
  for (const [, path = ''] of text.matchAll(importLine)) found.add(`go:${path}`);
  return [...found];
}

type FilesIn = (folder: string) => readonly string[];

function modulePaths(specifier: string, from: string, filesIn: FilesIn): string[] {
  const name = specifier.slice('go:'.length);
  const folders = from.split('/').slice(0, -1);
  if (name === '.') return nextInFolder(from, filesOf(folders.join('/'), filesIn));
  const parts = name.split('/');
  const roots = [...folders.map((_, index) => folders.slice(0, folders.length - index)), []];
  for (let start = ownPart(parts); start < parts.length; start += 1) {
    for (const root of roots) {
      const [first] = filesOf([...root, ...parts.slice(start)].join('/'), filesIn);
      if (first !== undefined) return [first];
    }
  }
  return [];
}

/** The files of a package, in order. */
function filesOf(folder: string, filesIn: FilesIn): string[] {
  return filesIn(folder)
    .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
    .sort();
}

function nextInFolder(from: string, files: readonly string[]): string[] {
  const next = files[(files.indexOf(from) + 1) % files.length];
  return next === undefined || next === from ? [] : [next];
}

const standard =
  /^(?:archive|bufio|bytes|cmp|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt|go|hash|html|image|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|sync|syscall|testing|text|time|unicode|unique|unsafe)$/;

/** From which part on a path can be a folder of the module: before stands what the module itself is called. */
function ownPart(parts: readonly string[]): number {
  const [first = ''] = parts;
  if (standard.test(first)) return parts.length;
  return /^(?:github|gitlab|bitbucket)\./.test(first) ? 3 : first.includes('.') ? 1 : 0;
}

/** A package is called by its folder. */
function expectedName(specifier: string): string {
  const last = specifier.slice(specifier.search(/[:/][^:/]*$/) + 1);
  return last === '.' ? '' : last;
}
