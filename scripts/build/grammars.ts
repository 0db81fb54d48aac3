import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../../src/languages/registry.ts';
import { root } from './root.ts';

/** The package that the runtime of tree-sitter and its grammars are from; of its 22 MB a part ships. */
export const grammarPackage = 'node_modules/@vscode/tree-sitter-wasm';

/** Copies the runtime, and the grammars of the languages that have a front end, beside the bundle. */
export async function copyGrammars(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const copy = (file: string, as = file) => copyFile(join(root, grammarPackage, 'wasm', file), join(folder, as));
  // In the older module format, which Node tells by the ending in a package of the newer one.
  await copy('tree-sitter.js', 'tree-sitter.cjs');
  for (const file of ['tree-sitter.wasm', ...languages.map(({ grammar }) => grammar)]) await copy(file);
}
