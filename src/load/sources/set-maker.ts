import { join } from 'node:path';
import { nameInManifest } from '../../languages/manifests.ts';
import { languageOf } from '../../languages/registry.ts';
import type { PackageFolder } from '../../sources/find-services.ts';
import { type ImportGraph, nearestFirst } from '../../sources/import-graph.ts';
import type { InstalledPackages } from '../../sources/installed-packages.ts';
import { LeftOut } from '../../sources/left-out.ts';
import type { NearWorkSet } from '../../sources/near-work-set.ts';
import { below, folderOf, foldersUp, isWithin, nameOf } from '../../sources/paths.ts';
import { noClues } from '../../sources/seed-pattern.ts';
import type { Entry, SourceProblem, SourceSet } from '../../sources/source-set.ts';
import type { Demand } from '../../static/contract/origin.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ConfigReader } from './config-reader.ts';
import type { FileScanner } from './file-scanner.ts';
import type { SourceList } from './list-sources.ts';
import type { LookOptions, SetOptions } from './look-options.ts';
import type { Places } from './places.ts';
import { entriesOf, placeEntries } from './program-entries.ts';
import type { ProgramLayout } from './program-layout.ts';
import type { TextReader } from './read-texts.ts';
import { type Chosen, chooseFiles, type Linked, type Search, type SearchResult } from './search.ts';
import { type Program, seenFrom, type Widen } from './seen-from.ts';

/** What the look at a folder gave. */
export interface Look {
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
export interface Whole {
  readonly layout: ProgramLayout;
  readonly linked: Linked;
  readonly installed: InstalledPackages;
}

/** Makes the source set of one program of a folder, and larger ones on demand. */
export class SetMaker {
  readonly #look: Look;
  readonly #options: LookOptions;
  readonly #asked: SetOptions;
  readonly #named: readonly string[] | undefined;
  /** What this program leaves out, beside what the look did. */
  readonly #leftOut: LeftOut;

  /** @throws InputError for an entry that is no file of the program */
  constructor(look: Look, options: LookOptions, asked: SetOptions) {
    this.#named = asked.entries && placeEntries(asked.entries, { ...look, cwd: options.cwd });
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
    const { neighbours } = this.#look;
    const named = this.#named;
    const textOf = (path: string) => files.get(path);
    const found = entriesOf({ seeds: chosen.seeds, graph, layout, list, places, configs, work: known, textOf, named });
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
      named: foreignPackages(entries, this.#look, layout),
      tests: [...list.tests].filter((path) => !work.has(path)),
      unread: near?.callers,
      open: near?.open(reachedFrom(entries, graph, known)),
      shared: near === undefined ? sharedWith(files.keys(), graph) : [],
    };
    const widen = (demand: Demand) => this.#make(whole, chosen, near?.widen(demand) === true ? near : undefined);
    return this.outside(program, near && widen);
  }
}

/** The manifests above what is started in other languages. A folder with a package.json is called as that says. */
function foreignPackages(
  entries: readonly Entry[],
  { list, configs }: Pick<Look, 'list' | 'configs'>,
  { packages }: ProgramLayout,
): readonly PackageFolder[] {
  const foreign = entries.filter(({ path }) => languageOf(path) !== undefined);
  const folders = new Set(foreign.flatMap(({ path }) => [...foldersUp(folderOf(path))]));
  const found = new Map<string, string | undefined>();
  for (const path of [...list.manifests].sort()) {
    const folder = folderOf(path);
    if (!folders.has(folder) || packages.at(folder) !== undefined || found.get(folder) !== undefined) continue;
    found.set(folder, nameInManifest(nameOf(path), configs.readText(path) ?? ''));
  }
  return [...found].map(([folder, name]) => ({ folder, name }));
}

/** Of some files those that others import which are not among them: what these hold of a program is in unread hands. */
function sharedWith(paths: Iterable<string>, graph: ImportGraph): string[] {
  const all = new Set(paths);
  return [...all].filter((path) => graph.importers(path).some((importer) => !all.has(importer)));
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
