import { canHaveSeeds, chooseSeeds, isNamedForMarketo, type Seeds } from '../../sources/choose-seeds.ts';
import type { ImportGraph } from '../../sources/import-graph.ts';
import { createIndexedGraph } from '../../sources/importer-index.ts';
import type { LeftOut } from '../../sources/left-out.ts';
import { type NearInput, NearWorkSet } from '../../sources/near-work-set.ts';
import { type Clues, noClues } from '../../sources/seed-pattern.ts';
import { selectWorkSet } from '../../sources/work-set.ts';
import type { FileScanner } from './file-scanner.ts';
import type { SourceList } from './list-sources.ts';
import type { Scope } from './places.ts';
import type { ProgramLayout } from './program-layout.ts';

/** A folder of no more files than this is analysed whole once it has to do with Marketo: nothing is then missed. */
const smallFolder = { files: 400, bytes: 6_000_000 } as const;

export interface Search {
  readonly list: SourceList;
  readonly scanner: FileScanner;
  readonly scopes: readonly Scope[];
  readonly isNamed: (path: string) => boolean;
  readonly onScanned?: (done: number, total: number) => void;
}

/** What the look at bytes gave. */
export interface SearchResult {
  /** The source files that can be analysed. */
  readonly fit: readonly string[];
  /** What files say, and those that are only named for Marketo. */
  readonly clues: ReadonlyMap<string, Clues>;
  readonly bytes: number;
  /** Whether there is anything to analyse. */
  readonly hasSeeds: boolean;
}

/**
 * Looks at all source files. Imports are only taken down from the first file on that has to do with Marketo: a
 * repository without one costs no more than a search. Files named for Marketo come first, so that little is read twice.
 */
export function searchFiles({ list, scanner, scopes, isNamed, onScanned }: Search): SearchResult {
  const clues = new Map<string, Clues>();
  const fit: string[] = [];
  const given = scopes.flatMap(({ file }) => file ?? []);
  const paths = [...list.sources];
  const named = new Set([...given, ...paths.filter(isNamed)]);
  const inOrder = [...named, ...paths.filter((path) => !named.has(path))];
  let bytes = 0;
  let isOn = given.length > 0;
  for (const [index, path] of inOrder.entries()) {
    const facts = scanner.scan(path, isOn);
    if (index % 500 === 0) onScanned?.(index, inOrder.length);
    if (facts === undefined) continue;
    bytes += facts.size;
    fit.push(path);
    // Most files are not called for Marketo and say nothing.
    if (index >= named.size && facts.clues === noClues) continue;
    clues.set(path, facts.clues);
    isOn ||= facts.clues.strong || facts.clues.setting || isNamed(path);
  }
  return { fit, clues, bytes, hasSeeds: given.length > 0 || speaksOfMarketo({ list, isNamed }, clues) };
}

/** The import graph over all listed files; what was not taken down in the search is read when it is needed. */
function buildGraph({ list, scanner }: Search, { findModule, expectNames }: ProgramLayout): ImportGraph {
  const specifiersOf = (path: string): readonly string[] =>
    list.json.has(path) ? [] : (scanner.scan(path, true)?.specifiers ?? []);
  return createIndexedGraph({ importing: list.sources, specifiersOf, findModule, expectNames });
}

/** How the files hang together, and which of them all begins with. */
export interface Linked {
  readonly graph: ImportGraph;
  readonly seeds: Seeds;
}

/** Links all files and finds the seeds among them. */
export function linkFiles(search: Search, { clues }: SearchResult, layout: ProgramLayout): Linked {
  const graph = buildGraph(search, layout);
  return { graph, seeds: chooseSeeds(clues, graph, search.isNamed) };
}

/** The files that belong together. */
export interface Chosen {
  readonly seeds: readonly string[];
  /** What is read first of a program with very many callers. */
  readonly near: NearWorkSet | undefined;
  /** The whole work set; what is cut from it is noted. */
  readonly whole: () => Set<string>;
}

/** Chooses the seeds and everything that belongs to them. */
export function chooseFiles(
  { list, scanner, scopes, isNamed }: Search,
  { fit, clues, bytes }: SearchResult,
  { graph, seeds: found }: Linked,
  leftOut: LeftOut,
  text: Pick<NearInput, 'textOf' | 'find'>,
): Chosen {
  const given = new Set(scopes.flatMap(({ file }) => file ?? []));
  const isSmall = fit.length <= smallFolder.files && bytes <= smallFolder.bytes && scopes.every(({ file }) => !file);
  const rest = isSmall && speaksOfMarketo({ list, isNamed }, clues) ? fit : [];
  // A file that was named as a path counts as it is: who imports it was not asked.
  const seeds: Seeds = {
    callers: found.callers.filter((path) => !given.has(path)),
    quiet: [...new Set([...found.quiet, ...given, ...rest])],
  };
  const sizeOf = (path: string): number | undefined => (list.json.has(path) ? 0 : scanner.scan(path, true)?.size);
  const tells = (path: string): boolean => saysAnything(clues.get(path) ?? noClues);
  const input = { seeds, graph, leftOut, sizeOf, tells };
  return {
    seeds: [...new Set([...found.callers, ...found.quiet, ...given])],
    near: NearWorkSet.begin({ ...input, ...text }),
    whole: () => selectWorkSet(input),
  };
}

/** Whether a source may be a seed, or a file describes the API: code hands it to a client that is built from it. */
function speaksOfMarketo({ list, isNamed }: Pick<Search, 'list' | 'isNamed'>, clues: SearchResult['clues']): boolean {
  return canHaveSeeds(clues, isNamed) || [...list.json].some((path) => isNamed(path));
}

function saysAnything({ strong, suffix, setting, mention }: Clues): boolean {
  return strong || suffix || setting || mention;
}

/** Whether a file has Marketo's name in its path below the analysed folder. */
export function namedBelow(root: string): (path: string) => boolean {
  const start = root === '' ? 0 : root.length + 1;
  return (path) => isNamedForMarketo(path.slice(start));
}
