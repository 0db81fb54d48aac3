import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import type { JsonPath } from '../schema/index.ts';
import type { ConfigSource } from './config-file.ts';
import { expectInside } from './inside-folder.ts';

/** A pattern that matches more means something else. */
const mostMatches = 1_000;
/** So many files are looked at for a pattern. */
const mostLooked = 100_000;
/** More wildcards in one pattern take longer than they are worth. */
const mostWildcards = 3;

/** The paths of a config: every one below its folder, and patterns taken apart into the files that are there. */
export class ConfigPaths {
  readonly #source: ConfigSource;

  constructor(source: ConfigSource) {
    this.#source = source;
  }

  /** @throws InputError for a path that leads out of the folder. */
  inside(path: string, from: JsonPath): Promise<string> {
    return expectInside(this.#source.folder, path, this.#source.locate(from));
  }

  /** @throws InputError for the first path that leads out of the folder. */
  async insideAll(paths: readonly string[], from: JsonPath): Promise<readonly string[]> {
    const inside: string[] = [];
    for (const [index, path] of paths.entries()) inside.push(await this.inside(path, [...from, index]));
    return inside;
  }

  /**
   * The same where a path may be a pattern, as .gitignore has them: `recordings/*.har`.
   * @throws InputError for a pattern that matches nothing: what nobody finds would silently not be analysed.
   */
  async expandAll(patterns: readonly string[], from: JsonPath): Promise<readonly string[]> {
    const files: string[] = [];
    for (const [index, pattern] of patterns.entries()) {
      const path = await this.inside(pattern, [...from, index]);
      files.push(...(/[*?[]/.test(path) ? await this.#expand(path, [...from, index]) : [path]));
    }
    return [...new Set(files)];
  }

  async #expand(pattern: string, from: JsonPath): Promise<readonly string[]> {
    const refuse = (what: string, next: string): never => {
      throw new InputError(`the pattern ${JSON.stringify(pattern)} ${what}`, { at: this.#source.locate(from), next });
    };
    const wildcards = pattern.match(/[*?]+|\[/g)?.length ?? 0;
    if (wildcards > mostWildcards) refuse('has too many wildcards', `write one with at most ${mostWildcards}`);
    const matcher = ignore({ ignorecase: false }).add(`/${pattern}`);
    const start = pattern.slice(0, pattern.search(/[*?[]/)).split('/').slice(0, -1).join('/');
    const matches: string[] = [];
    for await (const file of filesBelow(this.#source.folder, start)) {
      if (matcher.ignores(file)) matches.push(file);
      if (matches.length > mostMatches) refuse(`matches more than ${mostMatches} files`, 'write a narrower one');
    }
    if (matches.length === 0) refuse('matches no file', 'check it; it starts from the folder of the configuration');
    return matches.sort(compareText);
  }
}

const left = new Set(['node_modules', '.git']);

/** Files below a folder, relative to the root with "/"; links are not followed. */
async function* filesBelow(root: string, start: string): AsyncGenerator<string> {
  const open = [start];
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
