import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TreeFile } from './integration.ts';

/**
 * Writes a tree below `folder` and makes it a git work tree. One that is there already is taken as it is: the generators
 * are seeded, so a name stands for its contents.
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
  for (const command of [
    ['init', '-q'],
    ['add', '-A'],
  ]) {
    const { status, stderr } = spawnSync('git', ['-C', unfinished, '-c', 'core.autocrlf=false', ...command]);
    if (status !== 0) throw new Error(`git ${command.join(' ')} failed: ${stderr}`);
  }
  renameSync(unfinished, target);
  return target;
}
