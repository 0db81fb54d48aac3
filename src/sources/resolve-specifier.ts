import { type Aliases, aliasTargets, readAliases, splitPackage } from './aliases.ts';
import type { Configs } from './configs.ts';
import { compiledFile, findModuleFile, findSourceOf, type KnownFiles } from './known-files.ts';
import { exportTargets, importTargets } from './package-targets.ts';
import type { PackageTable } from './packages.ts';
import { below, folderOf, foldersUp, joinPath } from './paths.ts';

/** What a specifier means, as a path from the home; `undefined` for what is not among the known files. */
export type FindModule = (specifier: string, from: string) => string | undefined;

export interface ResolverInput {
  readonly known: KnownFiles;
  readonly packages: PackageTable;
  readonly configs: Configs;
  /** Whether a configuration file is there. */
  readonly hasConfig: (path: string) => boolean;
}

/**
 * Aliases that frameworks set up without a tsconfig.json, or in a bundler's configuration that is never run:
 * Vue CLI, Nuxt, Next, SvelteKit, Nest. Tried last.
 */
const customaryAliases: readonly (readonly [prefix: string, folders: readonly string[]])[] = [
  ['@/', ['src', '', 'app']],
  ['~/', ['src', 'app', '']],
  ['@@/', ['']],
  ['~~/', ['']],
  ['$lib/', ['src/lib']],
  ['src/', ['src']],
  ['/', ['', 'public']],
];

/** Makes the one answer to what an import means. It remembers: the same question is asked for every file of a folder. */
export function createFindModule(input: ResolverInput): FindModule {
  const aliasesOf = rememberAliases(input);
  const answers = new Map<string, Answers>();
  const find: FindModule = (written, from) => {
    const specifier = withoutQuery(written);
    if (specifier.startsWith('node:') || specifier === '') return undefined;
    if (specifier.startsWith('.')) return findRelative(specifier, from, input);
    if (specifier.startsWith('#'))
      return findImport(specifier, from, input) ?? findAliased(specifier, from, aliasesOf, input);
    return (
      findAliased(specifier, from, aliasesOf, input) ??
      findInPackage(specifier, from, input) ??
      findCustomary(specifier, from, input)
    );
  };
  return (specifier, from) => {
    const folder = folderOf(from);
    const inFolder = answers.get(folder) ?? { js: new Map(), others: new Map() };
    answers.set(folder, inFolder);
    // Only whether the importer is TypeScript tells two files of a folder apart.
    const known = compiledFile.test(from) ? inFolder.js : inFolder.others;
    const answer = known.get(specifier) ?? find(specifier, from) ?? none;
    known.set(specifier, answer);
    return answer === none ? undefined : answer;
  };
}

/** What the specifiers in files of one folder mean. */
interface Answers {
  readonly js: Map<string, string>;
  readonly others: Map<string, string>;
}

/** Stands for no answer: no path is like it. */
const none = '\0';

/** "./icon.svg?raw" without what only a bundler reads. A "#" at the start is part of the name. */
function withoutQuery(specifier: string): string {
  const query = Math.max(specifier.lastIndexOf('?'), specifier.lastIndexOf('#'));
  return query > 0 ? specifier.slice(0, query) : specifier;
}

function rememberAliases({ configs, hasConfig, packages }: ResolverInput): (from: string) => readonly Aliases[] {
  const byFolder = new Map<string, readonly Aliases[]>();
  const findFolder = (name: string, from: string): string | undefined => packages.find(name, from)?.folder;
  const inFolder = (folder: string): readonly Aliases[] => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const config = ['tsconfig.json', 'jsconfig.json'].map((name) => below(folder, name)).find(hasConfig);
    const up = folder === '' ? [] : inFolder(folderOf(folder));
    const aliases = config === undefined ? up : readAliases(config, configs, findFolder);
    byFolder.set(folder, aliases);
    return aliases;
  };
  return (from) => inFolder(folderOf(from));
}

function findRelative(specifier: string, from: string, { known, packages }: ResolverInput): string | undefined {
  const base = joinPath(folderOf(from), specifier);
  if (base === undefined) return undefined;
  const found = findModuleFile(base, known, from);
  if (found !== undefined) return found;
  const inside = packages.at(base);
  if (inside !== undefined) return firstSource(base, exportTargets(inside.manifest, '.'), known);
  // What a build will have written: "../dist/client.js" in a script beside `src/`.
  const owner = packages.ownerOf(from)?.folder ?? '';
  const prefix = owner === '' ? '' : `${owner}/`;
  return base.startsWith(prefix) ? findSourceOf(owner, base.slice(prefix.length), known) : undefined;
}

function findImport(specifier: string, from: string, { known, packages }: ResolverInput): string | undefined {
  const owner = packages.ownerOf(from);
  if (owner === undefined) return undefined;
  return firstSource(owner.folder, importTargets(owner.manifest, specifier), known);
}

function findAliased(
  specifier: string,
  from: string,
  aliasesOf: (from: string) => readonly Aliases[],
  { known }: ResolverInput,
): string | undefined {
  for (const aliases of aliasesOf(from)) {
    for (const target of aliasTargets(specifier, aliases)) {
      const found = findModuleFile(target, known, from);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function findInPackage(specifier: string, from: string, { known, packages }: ResolverInput): string | undefined {
  const [name, rest] = splitPackage(specifier);
  const found = packages.find(name, from);
  if (found === undefined) return undefined;
  const targets = exportTargets(found.manifest, rest === '' ? '.' : `./${rest}`);
  return firstSource(found.folder, rest === '' ? targets : [...targets, `src/${rest}`], known);
}

function firstSource(folder: string, targets: readonly string[], known: KnownFiles): string | undefined {
  for (const target of targets) {
    const path = joinPath(folder, target);
    if (path === undefined) continue;
    if (path.endsWith('.json') && known.has(path)) return path;
    const found = findSourceOf(folder, target, known);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findCustomary(specifier: string, from: string, { known, packages }: ResolverInput): string | undefined {
  const alias = customaryAliases.find(([prefix]) => specifier.startsWith(prefix));
  if (alias === undefined) return undefined;
  const [prefix, folders] = alias;
  const tops = [packages.ownerOf(from)?.folder ?? '', ...foldersUp(folderOf(from))];
  for (const top of new Set(tops)) {
    for (const folder of folders) {
      const base = joinPath(below(top, folder === '' ? '.' : folder), specifier.slice(prefix.length));
      const found = base === undefined ? undefined : findModuleFile(base, known, from);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
