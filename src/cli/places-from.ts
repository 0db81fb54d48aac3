import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { formatEntries } from '../report/formats.ts';
import type { PlannedOutput } from './plan-outputs.ts';

/**
 * The folder from which places in code are shown. A code host looks them up from the folder that the job runs in,
 * whatever part of it is analysed. For everything else it is the analysed folder (`undefined`), and for code outside of
 * the working folder as well: the way to it would tell where things stand on this machine.
 */
export async function placesFrom(
  planned: readonly PlannedOutput[],
  paths: readonly string[] = [],
  cwd: string,
): Promise<string | undefined> {
  const isForHost = planned.some(({ format }) => formatEntries[format].placesFrom === 'working-folder');
  return isForHost ? workingFolder(paths, cwd) : undefined;
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
