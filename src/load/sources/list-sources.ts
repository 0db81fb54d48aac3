import { realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isManifest } from '../../languages/manifests.ts';
import {
  type ClassifyPath,
  createClassifyPath,
  isTestAmongModules,
  isTestPath,
  isWithoutExtension,
  leftOutFolder,
} from '../../sources/classify-path.ts';
import type { LeftOut } from '../../sources/left-out.ts';
import { isStarter } from '../../sources/named-modules.ts';
import { below, isWithin, nameOf } from '../../sources/paths.ts';
import type { SourceProblem } from '../../sources/source-set.ts';
import { type GitListing, listWithGit } from './list-git.ts';
import { walkFolder } from './list-walk.ts';
import type { Listing } from './listing.ts';
import type { Places, Scope } from './places.ts';

/** Every file that may have a part. Paths count from the home. */
export interface SourceList {
  /** Source files that are searched for seeds. */
  readonly sources: Set<string>;
  /** Source files that matter only when another file imports them: tests, and what lies around a file named as a path. */
  readonly dependencies: Set<string>;
  /** Of these, files that only their own name makes tests: they lie among modules of the program. */
  readonly tests: Set<string>;
  readonly json: Set<string>;
  /** Of these, each package.json among tests, mocks or fixtures: what it starts is no part of the program. */
  readonly testPackages: Set<string>;
  /** Files whose name has no extension: a program, where a package.json says so. */
  readonly unnamed: Set<string>;
  /** Sources that are read however they look: those that the reader named, and those that a package.json leads to. */
  readonly named: Set<string>;
  /** Files that say how the program is started, or which packages it is made of. */
  readonly starters: Set<string>;
  /** Files that name programs in other languages: `pyproject.toml`. */
  readonly manifests: Set<string>;
  /** Links to files inside, and those files. */
  readonly links: Map<string, string>;
  readonly problems: SourceProblem[];
}

export interface ListOptions {
  readonly includeTests: boolean;
  /** What git has said of a folder, for this run; it is not asked again. Absolute. */
  readonly listed?: ((folder: string) => GitListing | undefined) | undefined;
  /** What was listed in this run, by absolute path: each folder once. */
  readonly listings?: Map<string, Promise<Listing>> | undefined;
}

/** Lists what is below the given paths; by git in a git work tree, by a walk elsewhere. */
export async function listSources(
  { home, root, scopes }: Places,
  options: ListOptions,
  leftOut: LeftOut,
): Promise<SourceList> {
  const list: SourceList = {
    sources: new Set(),
    dependencies: new Set(),
    tests: new Set(),
    json: new Set(),
    testPackages: new Set(),
    unnamed: new Set(),
    named: new Set(),
    starters: new Set(),
    manifests: new Set(),
    links: new Map(),
    problems: [],
  };
  for (const scope of scopes) {
    await addScope(list, { home, root }, scope, options, leftOut);
    if (scope.file !== undefined) {
      list.sources.add(scope.file);
      list.named.add(scope.file);
    }
  }
  // A file may be in one scope as what was asked for, and in another as a neighbour.
  for (const path of list.sources) list.dependencies.delete(path);
  return list;
}

async function addScope(
  list: SourceList,
  { home, root }: Pick<Places, 'home' | 'root'>,
  scope: Scope,
  options: ListOptions,
  leftOut: LeftOut,
): Promise<void> {
  const listing = await listFolder(join(home, scope.folder), options);
  const includeTests = options.includeTests || scope.isTest;
  const classify = createClassifyPath({ includeTests });
  for (const path of listing.files) {
    addFile(list, path, scope, classify, leftOut);
    if (!includeTests && nameOf(path) === 'package.json' && isTestPath(path))
      list.testPackages.add(below(scope.folder, path));
  }
  for (const path of listing.links) {
    if (addLink(list, home, root, below(scope.folder, path))) addFile(list, path, scope, classify, leftOut);
    else leftOut.add('links', below(scope.folder, path));
  }
  for (const path of listing.skipped) {
    leftOut.add(leftOutFolder(`${path}/`)?.reason ?? 'build-output', below(scope.folder, path));
  }
  for (const { path, what } of listing.problems) list.problems.push({ file: below(scope.folder, path), what });
}

/** Adds what is in a folder besides those that were named, as it is to be read. */
export async function addFolder(
  list: SourceList,
  { home, root }: Places,
  folder: string,
  options: ListOptions,
  leftOut: LeftOut,
): Promise<void> {
  await addScope(list, { home, root }, { folder, isTest: false }, options, leftOut);
}

function listFolder(folder: string, { listed, listings }: ListOptions): Promise<Listing> {
  const known = listings?.get(folder);
  if (known !== undefined) return known;
  const listing = listWithGit(folder, listed?.(folder)).then((found) => found ?? walkFolder(folder));
  listings?.set(folder, listing);
  return listing;
}

function addFile(list: SourceList, path: string, scope: Scope, classify: ClassifyPath, leftOut: LeftOut): void {
  const fromHome = below(scope.folder, path);
  const found = classify(path);
  if (isStarter(path) || nameOf(path) === 'pnpm-workspace.yaml') list.starters.add(fromHome);
  if (found.kind === 'other' && isWithoutExtension(path)) list.unnamed.add(fromHome);
  if (isManifest(nameOf(path)) && leftOutFolder(path) === undefined) list.manifests.add(fromHome);
  if (found.kind === 'json') list.json.add(fromHome);
  else if (found.kind === 'left-out') leftOut.add(found.reason, below(scope.folder, found.path));
  else if (found.kind === 'test' || (found.kind === 'source' && scope.file !== undefined))
    list.dependencies.add(fromHome);
  else if (found.kind === 'source') list.sources.add(fromHome);
  if (found.kind !== 'test' || scope.file !== undefined) return;
  leftOut.add('tests', fromHome);
  if (isTestAmongModules(path)) list.tests.add(fromHome);
}

/** Takes a link to a file in the root; whatever leads elsewhere, to a folder or nowhere stays out. */
function addLink(list: SourceList, home: string, root: string, path: string): boolean {
  try {
    const absolute = realpathSync(join(home, path));
    const target = relative(home, absolute).split(sep).join('/');
    // Its name says what kind of file it is; a link to a file of another kind lies.
    const isInside = target !== '..' && !target.startsWith('../') && isWithin(root, target);
    if (!isInside || extension(target) !== extension(path) || !statSync(absolute).isFile()) return false;
    list.links.set(path, target);
    return true;
  } catch {
    return false;
  }
}

function extension(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? '';
}
