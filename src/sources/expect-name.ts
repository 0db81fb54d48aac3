import { type Aliases, splitPackage } from './aliases.ts';
import { fitOf } from './package-targets.ts';
import type { PackageTable } from './packages.ts';
import { folderOf, nameOf } from './paths.ts';

/**
 * By which name the file that a specifier means must be known, see {@link namesOf}, or {@link anyName}. Said without
 * looking for the file, but the configuration that holds for the specifier is read as if it were looked for.
 */
export type ExpectName = (specifier: string, from: string) => string;

/** Nothing is known of the file's name. */
export const anyName = '';

/** The names that a specifier of a file can end in: its own up to the first dot, and its folder's for an index file. */
export function namesOf(path: string): readonly string[] {
  const name = plainName(nameOf(path));
  return name === 'index' ? [name, plainName(nameOf(folderOf(path)))] : [name];
}

/**
 * Nearly every specifier ends in the name of the file that it means, as resolving only adds to its front, and an
 * extension or "/index" to its end. What may lead elsewhere is let through: names and folders of packages, aliases that
 * give another name, and whatever does not end in a plain name.
 */
export function createExpectName(packages: PackageTable, aliasesOf: (from: string) => readonly Aliases[]): ExpectName {
  const packageFolders = new Set(packages.all.map(({ folder }) => nameOf(folder)));
  const renaming = rememberRenaming();
  const ends = new Map<string, End>();
  const endOf = (specifier: string): End => {
    const last = nameOf(specifier);
    const isRelative = specifier.startsWith('.');
    const isOdd =
      /[?#]/.test(specifier) || (isRelative ? packageFolders.has(last) : packages.mayFind(splitPackage(specifier)[0]));
    return { name: isOdd ? anyName : plainName(last), isAliased: !isRelative && !specifier.startsWith('node:') };
  };
  return (specifier, from) => {
    const end = ends.get(specifier) ?? endOf(specifier);
    ends.set(specifier, end);
    if (end.name === anyName || !end.isAliased) return end.name;
    const patterns = renaming(aliasesOf(from));
    return patterns.some((pattern) => isFor(pattern, specifier)) ? anyName : end.name;
  };
}

/** What a specifier tells by itself. */
interface End {
  readonly name: string;
  /** Whether aliases have a say. */
  readonly isAliased: boolean;
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
