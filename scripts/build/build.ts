import { readFileSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bundle, bundle } from './bundle.ts';
import { makeDeclarations } from './declarations.ts';
import { copyGrammars, grammarPackage } from './grammars.ts';
import { bundleHook } from './hook.ts';
import { emitPrepared } from './prepare.ts';
import { root } from './root.ts';
import { type Product, sbomText } from './sbom.ts';
import { bundledPackages, thirdPartyText } from './third-party.ts';

/** Everything that ships in dist/, made anew. No part of it ships itself. */
async function build(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  // The compiler is a process of its own: it works while the bundle is made.
  const [{ rolledUp }, made] = await Promise.all([makeDeclarations(), bundle(folder)]);
  await writeBundle(made);
  await writeFile(join(folder, 'index.d.ts'), rolledUp);
  await writeBundle(await bundleHook(folder));
  await emitPrepared(
    join(folder, 'prepared'),
    made.outputFiles.map(({ contents }) => contents),
  );
  await copyGrammars(join(folder, 'grammars'));
  const packages = bundledPackages(made.metafile, [grammarPackage]);
  await writeFile(join(folder, 'THIRD-PARTY.txt'), thirdPartyText(packages));
  await writeFile(join(folder, 'sbom.cdx.json'), sbomText(readProduct(), packages));
  await chmod(join(folder, 'cli/main.js'), 0o755);
}

function readProduct(): Product {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { name, version, license };
}

/** Writes the files of a bundle where it was made for. */
export async function writeBundle({ outputFiles }: Pick<Bundle, 'outputFiles'>): Promise<void> {
  for (const { path, contents } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(join(root, 'dist'));
