import { leftOutFolder } from './classify-path.ts';
import type { Configs } from './configs.ts';
import { recordOf, textOf, textsOf } from './json-shape.ts';
import { fitOf } from './package-targets.ts';
import { below, folderOf, joinPath } from './paths.ts';

/** What a tsconfig.json or jsconfig.json says about bare specifiers. Paths count from the home. */
export interface Aliases {
  /** From `baseUrl`: the folder in which bare specifiers are looked for. */
  readonly base: string | undefined;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

/** Finds the folder of a package that a configuration extends by name. */
export type FindPackageFolder = (name: string, from: string) => string | undefined;

/** A configuration with those it extends folded in. */
interface Merged {
  readonly base: string | undefined;
  readonly paths: Readonly<Record<string, unknown>>;
  /** Where `paths` was written: its targets count from there when no `baseUrl` is set. */
  readonly pathsFolder: string;
}

/** Chains are cut here: nobody's is longer, and a cycle must end. */
const longestChain = 20;

/** The aliases of a configuration file and of those it references, the file's own first. */
export function readAliases(path: string, configs: Configs, findFolder: FindPackageFolder): readonly Aliases[] {
  const reader = new AliasReader(configs, findFolder);
  return [path, ...reader.referenced(path)].map((config) => aliasesOf(reader.merged(config, []), folderOf(config)));
}

class AliasReader {
  readonly #configs: Configs;
  readonly #findFolder: FindPackageFolder;

  constructor(configs: Configs, findFolder: FindPackageFolder) {
    this.#configs = configs;
    this.#findFolder = findFolder;
  }

  /** Templates of Vite and Angular keep `paths` in a tsconfig.app.json that the tsconfig.json only references. */
  referenced(path: string): string[] {
    const references = recordOf(this.#configs.readJson(path))['references'];
    return (Array.isArray(references) ? references : []).flatMap((reference) => {
      const target = joinPath(folderOf(path), textOf(recordOf(reference)['path']) ?? '\0');
      return target === undefined ? [] : (this.#firstReadable([target, below(target, 'tsconfig.json')]) ?? []);
    });
  }

  merged(path: string, chain: readonly string[]): Merged {
    const folder = folderOf(path);
    const config = recordOf(this.#configs.readJson(path));
    let merged: Merged = { base: undefined, paths: {}, pathsFolder: folder };
    if (chain.length < longestChain) {
      for (const parent of textsOf(config['extends'])) {
        const target = this.#extended(parent, path);
        if (target === undefined || chain.includes(target)) continue;
        merged = overlay(merged, this.merged(target, [...chain, path]));
      }
    }
    const options = recordOf(config['compilerOptions']);
    const base = textOf(options['baseUrl']);
    return {
      base: base === undefined ? merged.base : joinPath(folder, withoutConfigDir(base)),
      ...('paths' in options
        ? { paths: recordOf(options['paths']), pathsFolder: folder }
        : { paths: merged.paths, pathsFolder: merged.pathsFolder }),
    };
  }

  #extended(specifier: string, from: string): string | undefined {
    const target = this.#extendedBase(specifier, from);
    // A package that is not part of the analysed code is installed; its options hold no aliases of this code.
    if (target === undefined) return undefined;
    const found = this.#firstReadable([target, `${target}.json`, below(target, 'tsconfig.json')]);
    const isRelative = specifier.startsWith('.');
    if (found === undefined && isRelative && leftOutFolder(`${target}/`) === undefined) {
      this.#configs.note(from, 'extends a configuration that cannot be read');
    }
    return found;
  }

  #extendedBase(specifier: string, from: string): string | undefined {
    if (!specifier.startsWith('.')) {
      const [name, rest] = splitPackage(specifier);
      const folder = this.#findFolder(name, from);
      return folder === undefined ? undefined : joinPath(folder, rest);
    }
    const target = joinPath(folderOf(from), specifier);
    if (target === undefined) this.#configs.note(from, 'extends a configuration outside the repository');
    return target;
  }

  #firstReadable(paths: readonly string[]): string | undefined {
    return paths.find((path) => path.endsWith('.json') && this.#configs.readJson(path) !== undefined);
  }
}

function overlay(under: Merged, over: Merged): Merged {
  const hasPaths = Object.keys(over.paths).length > 0;
  return { ...(hasPaths ? over : under), base: over.base ?? under.base };
}

function withoutConfigDir(path: string): string {
  return path.replace(/^\$\{configDir\}\/?/, './');
}

function aliasesOf({ base, paths, pathsFolder }: Merged, configFolder: string): Aliases {
  const entries = Object.entries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: textsOf(targets).flatMap((target) => {
      const plain = withoutConfigDir(target);
      return joinPath(plain === target ? (base ?? pathsFolder) : configFolder, plain) ?? [];
    }),
  }));
  return { base, paths: entries };
}

/** Where a bare specifier may be by these aliases, the likeliest first: the exact pattern, the longest, then `baseUrl`. */
export function* aliasTargets(specifier: string, aliases: Aliases): Generator<string> {
  const exact = aliases.paths.find(({ pattern }) => pattern === specifier);
  if (exact !== undefined) yield* exact.targets;
  const fits = aliases.paths.flatMap(({ pattern, targets }) => {
    const fit = fitOf(pattern, specifier);
    return fit === undefined ? [] : [{ ...fit, targets }];
  });
  for (const { rest, targets } of fits.sort((a, b) => b.prefix.length - a.prefix.length)) {
    yield* targets.map((target) => target.replace('*', () => rest));
  }
  const inBase = aliases.base === undefined ? undefined : joinPath(aliases.base, specifier);
  if (inBase !== undefined) yield inBase;
}

/** "@acme/tools/lint" → "@acme/tools" and "lint"; the rest is "" for the package itself. */
export function splitPackage(specifier: string): readonly [name: string, rest: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
}
