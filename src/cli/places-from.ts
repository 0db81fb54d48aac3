import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Format, formatEntries } from '../report/formats.ts';
import type { PlannedOutput } from './plan-outputs.ts';

/**
 * The folder from which places in code are shown. A code host looks them up in the repository, whatever part of it is
 * analysed. For everything else it is the analysed folder (`undefined`), and for code outside of the working folder as
 * well: the way to it would tell where things stand on this machine.
 */
export async function placesFrom(
  planned: readonly PlannedOutput[],
  paths: readonly string[] = [],
  cwd: string,
): Promise<string | undefined> {
  return planned.some(({ format }) => isForHost(format)) ? workingFolder(paths, cwd) : undefined;
}

/** Whether a format's readers look places up in the repository. */
export function isForHost(format: Format): boolean {
  return formatEntries[format].placesFrom === 'repository';
}

/**
 * From the repository's root to a folder in it, with "/": what a place of that folder lacks for a code host. Empty for the
 * root itself, and where there is no repository.
 */
export async function wayFromRoot(folder: string): Promise<string> {
  const home = await realpath(folder);
  for (let current = home; ; current = dirname(current)) {
    const found = await lstat(join(current, '.git')).catch(() => undefined);
    if (found !== undefined) return relative(current, home).split(sep).join('/');
    if (dirname(current) === current) return '';
  }
}

/** The working folder, where everything that is analysed stands in it. */
export async function workingFolder(paths: readonly string[], cwd: string): Promise<string | undefined> {
  const home = await realpath(cwd);
  // What is missing gets its message from the reader.
  const targets = await Promise.all(paths.map((path) => realpath(resolve(cwd, path)).catch(() => home)));
  return targets.every((target) => isWithin(home, target)) ? cwd : undefined;
}

function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !isAbsolute(inside) && inside.split(sep)[0] !== '..';
}
