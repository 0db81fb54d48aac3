import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bundle, bundle } from './bundle.ts';
import { emitDeclarations } from './declarations.ts';
import { emitPrepared } from './prepare.ts';
import { root } from './root.ts';
import { bundledPackages, thirdPartyText } from './third-party.ts';

/** Everything that ships in dist/, made anew. Here and not in src/, because no part of it ships itself. */
async function build(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await emitDeclarations(folder);
  const made = await bundle(folder);
  await writeBundle(made);
  await emitPrepared(
    join(folder, 'prepared'),
    made.outputFiles.map(({ contents }) => contents),
  );
  await writeFile(join(folder, 'THIRD-PARTY.txt'), thirdPartyText(bundledPackages(made.metafile)));
  await chmod(join(folder, 'cli/main.js'), 0o755);
}

/** Writes the files of a bundle where it was made for. */
export async function writeBundle({ outputFiles }: Bundle): Promise<void> {
  for (const { path, contents } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(join(root, 'dist'));
