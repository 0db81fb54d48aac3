import { realpathSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { compareText } from '../../model/location.ts';
import { type ImportGraph, nearestFirst } from '../../sources/import-graph.ts';
import { createInstalledPackages, type InstalledPackages } from '../../sources/installed-packages.ts';
import { LeftOut } from '../../sources/left-out.ts';
import type { FileFacts } from '../../sources/look-at-bytes.ts';
import type { NearWorkSet } from '../../sources/near-work-set.ts';
import { below, folderOf, foldersUp, isWithin, nameOf } from '../../sources/paths.ts';
import { createFindClues, noClues } from '../../sources/seed-pattern.ts';
import type { Entry, SourceProblem, SourceSet } from '../../sources/source-set.ts';
import type { Demand, OpenModule } from '../../static/contract/origin.ts';
import type { Resolve } from '../../static/contract/resolve.ts';
import { addBuilt } from './add-built.ts';
import { addCommands } from './add-commands.ts';
import { findNeighbours, workspacesAtTop } from './add-neighbours.ts';
import { ByteReader } from './byte-reader.ts';
import { ConfigReader } from './config-reader.ts';
import { FileScanner } from './file-scanner.ts';
import { addFolder, type ListOptions, listSources, type SourceList } from './list-sources.ts';
import { findPlaces, type Places } from './places.ts';
import { entriesOf } from './program-entries.ts';
import { type ProgramLayout, readLayout } from './program-layout.ts';
import { TextReader } from './read-texts.ts';
import {
  type Chosen,
  chooseFiles,
  type Linked,
  linkFiles,
  namedBelow,
  type Search,
  type SearchResult,
  searchFiles,
} from './search.ts';

/** How a folder is looked at, whatever is asked about it afterwards. */
export interface LookOptions {
  /** Absolute; the folder that paths and entries are relative to. */
  readonly cwd: string;
  /** Whether tests, mocks and stories are analysed like other files. */
  readonly includeTests: boolean;
  /** Import specifiers of packages that call Marketo, such as its SDKs. */
  readonly clientModules: readonly string[];
  /** Packages whose installed version matters. Left out: none. */
  readonly versioned?: ReadonlySet<string> | undefined;
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  /** Absolute: the folder that paths in the answer start from; the one around everything analysed when absent. */
  readonly shownFrom?: string | undefined;
  /** What an earlier look at a file gave, for files that are certain to be the same. Paths count from the home. */
  readonly known?: ((path: string) => FileFacts | undefined) | undefined;
  /** What git has said of a folder, for this run, where it was asked already. Absolute. */
  readonly listed?: ListOptions['listed'];
  /** Folders that were listed in this run, by absolute path. */
  readonly listings?: ListOptions['listings'];
  /** Looks of this run, with the same options: what they saw is not looked at again. */
  readonly earlier?: readonly SourceLook[] | undefined;
  readonly onProgress?:
    | ((progress: { readonly stage: 'list' | 'scan' | 'read'; readonly done: number; readonly total: number }) => void)
    | undefined;
}

/** What is asked about a folder that was looked at. */
export interface SetOptions {
  /** Files or folders at which the program begins, relative to `cwd`; found by rules when absent. */
  readonly entries?: readonly string[] | undefined;
  /** Told at the end what the answer rests on. Paths count from the home. */
  readonly onLooked?:
    | ((looked: {
        readonly facts: ReadonlyMap<string, FileFacts | undefined>;
        /** Files that more was asked of than their facts, though they are not followed. */
        readonly consulted: readonly string[];
      }) => void)
    | undefined;
}

export type LoadSourcesOptions = LookOptions & SetOptions;

/** A folder that was listed and looked at, once, for as many programs in it as are asked for. */
export interface SourceLook {
  /**
   * The files that can matter to the calls of the program that begins at certain entries.
   * @throws InputError for an entry that is no file of the program
   */
  readonly setFor: (options: SetOptions) => Promise<SourceSet>;
  /** Whether packages outside of what was named may have a part in it, as they are now. */
  readonly isPart: boolean;
  /** What was seen of a file, as long as another look, at what lies below another root, would see the same. */
  readonly seen: (path: string, places: Places) => FileFacts | undefined;
}

/** A look at a folder for a single program. See {@link lookAtSources}. */
export async function loadSources(paths: readonly string[], options: LoadSourcesOptions): Promise<SourceSet> {
  return (await lookAtSources(paths, options)).setFor(options);
}

/**
 * Finds the files that can matter to a program's calls to Marketo: lists, looks at bytes, follows imports, and reads
 * only what is left. Nothing of the code is run, no link is followed out of the given folders, and a file that cannot
 * be read is a problem in the answer. Where nothing has to do with Marketo, `files` is empty.
 *
 * @param paths folders and source files, relative to `cwd` or absolute
 * @throws InputError for a path that is not there
 */
export async function lookAtSources(paths: readonly string[], options: LookOptions): Promise<SourceLook> {
  const places = findPlaces(paths, options.cwd);
  const leftOut = new LeftOut();
  options.onProgress?.({ stage: 'list', done: 0, total: 0 });
  const list = await listSources(places, options, leftOut);
  const reader = new ByteReader(places.home, list.links);
  const configs = new ConfigReader(reader);
  const manifests = [...list.json].filter((path) => nameOf(path) === 'package.json');
  const workspaces = await workspacesAtTop(places, configs);
  const neighbours = findNeighbours(places, workspaces, manifests, configs);
  for (const folder of neighbours) await addFolder(list, places, folder, options, leftOut);
  addCommands(list, configs);
  addBuilt(list, places.home, configs, leftOut);
  const isNamed = namedBelow(places.root);
  const scanner = new FileScanner({
    reader,
    findClues: createFindClues(options),
    isNamed,
    isWanted: (path) => list.named.has(path),
    leftOut,
    known: (path) => options.known?.(path) ?? seenEarlier(path, places, options.earlier),
  });
  const search: Search = {
    list,
    scanner,
    scopes: places.scopes,
    isNamed,
    onScanned: (done, total) => options.onProgress?.({ stage: 'scan', done, total }),
  };
  const result = searchFiles(search);
  const isPart = workspaces.length > 0;
  const look = {
    places,
    neighbours,
    list,
    reader,
    configs,
    scanner,
    search,
    result,
    leftOut,
    texts: new TextReader(reader),
  };
  const seen: SourceLook['seen'] = (path, { home, root }) => {
    const isAlike = home === places.home && !list.named.has(path) && isNamed(path) === namedBelow(root)(path);
    return isAlike ? scanner.facts.get(path) : undefined;
  };
  if (!result.hasSeeds)
    return { isPart, seen, setFor: (asked) => new SetMaker(look, options, asked).outside(undefined) };
  const layout = await readLayout(list, [...places.scopes.map(({ folder }) => folder), ...neighbours], configs);
  const installed = createInstalledPackages({
    packages: layout.packages,
    versioned: options.versioned ?? new Set(),
    readText: (path) => configs.readLarge(path),
  });
  const whole = { layout, installed, linked: linkFiles(search, result, layout) };
  return { isPart, seen, setFor: (asked) => new SetMaker(look, options, asked).begin(whole) };
}

function seenEarlier(path: string, places: Places, looks: readonly SourceLook[] = []): FileFacts | undefined {
  for (const look of looks) {
    const facts = look.seen(path, places);
    if (facts !== undefined) return facts;
  }
  return undefined;
}

/** What the look at a folder gave. */
interface Look {
  readonly places: Places;
  /** Folders of packages that what was named depends on: read as far as it uses them, and no program of their own. */
  readonly neighbours: readonly string[];
  readonly list: SourceList;
  readonly reader: ByteReader;
  readonly configs: ConfigReader;
  readonly scanner: FileScanner;
  readonly search: Search;
  readonly result: SearchResult;
  readonly leftOut: LeftOut;
  readonly texts: TextReader;
}

/** How the files of a folder hang together. */
interface Whole {
  readonly layout: ProgramLayout;
  readonly linked: Linked;
  readonly installed: InstalledPackages;
}

/** Makes the source set of one program of a folder, and larger ones on demand. */
class SetMaker {
  readonly #look: Look;
  readonly #options: LookOptions;
  readonly #asked: SetOptions;
  /** What this program leaves out, beside what the look did. */
  readonly #leftOut: LeftOut;

  constructor(look: Look, options: LookOptions, asked: SetOptions) {
    this.#look = look;
    this.#options = options;
    this.#asked = asked;
    this.#leftOut = new LeftOut(look.leftOut);
  }

  begin(whole: Whole): Promise<SourceSet> {
    const { search, result, reader } = this.#look;
    const textOf = (path: string): string | undefined => {
      const read = reader.read(path);
      return read.kind === 'read' ? reader.memory.bytes.toString('latin1', 0, read.size) : undefined;
    };
    const find = whole.layout.findModule;
    const chosen = chooseFiles(search, result, whole.linked, this.#leftOut, { textOf, find });
    return this.#make(whole, chosen, chosen.near);
  }

  async outside(program: Program | undefined, widen?: Widen): Promise<SourceSet> {
    const { scanner, configs, places, list } = this.#look;
    this.#asked.onLooked?.({ facts: scanner.facts, consulted: [...configs.asked, ...(program?.unread ?? [])] });
    return seenFrom(this.#options.shownFrom ?? join(places.home, places.root), places.home, program, {
      problems: [
        ...[...list.problems, ...scanner.problems],
        ...[...(program?.problems ?? []), ...(await configs.problems())],
      ],
      leftOut: this.#leftOut.counts(),
      looked: scanner.looked,
      widen,
      saysNothing: (path) => list.sources.has(path) && scanner.scan(path, false)?.clues === noClues,
    });
  }

  #make(whole: Whole, chosen: Chosen, near: NearWorkSet | undefined): Promise<SourceSet> {
    const { list, scanner, configs, places, texts } = this.#look;
    const { linked, layout, installed } = whole;
    const { graph } = linked;
    const leftOut = this.#leftOut;
    const work = near?.work ?? chosen.whole();
    for (const path of work) leftOut.remove('tests', path);
    leftOut.replace('undeciding-callers', near?.unread ?? []);
    this.#options.onProgress?.({ stage: 'read', done: 0, total: work.size });
    const problems: SourceProblem[] = [];
    const files = texts.read(new Set([...work, ...settingsFor(work, list.json, scanner)]), leftOut, problems);
    const known = near === undefined ? new Set(files.keys()) : new Set([...near.callers, ...work]);
    const context = { seeds: chosen.seeds, graph, layout, list, places, configs, work: known };
    const { neighbours } = this.#look;
    const found = entriesOf(context, { entries: this.#asked.entries, cwd: this.#options.cwd });
    const entries = found.filter(({ path }) => !neighbours.some((folder) => isWithin(folder, path)));
    readConfigsOf(files.keys(), list.json, configs);
    for (const path of files.keys())
      if (!list.json.has(path)) installed.note(scanner.scan(path, true)?.specifiers ?? [], path);
    const program: Program = {
      files,
      seeds: chosen.seeds.filter((path) => files.has(path)),
      entries: entries.filter(({ path }) => files.has(path)),
      layout,
      installed,
      problems,
      tests: [...list.tests].filter((path) => !work.has(path)),
      ...(near && { unread: near.callers, open: near.open(reachedFrom(entries, graph, known)) }),
    };
    const widen = (demand: Demand) => this.#make(whole, chosen, near?.widen(demand) === true ? near : undefined);
    return this.outside(program, near && widen);
  }
}

/** The files from which the package `config` takes settings, where some module asks it for one. */
function settingsFor(work: ReadonlySet<string>, json: ReadonlySet<string>, scanner: FileScanner): string[] {
  const asks = [...work].some((path) => !json.has(path) && scanner.scan(path, true)?.specifiers?.includes('config'));
  return asks ? [...json].filter((path) => /(?:^|\/)config\/[^/]+\.json$/.test(path)) : [];
}

function reachedFrom(entries: readonly Entry[], graph: ImportGraph, known: ReadonlySet<string>): Set<string> {
  const starts = entries.map(({ path }) => path);
  const reached = nearestFirst(starts, (path) => graph.imports(path).filter((target) => known.has(target)));
  return new Set([...reached].map(({ path }) => path));
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
  readonly installed: InstalledPackages;
  readonly problems: readonly SourceProblem[];
  readonly tests: readonly string[];
  /** Modules that may be missing from `files`, and those that they import from; absent when nothing is missing. */
  readonly unread?: ReadonlySet<string>;
  readonly open?: ReadonlyMap<string, OpenModule>;
}

type Widen = NonNullable<SourceSet['widen']>;

type Sides = Pick<SourceSet, 'problems' | 'leftOut' | 'looked'> & {
  readonly widen: Widen | undefined;
  /** Whether a module can be read, and has nothing to do with Marketo as far as its words tell. From the home. */
  readonly saysNothing: (path: string) => boolean;
};

/** Up to here paths count from the home, so that configuration above the root has a path too; from here on, from `folder`. */
function seenFrom(folder: string, home: string, program: Program | undefined, sides: Sides): SourceSet {
  const [from, top] = [slashed(realpathSync(folder)), slashed(home)];
  const shown = (path: string): string => posix.relative(from, posix.join(top, path));
  const fromHome = (path: string): string => posix.relative(top, posix.join(from, path));
  const files = program?.files ?? new Map<string, string>();
  const resolve: Resolve = (specifier, fromPath) => {
    const path = program?.layout.findModule(specifier, fromHome(fromPath));
    if (path !== undefined && program?.unread?.has(path) === true && !files.has(path))
      return { kind: 'unread', path: shown(path) };
    if (path === undefined || !files.has(path)) {
      const isAside = path !== undefined && sides.saysNothing(path);
      const installed = path === undefined ? program?.installed.find(specifier, fromHome(fromPath)) : undefined;
      return {
        ...{ kind: 'external', name: specifier },
        ...(isAside ? { aside: true } : {}),
        ...(installed === undefined ? {} : { installed }),
      };
    }
    return { kind: path.endsWith('.json') ? 'json' : 'source', path: shown(path) };
  };
  const { widen, saysNothing: _, ...plain } = sides;
  return {
    ...plain,
    root: folder,
    files: new Map([...files].map(([path, text]) => [shown(path), text])),
    resolve,
    entries: (program?.entries ?? []).map((entry) => ({ ...entry, path: shown(entry.path) })),
    packages: (program?.layout.packages.all ?? []).map(({ folder: at, name }) => ({ folder: shown(at), name })),
    tests: (program?.tests ?? []).map(shown).sort(compareText),
    seeds: (program?.seeds ?? []).map(shown).sort(compareText),
    problems: sides.problems.map((problem) => ({ ...problem, file: shown(problem.file) })).sort(byFile),
    open: new Map([...(program?.open ?? [])].map(([path, module]) => [shown(path), module])),
    ...(widen && { widen: (demand) => widen(mapDemand(demand, fromHome)) }),
  };
}

function mapDemand(demand: Demand, map: (path: string) => string): Demand {
  if (demand === 'all') return demand;
  return {
    callersOf: new Map([...demand.callersOf].map(([path, names]) => [map(path), names])),
    exportsOf: new Map([...demand.exportsOf].map(([path, names]) => [map(path), names])),
    modules: new Set([...demand.modules].map(map)),
  };
}

/** An absolute path that begins with "/" on every system. */
function slashed(path: string): string {
  return `/${path.split(sep).join('/')}`;
}

function byFile(a: SourceProblem, b: SourceProblem): number {
  return compareText(a.file, b.file) || compareText(a.what, b.what);
}
