import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import ignore from 'ignore';
import { InputError, type InputPlace } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';

/** A pattern that matches more means something else. */
const mostMatches = 1_000;
/** So many files are looked at for a pattern. */
const mostLooked = 100_000;
/** More wildcards in one pattern take longer than they are worth. */
const mostWildcards = 3;

const wildcard = /[*?[]/;

/** Whether a path is a pattern, as .gitignore has them: `recordings/*.har`. */
export function isPattern(path: string): boolean {
  return wildcard.test(path);
}

/**
 * The paths as given, patterns taken apart into the files that are there, each path once. A file that is really named
 * like a pattern is that file.
 * @throws InputError for a pattern that matches nothing or too much.
 */
export async function expandPaths(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    const isPlain = !isPattern(path) || (await stat(resolve(cwd, path)).catch(() => undefined)) !== undefined;
    expanded.push(...(isPlain ? [path] : await expandPattern(path, cwd, { file: path })));
  }
  return [...new Set(expanded)];
}

/**
 * The files that a pattern matches, written as the pattern is, sorted. Links are not followed.
 * @param folder absolute; what the pattern is relative to.
 * @param at where the pattern stands, for the error.
 * @throws InputError for a pattern that matches nothing or too much: what nobody finds would silently not be analysed.
 */
export async function expandPattern(pattern: string, folder: string, at: InputPlace): Promise<readonly string[]> {
  const refuse = (what: string, next: string): never => {
    throw new InputError(`the pattern ${JSON.stringify(pattern)} ${what}`, { at, next });
  };
  const wildcards = pattern.match(/[*?]+|\[/g)?.length ?? 0;
  if (wildcards > mostWildcards) refuse('has too many wildcards', `write one with at most ${mostWildcards}`);
  const fixed = pattern.slice(0, pattern.slice(0, pattern.search(wildcard)).lastIndexOf('/') + 1);
  const matcher = ignore({ ignorecase: false }).add(`/${pattern.slice(fixed.length)}`);
  const matches: string[] = [];
  for await (const file of filesBelow(resolve(folder, fixed))) {
    if (matcher.ignores(file)) matches.push(`${fixed}${file}`);
    if (matches.length > mostMatches) refuse(`matches more than ${mostMatches} files`, 'write a narrower one');
  }
  if (matches.length === 0)
    refuse('matches no file', 'check it; it starts from the folder of the configuration, or the current one');
  return matches.sort(compareText);
}

const left = new Set(['node_modules', '.git']);

/** Files below a folder, relative to it with "/"; links are not followed. */
async function* filesBelow(root: string): AsyncGenerator<string> {
  const open = [''];
  let looked = 0;
  for (let folder = open.pop(); folder !== undefined && looked < mostLooked; folder = open.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
      looked++;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !left.has(entry.name)) open.push(path);
      else if (entry.isFile()) yield path;
    }
  }
}
