import { languageOf } from '../languages/registry.ts';
import { findSpecifiers } from './find-specifiers.ts';
import { folderOf, foldersUp, nameOf } from './paths.ts';
import { nameServices } from './service-name.ts';
import type { SourceSet } from './source-set.ts';

/** What of a program tells its services apart. */
export type Program = Pick<SourceSet, 'files' | 'resolve' | 'entries' | 'seeds'>;

/** A package.json of the repository. */
export interface PackageFolder {
  /** From the folder that init runs in; "" for itself. */
  readonly folder: string;
  readonly name?: string | undefined;
}

/** A part of the program that is started by itself and may have a Custom Service of its own. */
export interface FoundService {
  readonly name: string;
  /** Sorted; empty where the program has no parts, so that its entries are found anew in every run. */
  readonly entries: readonly string[];
}

/** A part of a program that is started on its own. */
export interface Part {
  /** That of its package. */
  readonly folder: string;
  readonly entries: readonly string[];
  /** All files that its entries lead to. */
  readonly files: ReadonlySet<string>;
}

/**
 * Takes a program apart into what is started on its own: the entries of each package, where they lead to a file that
 * speaks of Marketo. A package that another one imports is its library and no service.
 *
 * @param home the name of the whole, for a part that has none
 * @returns one service without entries where the program does not come apart; none where no file speaks of Marketo
 */
export function findServices(
  program: Program,
  packages: readonly PackageFolder[],
  home: string,
): readonly FoundService[] {
  if (program.seeds.length === 0) return [];
  const services = findParts(program, packages);
  const byFolder = new Map(packages.map(({ folder, name }) => [folder, name]));
  if (services.length < 2) {
    const [only] = services;
    const own = only === undefined ? undefined : byFolder.get(only.folder);
    return nameServices([[own, byFolder.get(''), home]]).map((name) => ({ name, entries: [] }));
  }
  const names = nameParts(services, packages, home);
  return services.map(({ entries }, index) => ({ name: names[index] ?? home, entries }));
}

/** The parts that are started on their own and lead to Marketo, without those that are libraries of others. Sorted by folder. */
export function findParts(program: Program, packages: readonly PackageFolder[]): readonly Part[] {
  const parts = partsOf(program, packages);
  return parts.filter((part) => !parts.some((other) => other !== part && isLibraryOf(part, other)));
}

/** What parts are called: by their packages. Each has a name of its own. */
export function nameParts(parts: readonly Part[], packages: readonly PackageFolder[], home: string): readonly string[] {
  const byFolder = new Map(packages.map(({ folder, name }) => [folder, name]));
  return nameServices(parts.map(({ folder }) => [byFolder.get(folder), nameOf(folder) || home]));
}

function partsOf(program: Program, packages: readonly PackageFolder[]): readonly Part[] {
  const folders = new Set(packages.map(({ folder }) => folder));
  const groups = new Map<string, string[]>();
  for (const { path } of program.entries) {
    const folder = [...foldersUp(folderOf(path))].find((up) => folders.has(up)) ?? '';
    groups.set(folder, [...(groups.get(folder) ?? []), path]);
  }
  const importsOf = createImports(program);
  const seeds = new Set(program.seeds);
  return [...groups]
    .map(([folder, entries]) => ({ folder, entries: entries.toSorted(), files: closure(entries, importsOf) }))
    .filter(({ files }) => [...files].some((path) => seeds.has(path)))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Two that import each other are both kept: one of them is started, and nobody can say which. */
function isLibraryOf(part: Part, other: Part): boolean {
  return part.entries.every((path) => other.files.has(path)) && !other.entries.every((path) => part.files.has(path));
}

function closure(entries: readonly string[], importsOf: (path: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(entries);
  // A set that grows while it is gone through is gone through to its end.
  for (const path of found) for (const target of importsOf(path)) found.add(target);
  return found;
}

function createImports({ files, resolve }: Program): (path: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const imports = known.get(path) ?? importsIn(files.get(path) ?? '', path, resolve);
    known.set(path, imports);
    return imports;
  };
}

function importsIn(text: string, path: string, resolve: Program['resolve']): readonly string[] {
  const language = languageOf(path);
  const specifiers =
    language === undefined
      ? [...findSpecifiers(text)].map(({ start, end }) => text.slice(start, end))
      : language.specifiersIn(text);
  return specifiers.flatMap((specifier) => {
    const module = resolve(specifier, path);
    return module.kind === 'source' ? [module.path] : [];
  });
}
