import { languageOf } from '../languages/registry.ts';
import { type Aliases, splitPackage } from './aliases.ts';
import { fitOf } from './package-targets.ts';
import type { PackageTable } from './packages.ts';
import { folderOf, nameOf } from './paths.ts';

/**
 * For the specifiers of a file: by which name the file that one means must be known, see {@link namesOf}, or
 * {@link anyName}. Said without looking for that file, but the configuration that holds for a specifier is read as if it
 * were looked for.
 */
export type ExpectNames = (from: string) => (specifier: string) => string;

/** Nothing is known of the file's name. */
export const anyName = '';

/** The names that a specifier of a file can end in: its own up to the first dot, and its folder's for an index file. */
export function namesOf(path: string): readonly string[] {
  const own = languageOf(path)?.namesOfFile?.(path);
  if (own !== undefined) return own;
  const name = plainName(nameOf(path));
  return name === 'index' || name === '__init__' ? [name, plainName(nameOf(folderOf(path)))] : [name];
}

/**
 * Nearly every specifier ends in the name of the file that it means, as resolving only adds to its front, and an
 * extension or "/index" to its end. What may lead elsewhere is let through: names and folders of packages, aliases that
 * give another name, and whatever does not end in a plain name.
 */
export function createExpectNames(
  packages: PackageTable,
  aliasesOf: (from: string) => readonly Aliases[],
): ExpectNames {
  const packageFolders = new Set(packages.all.map(({ folder }) => plainName(nameOf(folder))));
  const renaming = rememberRenaming();
  return (from) => {
    let patterns: readonly string[] | undefined;
    const language = languageOf(from);
    return (specifier) => {
      if (language?.expectedName !== undefined) return language.expectedName(specifier) || anyName;
      if (language !== undefined) return specifier.split(/[.:]/).at(-1) || anyName;
      const name = plainName(nameOf(specifier));
      if (name === '' || specifier.includes('?') || specifier.includes('#')) return anyName;
      if (specifier.startsWith('.')) return packageFolders.has(name) ? anyName : name;
      if (specifier.startsWith('node:')) return name;
      if (packages.mayFind(splitPackage(specifier)[0])) return anyName;
      patterns ??= renaming(aliasesOf(from));
      return patterns.some((pattern) => isFor(pattern, specifier)) ? anyName : name;
    };
  };
}

/** "client.service.js" → "client"; "" for what is "", "." or "..", or begins with a dot. */
function plainName(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}

/** The patterns of aliases whose targets may end in another name than the specifier. */
function rememberRenaming(): (aliases: readonly Aliases[]) => readonly string[] {
  const known = new Map<readonly Aliases[], readonly string[]>();
  return (aliases) => {
    const found = known.get(aliases) ?? aliases.flatMap(({ paths }) => paths.filter(isRenaming).map(patternOf));
    known.set(aliases, found);
    return found;
  };
}

function isRenaming({ pattern, targets }: Aliases['paths'][number]): boolean {
  return ![pattern, ...targets].every(endsOpen);
}

function patternOf({ pattern }: Aliases['paths'][number]): string {
  return pattern;
}

/** "*" or "x/*", so that what the star stands for has the whole last segment. */
function endsOpen(pattern: string): boolean {
  return pattern.indexOf('*') === pattern.length - 1 && (pattern === '*' || pattern.endsWith('/*'));
}

function isFor(pattern: string, specifier: string): boolean {
  return pattern === specifier || fitOf(pattern, specifier) !== undefined;
}
