import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { ts } from 'ts-morph';
import { root } from './root.ts';

/**
 * The types of the library: every declaration that index.d.ts leads to, and no other.
 * @throws Error when the sources do not compile.
 */
export async function emitDeclarations(folder: string): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', 'src/tsconfig.json', '--outDir', folder], {
    cwd: root,
    stdio: 'inherit',
  });
  const { files } = declarationsFrom(join(folder, 'index.d.ts'));
  const emitted = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.d.ts'));
  await Promise.all(
    emitted
      .map((path) => join(folder, path))
      .filter((path) => !files.has(path))
      .map((path) => rm(path)),
  );
}

/** The declarations that one leads to, and the packages that a reader of them needs. */
export function declarationsFrom(start: string): {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
} {
  const files = new Set([start]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (fileName.startsWith('.')) files.add(resolve(dirname(file), fileName.replace(/(?:\.d)?\.[jt]s$/, '.d.ts')));
      else packages.add(fileName);
    }
  }
  return { files, packages };
}
