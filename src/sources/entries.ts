import { languageOf } from '../languages/registry.ts';
import { guessedEntry } from '../model/report.ts';
import type { Place } from '../static/contract/place.ts';
import { conventionFor } from './entry-conventions.ts';
import { type ImportGraph, nearestFirst } from './import-graph.ts';
import { findSourceOf, type KnownFiles } from './known-files.ts';
import { modulesIn, modulesOfManifest } from './named-modules.ts';
import { dependenciesOf, type Package, type PackageTable } from './packages.ts';
import { folderOf, joinPath, nameOf } from './paths.ts';
import type { Entry } from './source-set.ts';

export interface EntryInput {
  /** The files analysed. Only they can be entries. */
  readonly work: ReadonlySet<string>;
  readonly seeds: readonly string[];
  readonly graph: ImportGraph;
  readonly packages: PackageTable;
  readonly known: KnownFiles;
  readonly textOf: (path: string) => string | undefined;
  /** Files that say how the program is started, by path. */
  readonly starters: ReadonlyMap<string, string>;
  /** Files that the reader named as paths: entries in their own right. */
  readonly given: readonly string[];
  /** What the configuration names; nothing else counts then. */
  readonly configured: readonly string[] | undefined;
}

/**
 * Where the program can begin. What package.json, a Dockerfile or a framework starts counts; and so does every
 * module that nobody imports. A seed is never without an entry for want of a rule: at worst it is
 * one itself.
 */
export function findEntries(input: EntryInput): Entry[] {
  const { configured, work, given } = input;
  const entries = new Map<string, Omit<Entry, 'path'>>();
  const placeOf = placesIn(input.packages);
  const add = (path: string, reason: string, isPlaced = false): void => {
    if (!work.has(path) || entries.has(path) || path.endsWith('.json')) return;
    entries.set(path, isPlaced ? { reason, byPlace: placeOf(path) } : { reason });
  };
  if (configured !== undefined) {
    for (const path of configured) add(path, 'named as an entry');
    return sorted(entries);
  }
  for (const path of given) add(path, 'given as a path');
  for (const { path, reason } of startedByName(input)) add(path, reason);
  for (const path of work) {
    const convention = conventionFor(inPackage(path, input.packages.ownerOf(path)));
    // A framework starts what stands in its folders; what the program itself imports from there is a part of it.
    if (convention !== undefined && !isImported(path, input)) add(path, convention.reason, convention.isMain !== true);
  }
  addOrphans(input, entries, add);
  return sorted(entries);
}

function sorted(entries: ReadonlyMap<string, Omit<Entry, 'path'>>): Entry[] {
  return [...entries].map(([path, entry]) => ({ path, ...entry })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Where modules stand, and what is depended on there: by their package, or by the one at the top of a workspace. */
function placesIn(packages: PackageTable): (path: string) => Place {
  const top = dependenciesOf(packages.at(''));
  const known = new Map<Package | undefined, readonly string[]>([[undefined, top]]);
  return (path) => {
    const owner = packages.ownerOf(path);
    const names = known.get(owner) ?? [...new Set([...dependenciesOf(owner), ...top])].sort();
    known.set(owner, names);
    return { path: inPackage(path, owner), packages: names };
  };
}

function inPackage(path: string, owner: Package | undefined): string {
  return owner === undefined || owner.folder === '' ? path : path.slice(owner.folder.length + 1);
}

function* startedByName(input: EntryInput): Generator<Entry> {
  const { packages, starters } = input;
  for (const { folder, manifest } of packages.all) {
    for (const { path, reason } of modulesOfManifest(manifest)) {
      const found = findStarted(folder, path, input);
      // A private package is nobody's door but its workspace's own: what imports it there says what is used of it.
      const isInner = manifest['private'] === true && found !== undefined && input.graph.importers(found).length > 0;
      if (found !== undefined && !(isInner && !/bin|script/.test(reason))) yield { path: found, reason };
    }
  }
  for (const [file, text] of starters) {
    // A workflow's paths count from the repository, all others' from the file's folder or from the package's.
    const folders = new Set([folderOf(file), packages.ownerOf(file)?.folder ?? '', '']);
    for (const module of modulesIn(text)) {
      for (const folder of folders) {
        const found = findStarted(folder, module, input);
        if (found !== undefined) yield { path: found, reason: `named in ${nameOf(file)}` };
      }
    }
  }
}

function findStarted(folder: string, path: string, { packages, known }: EntryInput): string | undefined {
  const full = joinPath(folder, path);
  if (full === undefined) return undefined;
  const owner = packages.ownerOf(full);
  return findSourceOf(owner?.folder ?? '', inPackage(full, owner), known);
}

/**
 * Package by package: an app that is started by its name says nothing about the scripts of the package beside it.
 * A module that nobody imports is always taken to be started by hand or by something unseen: a live call is never lost.
 */
function addOrphans(
  input: EntryInput,
  entries: ReadonlyMap<string, unknown>,
  add: (path: string, reason: string, isPlaced?: boolean) => void,
): void {
  const { work, seeds, graph, packages, given } = input;
  const reached = reachable(entries.keys(), graph, work);
  const served = new Set(seeds.filter((seed) => reached.has(seed)).map((seed) => packages.ownerOf(seed)));
  const isServed = (path: string): boolean => {
    const owner = packages.ownerOf(path);
    return owner !== undefined && served.has(owner);
  };
  // Where the reader pointed at files, those are where the program begins.
  for (const path of given.length > 0 ? [] : work) {
    if (isImported(path, input)) continue;
    add(path, guessedEntry.orphan, !isIndex(path));
  }
  const now = reachable(entries.keys(), graph, work);
  // Only a circle of modules that import each other is left.
  for (const seed of seeds) {
    if (now.has(seed) || isServed(seed)) continue;
    for (const path of circleOf(seed, now, input)) add(path, guessedEntry.circle);
    for (const { path } of nearestFirst([seed], (from) => graph.imports(from))) now.add(path);
  }
}

/**
 * Where a circle of modules is entered: at a seed. In languages whose imports are told by mere mention, anything that leads
 * there may be what is started.
 */
function circleOf(seed: string, reached: ReadonlySet<string>, { graph, work }: EntryInput): readonly string[] {
  if (languageOf(seed) === undefined) return [seed];
  const around = nearestFirst([seed], (from) => graph.importers(from).filter((path) => work.has(path)));
  return [...around].map(({ path }) => path).filter((path) => !reached.has(path));
}

/** Whether another module imports a file, and nothing else may start it; where the files of a folder are one module, any of them. */
function isImported(path: string, { graph, known, textOf }: EntryInput): boolean {
  const language = languageOf(path);
  if (language?.startsItself.test(textOf(path) ?? '') === true) return false;
  if (language?.packagesAreFolders !== true) return graph.importers(path).some((importer) => importer !== path);
  const folder = folderOf(path);
  return known.filesIn(folder).some((file) => graph.importers(file).some((importer) => folderOf(importer) !== folder));
}

/** A folder's index is a door of its own: people import the folder. */
function isIndex(path: string): boolean {
  return /^index\.[^/]+$/.test(nameOf(path));
}

function reachable(starts: Iterable<string>, graph: ImportGraph, work: ReadonlySet<string>): Set<string> {
  const reached = nearestFirst(starts, (path) => graph.imports(path).filter((target) => work.has(target)));
  return new Set([...reached].map(({ path }) => path));
}
