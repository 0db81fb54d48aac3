import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { isTestPath } from '../../sources/classify-path.ts';

/** A folder to list, or a file whose imports are followed within a folder. */
export interface Scope {
  /** From the home, with "/"; "" for the home itself. */
  readonly folder: string;
  /** From the home: the file that the reader named. Absent where the whole folder was. */
  readonly file?: string;
  /** Whether the reader pointed at tests, so that they are what is wanted. */
  readonly isTest: boolean;
}

/** Where the analysed code stands. */
export interface Places {
  /** Absolute: the repository or package around the root. Configuration is read up to here, and never beyond. */
  readonly home: string;
  /** From the home, with "/": the folder that everything analysed lies in. */
  readonly root: string;
  readonly scopes: readonly Scope[];
  /** Absolute: the repository or package around each of the scopes. Two folders of one home may have nothing in common. */
  readonly repositories: readonly string[];
}

/**
 * Finds the folders that the given paths mean. Links are followed here and only here: the reader named them.
 * @throws InputError for a path that is not there, or is neither a file nor a folder.
 */
export function findPlaces(paths: readonly string[], cwd: string): Places {
  const given = paths.map((path) => statGiven(path, cwd));
  const folders = given.map(({ path, isFile }) => (isFile ? packageAround(dirname(path)) : path));
  const root = folders.reduce(commonFolder);
  const home = around(root);
  const fromHome = (path: string): string => relative(home, path).split(sep).join('/');
  const scopes = given.map(({ path, isFile }, index) => ({
    folder: fromHome(folders[index] ?? path),
    ...(isFile ? { file: fromHome(path) } : {}),
    // As the reader wrote it: that the whole repository lies in a folder called "test" says nothing.
    isTest: isTestPath(writtenPath(paths[index] ?? '', cwd)),
  }));
  return { home, root: fromHome(root), scopes, repositories: [...new Set(folders.map(around))] };
}

function writtenPath(given: string, cwd: string): string {
  return relative(cwd, resolve(cwd, given)).split(sep).join('/');
}

function statGiven(given: string, cwd: string): { path: string; isFile: boolean } {
  try {
    const path = realpathSync(resolve(cwd, given));
    const stat = statSync(path);
    if (stat.isFile() || stat.isDirectory()) return { path, isFile: stat.isFile() };
  } catch (cause) {
    throw new InputError('there is no such file or folder, or it may not be read', {
      at: { file: given },
      next: 'check the path; it is relative to the current folder',
      cause,
    });
  }
  throw new InputError('this is neither a file nor a folder', {
    at: { file: given },
    next: 'pass a folder of source code',
  });
}

function around(folder: string): string {
  return repositoryAround(folder) ?? packageAround(folder);
}

function packageAround(folder: string): string {
  return nearestWith(folder, ['package.json', '.git']) ?? folder;
}

function repositoryAround(folder: string): string | undefined {
  return nearestWith(folder, ['.git']);
}

function nearestWith(folder: string, names: readonly string[]): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (names.some((name) => exists(join(current, name)))) return current;
    if (dirname(current) === current) return undefined;
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function commonFolder(a: string, b: string): string {
  let common = a;
  while (common !== b && !b.startsWith(common.endsWith(sep) ? common : common + sep)) common = dirname(common);
  return common;
}
