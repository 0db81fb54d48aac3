import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FrontEnds } from '../languages/front-ends.ts';
import { languageOf, type Parse } from '../languages/registry.ts';
import { preparedFolder } from './package-root.ts';

/** What of tree-sitter's own module is used. */
interface TreeSitter {
  readonly Parser: {
    init(options: { readonly locateFile: (name: string) => string }): Promise<void>;
    new (): { setLanguage(language: unknown): void; parse(text: string): { readonly rootNode: never } | null };
  };
  readonly Language: { load(path: string): Promise<unknown> };
}

let runtime: Promise<TreeSitter> | undefined;

/** The front ends that these files need, with their grammars; `undefined` where all are JavaScript: then nothing is loaded. */
export async function frontEndsFor(paths: Iterable<string>): Promise<FrontEnds | undefined> {
  const foreign = [...paths].filter((path) => languageOf(path) !== undefined);
  if (foreign.length === 0) return undefined;
  const { loadFrontEnds } = await import('../languages/front-ends.ts');
  return loadFrontEnds(foreign, loadParser);
}

async function loadParser(grammar: string): Promise<Parse> {
  const folder = grammarFolder();
  runtime ??= startRuntime(folder);
  const { Parser, Language } = await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(folder, grammar)));
  return (text) => parser.parse(text)?.rootNode;
}

async function startRuntime(folder: string): Promise<TreeSitter> {
  const module: TreeSitter = createRequire(import.meta.url)(join(folder, runtimeFile()));
  await module.Parser.init({ locateFile: (name) => join(folder, name) });
  return module;
}

/** In a package of modules a file in the older format needs its ending. */
function runtimeFile(): string {
  return preparedFolder() === undefined ? 'tree-sitter.js' : 'tree-sitter.cjs';
}

/** Where the build copies them; the sources take them from the package. */
function grammarFolder(): string {
  const prepared = preparedFolder();
  if (prepared !== undefined) return join(dirname(prepared), 'grammars');
  return dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));
}
