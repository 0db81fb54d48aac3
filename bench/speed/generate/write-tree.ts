import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { TreeFile } from './integration.ts';

/**
 * Writes a tree below `folder` and commits it, so that git's index is clean. One that is there already is taken as it
 * is: the generators are seeded, so a name stands for its contents.
 * @returns the absolute folder
 */
export function writeTree(folder: string, name: string, files: () => Iterable<TreeFile>): string {
  const target = join(folder, name);
  if (existsSync(target)) return target;
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const made = new Set<string>();
  for (const [path, text] of files()) {
    const file = join(unfinished, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text);
  }
  git(unfinished, 'init', '-q', '-b', 'main');
  git(unfinished, 'add', '-A');
  git(unfinished, 'commit', '-q', '--no-verify', '-m', 'All of it');
  renameSync(unfinished, target);
  return target;
}

const identity = { NAME: 'bench', EMAIL: 'bench@example.com', DATE: '2026-01-01T00:00:00Z' };
const environment = Object.fromEntries(
  Object.entries(identity).flatMap(([name, value]) => [
    [`GIT_AUTHOR_${name}`, value],
    [`GIT_COMMITTER_${name}`, value],
  ]),
);

/** git as nobody configured it: without hooks, signatures, or changed line ends. Throws what it says went wrong. */
export function git(folder: string, ...command: readonly string[]): void {
  // Objects are left as they are: nobody reads them, and deflating takes longer than all the rest.
  const settings = ['core.autocrlf=false', 'core.compression=0', 'commit.gpgSign=false', 'gc.auto=0'].flatMap((one) => [
    '-c',
    one,
  ]);
  const { status, stderr } = spawnSync('git', ['-C', folder, ...settings, ...command], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`git ${command.join(' ')} failed: ${stderr}`);
}
