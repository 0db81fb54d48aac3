import { realpathSync } from 'node:fs';
import { join, posix, relative, resolve as resolvePath, sep } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { compareText } from '../../model/location.ts';
import { findEntries } from '../../sources/entries.ts';
import type { ImportGraph } from '../../sources/import-graph.ts';
import { LeftOut } from '../../sources/left-out.ts';
import { below, folderOf, foldersUp, isWithin } from '../../sources/paths.ts';
import { createFindClues } from '../../sources/seed-pattern.ts';
import type { Entry, SourceProblem, SourceSet } from '../../sources/source-set.ts';
import type { Resolve } from '../../static/machine/modules.ts';
import { ByteReader } from './byte-reader.ts';
import { ConfigReader } from './config-reader.ts';
import { type FileFacts, FileScanner } from './file-scanner.ts';
import { listSources, type SourceList } from './list-sources.ts';
import { findPlaces, type Places } from './places.ts';
import { type ProgramLayout, readLayout } from './program-layout.ts';
import { readTexts } from './read-texts.ts';
import { buildGraph, chooseFiles, namedBelow, type Search, searchFiles } from './search.ts';

export interface LoadSourcesOptions {
  /** Absolute; the folder that paths and entries are relative to. */
  readonly cwd: string;
  /** Whether tests, mocks and stories are analysed like other files. */
  readonly includeTests: boolean;
  /** Files or folders at which the program begins, relative to `cwd`; found by rules when absent. */
  readonly entries?: readonly string[];
  /** Import specifiers of packages that call Marketo, such as its SDKs. */
  readonly clientModules: readonly string[];
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  /** Absolute: the folder that paths in the answer start from; the one around everything analysed when absent. */
  readonly shownFrom?: string;
  /** What an earlier look at a file gave, for files that are certain to be the same. Paths count from the home. */
  readonly known?: (path: string) => FileFacts | undefined;
  /** Told at the end what the answer rests on. Paths count from the home. */
  readonly onLooked?: (looked: {
    readonly facts: ReadonlyMap<string, FileFacts | undefined>;
    readonly configs: ReadonlySet<string>;
  }) => void;
  readonly onProgress?: (progress: {
    readonly stage: 'list' | 'scan' | 'read';
    readonly done: number;
    readonly total: number;
  }) => void;
}

/**
 * Finds the files that can matter to a program's calls to Marketo: lists, looks at bytes, follows imports, and reads
 * only what is left. Nothing of the code is run, no link is followed out of the given folders, and a file that cannot
 * be read is a problem in the answer. Where nothing has to do with Marketo, `files` is empty.
 *
 * @param paths folders and source files, relative to `cwd` or absolute
 * @throws InputError for a path that is not there, or an entry that is no file of the program
 */
export async function loadSources(paths: readonly string[], options: LoadSourcesOptions): Promise<SourceSet> {
  const places = findPlaces(paths, options.cwd);
  const leftOut = new LeftOut();
  options.onProgress?.({ stage: 'list', done: 0, total: 0 });
  const list = await listSources(places, options, leftOut);
  const reader = new ByteReader(places.home, list.links);
  const configs = new ConfigReader(reader);
  const isNamed = namedBelow(places.root);
  const scanner = new FileScanner({
    reader,
    findClues: createFindClues(options),
    isNamed,
    leftOut,
    ...(options.known === undefined ? {} : { known: options.known }),
  });
  const search: Search = {
    list,
    scanner,
    scopes: places.scopes,
    isNamed,
    onScanned: (done, total) => options.onProgress?.({ stage: 'scan', done, total }),
  };
  const result = searchFiles(search);
  const outside = async (program: Program | undefined): Promise<SourceSet> => {
    options.onLooked?.({ facts: scanner.facts(), configs: configs.asked });
    return seenFrom(options.shownFrom ?? join(places.home, places.root), places.home, program, {
      problems: [...list.problems, ...scanner.problems, ...(await configs.problems())],
      leftOut: leftOut.counts(),
      looked: scanner.looked,
    });
  };
  if (!result.hasSeeds) return outside(undefined);
  const analysed = places.scopes.map(({ folder }) => folder);
  const layout = await readLayout(list, analysed, configs);
  const graph = buildGraph(search, layout);
  const { work, seeds } = chooseFiles(search, result, graph, leftOut);
  options.onProgress?.({ stage: 'read', done: 0, total: work.size });
  const files = readTexts(work, reader, leftOut, list.problems);
  const entries = entriesOf({ work: new Set(files.keys()), seeds, graph, layout, list, places, configs }, options);
  readConfigsOf(files.keys(), list.json, configs);
  return outside({ files, seeds: seeds.filter((path) => files.has(path)), entries, layout });
}

/** A configuration that cannot be read is told even when no import happened to need it: the program is built with it. */
function readConfigsOf(paths: Iterable<string>, known: ReadonlySet<string>, configs: ConfigReader): void {
  const folders = new Set([...paths].flatMap((path) => [...foldersUp(folderOf(path))]));
  for (const folder of folders) {
    const config = below(folder, 'tsconfig.json');
    if (known.has(config)) configs.readJson(config);
  }
}

interface Program {
  readonly files: ReadonlyMap<string, string>;
  readonly seeds: readonly string[];
  readonly entries: readonly Entry[];
  readonly layout: ProgramLayout;
}

interface EntryContext {
  readonly work: ReadonlySet<string>;
  readonly seeds: readonly string[];
  readonly graph: ImportGraph;
  readonly layout: ProgramLayout;
  readonly list: SourceList;
  readonly places: Places;
  readonly configs: ConfigReader;
}

function entriesOf(context: EntryContext, options: LoadSourcesOptions): Entry[] {
  const { layout, list, configs, places } = context;
  const starters = new Map([...list.starters].sort().map((path) => [path, configs.readText(path) ?? '']));
  const { packages, known } = layout;
  const given = places.scopes.flatMap(({ file }) => file ?? []);
  const configured = options.entries?.flatMap((entry) => configuredEntry(entry, context, options.cwd));
  return findEntries({ ...context, packages, known, starters, given, configured });
}

function configuredEntry(entry: string, { places, layout, work }: EntryContext, cwd: string): string[] {
  const path = relative(places.home, resolvePath(cwd, entry)).split(sep).join('/');
  const inFolder = [...work].filter((file) => isWithin(path, file));
  if (inFolder.length > 0) return inFolder;
  if (layout.known.has(path)) return [];
  throw new InputError(`the entry "${entry}" is no source file of the analysed code`, {
    next: 'name a file or folder, relative to the current folder, that is among the analysed paths',
  });
}

type Sides = Pick<SourceSet, 'problems' | 'leftOut' | 'looked'>;

/** Up to here paths count from the home, so that configuration above the root has a path too; from here on, from `folder`. */
function seenFrom(folder: string, home: string, program: Program | undefined, sides: Sides): SourceSet {
  const [from, top] = [slashed(realpathSync(folder)), slashed(home)];
  const shown = (path: string): string => posix.relative(from, posix.join(top, path));
  const fromHome = (path: string): string => posix.relative(top, posix.join(from, path));
  const files = program?.files ?? new Map<string, string>();
  const resolve: Resolve = (specifier, fromPath) => {
    const path = program?.layout.findModule(specifier, fromHome(fromPath));
    if (path === undefined || !files.has(path)) return { kind: 'external', name: specifier };
    return { kind: path.endsWith('.json') ? 'json' : 'source', path: shown(path) };
  };
  return {
    ...sides,
    root: folder,
    files: new Map([...files].map(([path, text]) => [shown(path), text])),
    resolve,
    entries: (program?.entries ?? []).map(({ path, reason }) => ({ path: shown(path), reason })),
    seeds: (program?.seeds ?? []).map(shown).sort(compareText),
    problems: sides.problems.map((problem) => ({ ...problem, file: shown(problem.file) })).sort(byFile),
  };
}

/** An absolute path that begins with "/" on every system. */
function slashed(path: string): string {
  return `/${path.split(sep).join('/')}`;
}

function byFile(a: SourceProblem, b: SourceProblem): number {
  return compareText(a.file, b.file) || compareText(a.what, b.what);
}
