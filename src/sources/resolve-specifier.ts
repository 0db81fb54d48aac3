import { type Language, languageOf } from '../languages/registry.ts';
import { type Aliases, aliasTargets, splitPackage } from './aliases.ts';
import { Answers } from './answers.ts';
import { findModuleFile, findSourceOf, isTypeScript, type KnownFiles } from './known-files.ts';
import { exportTargets, importTargets } from './package-targets.ts';
import type { Package, PackageTable } from './packages.ts';
import { below, folderOf, foldersUp, joinPath } from './paths.ts';

/** What a specifier means, as a path from the home; `undefined` for what is not among the known files. */
export type FindModule = (specifier: string, from: string) => string | undefined;

/** The aliases that hold for the imports of a file, the likeliest first. */
export type AliasesOf = (from: string) => readonly Aliases[];

export interface ResolverInput {
  readonly known: KnownFiles;
  readonly packages: PackageTable;
  readonly aliasesOf: AliasesOf;
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
export function createFindModule(given: ResolverInput): FindModule {
  const inPackages = new Answers<Package>();
  // Of the importer's own name only this matters, see `findModuleFile`.
  const typed = createMemory();
  const untyped = createMemory();
  return (written, from) => {
    const language = languageOf(from);
    if (language !== undefined) return findOfLanguage(language, written, from, given.known);
    const memory = isTypeScript(from) ? typed : untyped;
    return memory.inFolders.of(folderOf(from), written, () =>
      findAny(withoutQuery(written), from, { ...given, inPackages, inAliases: memory.inAliases }),
    );
  };
}

function findOfLanguage(language: Language, specifier: string, from: string, known: KnownFiles): string | undefined {
  return (
    language.modulePaths(specifier, from, (folder) => known.filesIn(folder)).find((path) => known.has(path)) ??
    language.moduleIn?.(specifier, from, (name) => known.named(name))
  );
}

interface Resolver extends ResolverInput {
  readonly inPackages: Answers<Package>;
  readonly inAliases: Answers<readonly Aliases[]>;
}

function createMemory() {
  return { inFolders: new Answers<string>(), inAliases: new Answers<readonly Aliases[]>() };
}

function findAny(specifier: string, from: string, resolver: Resolver): string | undefined {
  // Prose such as "`from`/`to`" looks like an import of the top folder.
  if (specifier.startsWith('node:') || specifier === '' || specifier === '/') return undefined;
  if (specifier.startsWith('.')) return findRelative(specifier, from, resolver);
  if (specifier.startsWith('#')) return findImport(specifier, from, resolver) ?? findAliased(specifier, from, resolver);
  return (
    findAliased(specifier, from, resolver) ??
    findInPackage(specifier, from, resolver) ??
    findCustomary(specifier, from, resolver)
  );
}

/** "./icon.svg?raw" without what only a bundler reads. A "#" at the start is part of the name. */
function withoutQuery(specifier: string): string {
  const query = Math.max(specifier.lastIndexOf('?'), specifier.lastIndexOf('#'));
  return query > 0 ? specifier.slice(0, query) : specifier;
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

function findAliased(specifier: string, from: string, { known, aliasesOf, inAliases }: Resolver): string | undefined {
  const all = aliasesOf(from);
  return inAliases.of(all, specifier, () => {
    for (const aliases of all) {
      for (const target of aliasTargets(specifier, aliases)) {
        const found = findModuleFile(target, known, from);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  });
}

function findInPackage(specifier: string, from: string, { known, packages, inPackages }: Resolver): string | undefined {
  const [name, rest] = splitPackage(specifier);
  const found = packages.find(name, from);
  if (found === undefined) return undefined;
  return inPackages.of(found, rest, () => {
    const targets = exportTargets(found.manifest, rest === '' ? '.' : `./${rest}`);
    return firstSource(found.folder, rest === '' ? targets : [...targets, `src/${rest}`], known);
  });
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
