import type { JsonPath } from '../schema/index.ts';
import type { ConfigSource } from './config-file.ts';
import { expandPattern, isPattern } from './expand-pattern.ts';
import { expectInside } from './inside-folder.ts';

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
      const at = this.#source.locate([...from, index]);
      files.push(...(isPattern(path) ? await expandPattern(path, this.#source.folder, at) : [path]));
    }
    return [...new Set(files)];
  }
}
