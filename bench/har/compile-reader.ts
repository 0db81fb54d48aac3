import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles the reader of `src/load/har.ts` alone, file by file, so that it can be measured without the command line.
 *
 * @returns the file to import
 * @throws Error when it does not compile.
 */
export function compileReader(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const options = ['--ignoreConfig', '--module', 'nodenext', '--target', 'ES2023', '--types', 'node', '--noCheck'];
  const build = ['--rewriteRelativeImportExtensions', '--rootDir', 'src', '--outDir', folder, 'src/load/har.ts'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...build], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the reader does not compile: ${stdout}`);
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) symlinkSync(join(root, 'node_modules'), modules);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return join(folder, 'load/har.js');
}
