import type { Configs } from './configs.ts';
import { recordOf, textOf, textsOf } from './json-shape.ts';
import { folderOf, foldersUp, isWithin, joinPath, nameOf } from './paths.ts';

/** A package.json of the analysed code. */
export interface Package {
  /** From the home; "" for the home itself. */
  readonly folder: string;
  readonly name: string | undefined;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** Finds the package that a file belongs to, and the one that a name means. */
export interface PackageTable {
  readonly all: readonly Package[];
  /** The package whose folder this is. */
  at(folder: string): Package | undefined;
  ownerOf(path: string): Package | undefined;
  find(name: string, from: string): Package | undefined;
  /** Whether `find` may find something by a name, wherever it is asked from. */
  mayFind(name: string): boolean;
}

/** Packages that see each other by name: those that a workspace file lists. */
export interface Workspace {
  readonly folder: string;
  readonly patterns: readonly string[];
}

/**
 * Reads every package.json. A name means another package of the analysed code only within a workspace that lists it,
 * for the package itself, or through a `file:` dependency: an example that calls itself "axios" is not axios.
 */
export function buildPackageTable(
  paths: readonly string[],
  extraWorkspaces: readonly Workspace[],
  configs: Configs,
): PackageTable {
  const byFolder = new Map(
    paths.filter((path) => nameOf(path) === 'package.json').map((path) => [folderOf(path), readPackage(path, configs)]),
  );
  const all = [...byFolder.values()];
  const members = new Map<string, Package>();
  for (const workspace of [...all.flatMap(workspacesOf), ...extraWorkspaces]) {
    for (const member of all) {
      if (member.name === undefined || members.has(member.name) || !isMember(member.folder, workspace)) continue;
      members.set(member.name, member);
    }
  }
  const owners = new Map<string, Package | undefined>();
  const ownerOf = (path: string): Package | undefined => {
    const folder = folderOf(path);
    if (!owners.has(folder)) owners.set(folder, nearest(folder, byFolder));
    return owners.get(folder);
  };
  const find = (name: string, from: string): Package | undefined => {
    const owner = ownerOf(from);
    if (owner?.name === name) return owner;
    return (owner && linked(owner, name, byFolder)) ?? members.get(name);
  };
  const names = new Set(
    all.flatMap(({ name, manifest }) => [...(name === undefined ? [] : [name]), ...linkedNames(manifest)]),
  );
  return { all, at: (folder) => byFolder.get(folder), ownerOf, find, mayFind: (name) => names.has(name) };
}

function readPackage(path: string, configs: Configs): Package {
  const manifest = recordOf(configs.readJson(path));
  return { folder: folderOf(path), name: textOf(manifest['name']), manifest };
}

function nearest(folder: string, byFolder: ReadonlyMap<string, Package>): Package | undefined {
  for (const up of foldersUp(folder)) {
    const found = byFolder.get(up);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** npm, Yarn and Bun: a list, or an object with one. */
export function workspacesOf({ folder, manifest }: Package): Workspace[] {
  const value = manifest['workspaces'];
  const patterns = textsOf(Array.isArray(value) ? value : recordOf(value)['packages']);
  return patterns.length === 0 ? [] : [{ folder, patterns }];
}

/**
 * Whether a folder may be one of a workspace's. Only the part of a pattern before its first wildcard is compared, and a
 * pattern that takes folders away counts only where that part is all of it: a package more does no harm, and no pattern
 * of a stranger is ever compiled.
 */
export function isMember(folder: string, workspace: Workspace): boolean {
  if (folder === workspace.folder) return true;
  const isUnder = (pattern: string): boolean => {
    const wildcard = pattern.search(/[*?[{]/);
    const fixed = wildcard < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf('/', wildcard) + 1);
    const base = joinPath(workspace.folder, fixed);
    return base !== undefined && (wildcard < 0 ? folder === base : isWithin(base, folder));
  };
  const takesAway = (pattern: string): boolean =>
    pattern.startsWith('!') && /^[^*?[{]+(\/\*\*?)?$/.test(pattern.slice(1)) && isUnder(pattern.slice(1));
  return (
    workspace.patterns.some((pattern) => !pattern.startsWith('!') && isUnder(pattern)) &&
    !workspace.patterns.some(takesAway)
  );
}

/** Where a package.json names what a package depends on. */
export const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;

/** The names of what a package depends on. */
export function dependenciesOf(owner: Package | undefined): readonly string[] {
  const fields = owner === undefined ? [] : dependencyFields.map((field) => recordOf(owner.manifest[field]));
  return fields.flatMap((field) => Object.keys(field)).sort();
}

/** A dependency that names a folder: `"client": "file:../client"`. */
function linked(owner: Package, name: string, byFolder: ReadonlyMap<string, Package>): Package | undefined {
  for (const field of dependencyFields) {
    const dependencies = recordOf(owner.manifest[field]);
    const path = Object.hasOwn(dependencies, name) ? linkedPath(dependencies[name]) : undefined;
    const folder = path === undefined ? undefined : joinPath(owner.folder, path);
    const found = folder === undefined ? undefined : byFolder.get(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

function linkedNames(manifest: Package['manifest']): string[] {
  const dependencies = dependencyFields.flatMap((field) => Object.entries(recordOf(manifest[field])));
  return dependencies.flatMap(([name, version]) => (linkedPath(version) === undefined ? [] : name));
}

function linkedPath(version: unknown): string | undefined {
  return /^(?:file|link|portal|workspace):(\.[^\n]*)$/.exec(textOf(version) ?? '')?.[1];
}
