import { cp, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { writeBundle } from '../../scripts/build/build.ts';
import { type Bundle, bundle } from '../../scripts/build/bundle.ts';
import { copyGrammars } from '../../scripts/build/grammars.ts';
import { emitPrepared } from '../../scripts/build/prepare.ts';
import { root } from '../../scripts/build/root.ts';
import { scratchVariable } from './scratch.ts';

/** The package as it is installed: what the build makes, beside what ships as it is. */
export interface Installed {
  /** Absolute: the folder of the package. */
  readonly home: string;
  /** Absolute: what `rolefit` starts. */
  readonly program: string;
  readonly made: Bundle;
}

let once: Promise<Installed> | undefined;

/** Installs the package for all tests of this process: from the sources each start would take seconds. */
export function installPackage(): Promise<Installed> {
  once ??= install();
  return once;
}

async function install(): Promise<Installed> {
  const home = await mkdtemp(join(process.env[scratchVariable] ?? tmpdir(), 'installed-'));
  for (const name of ['package.json', 'permissions.json']) await cp(join(root, name), join(home, name));
  for (const name of ['rules', 'node_modules']) await symlink(join(root, name), join(home, name), 'dir');
  const made = await bundle(join(home, 'dist'));
  await writeBundle(made);
  await emitPrepared(join(home, 'dist/prepared'), []);
  await copyGrammars(join(home, 'dist/grammars'));
  return { home, program: join(home, 'dist/cli/main.js'), made };
}
