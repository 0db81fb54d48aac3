import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Progress } from '../model/progress.ts';
import type { InputSummary } from '../model/report.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { rememberMatches } from '../rules/match/remember-matches.ts';
import { createMatcher, type Matcher } from '../rules/match.ts';
import { createRecogniseText, type RecogniseText } from '../rules/texts/recognise-text.ts';
import { findParts, nameParts, type PackageFolder, type Part } from '../sources/find-services.ts';
import { folderOf, foldersUp } from '../sources/paths.ts';
import { isTelling } from '../sources/seed-pattern.ts';
import type { SourceSet } from '../sources/source-set.ts';
import type { ParsedFiles, SourceResult } from '../static/index.ts';
import {
  type Collected,
  collectRemembered,
  followOnce,
  type Memory,
  noMemory,
  type SourceCache,
} from './cache/index.ts';
import { loadSinkRules, type SinkRuleSet } from './clients.ts';
import { frontEndsFor } from './front-ends.ts';
import type { Model } from './model.ts';
import { addOwnClients } from './own-clients.ts';
import { programName } from './program-name.ts';
import type { ReadingOptions } from './run/plan.ts';
import {
  describeShared,
  mostPrograms,
  type ProgramAnswer,
  programPackages,
  restName,
  setOfPart,
  withRest,
} from './run/programs.ts';
import { type LookOptions, lookAtSources, type SourceLook } from './sources/index.ts';
import { summarizeSources } from './summarize-sources.ts';

/** What each stage of reading the code is called on stderr. */
const stageNames = {
  list: 'listing source files',
  scan: 'scanning source files',
  read: 'reading source files',
} as const;

/** What is the same for all code of a run. */
export interface CodeContext extends Pick<ReadingOptions, 'includeTests' | 'clients' | 'annotations'> {
  readonly cwd: string;
  readonly shownFrom?: string | undefined;
  /** Hosts that are Marketo's for any code of the run: files that name one are read. */
  readonly hosts: readonly string[];
  readonly model: Model;
  readonly cache?: SourceCache | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * What becomes of several programs among the sources: each has its own answer, or they have one, of which it is said that
 * they share it; or that they are one was said, or does not matter.
 */
export type SeveralPrograms = 'told-apart' | 'shared' | 'one';

/** The code of one program. */
export interface CodeRequest {
  /** Folders and source files, relative to the context's `cwd`. */
  readonly sources: readonly string[];
  readonly entries: readonly string[];
  readonly hosts: readonly string[];
  readonly several: SeveralPrograms;
}

/** What the code of a program gave, and where it is several, what each of them did. */
export type CodeAnswer = Pick<Collected, 'calls' | 'inputs' | 'texts' | 'programs'>;

/**
 * The calls of source code. The interpreter and its parser are loaded only when some file speaks of Marketo, and when no
 * earlier answer holds. Whatever the number of programs that are asked about: a folder is looked at once, a file parsed
 * once, and what is asked twice is answered once.
 */
export class CodeCollector {
  readonly #context: CodeContext;
  readonly #answers = new Map<string, Promise<CodeAnswer>>();
  readonly #looks = new Map<string, Promise<SourceLook>>();
  readonly #listings: NonNullable<LookOptions['listings']> = new Map();
  #clients: Promise<Clients> | undefined;
  #parsed: ParsedFiles | undefined;
  readonly #known = new Map<string, Knowing>();
  /** One look at a time: what one has seen the next need not look at. */
  readonly #earlier: SourceLook[] = [];

  constructor(context: CodeContext) {
    this.#context = context;
  }

  /**
   * @throws InputError for a path that is not there, or an entry that is no file of the program; InputErrors for a
   * description of an own client that is broken.
   */
  collect(request: CodeRequest): Promise<CodeAnswer> {
    const key = JSON.stringify(request);
    const answer = this.#answers.get(key) ?? this.#find(request);
    this.#answers.set(key, answer);
    return answer;
  }

  async #find(request: CodeRequest): Promise<CodeAnswer> {
    this.#clients ??= loadClients(this.#context);
    const clients = await this.#clients;
    return remembered(request, this.#context, clients, (memory) => this.#collect(request, clients, memory));
  }

  async #collect(request: CodeRequest, { sinks, modules }: Clients, memory: Memory): Promise<Collected> {
    const { sources, entries } = request;
    let looked: Pick<Collected, 'facts' | 'consulted'> = { facts: [], consulted: [] };
    const look = await this.#look(sources, { sinks, modules }, memory);
    const set = await look.setFor({
      entries: entries.length === 0 ? undefined : entries,
      onLooked: (all) => {
        looked = all;
      },
    });
    const { whole, result } = await this.#analyzeOnDemand(set, request, sinks, memory.store);
    const found = request.several === 'one' ? undefined : await this.#parts(whole, result, request);
    const isApart = found !== undefined && request.several === 'told-apart';
    const programs = isApart ? await this.#programs(found, whole, result, request, { sinks, store: memory.store }) : [];
    const inputs = summarizeSources(sources, whole, result);
    return {
      programs,
      calls: result.calls,
      inputs: found === undefined || isApart ? inputs : withNote(inputs, describeShared(found.names)),
      texts: whole.files,
      isPart: look.isPart,
      root: whole.root,
      ...looked,
    };
  }

  /** The programs of the sources, where there are several and all of the code was read. */
  async #parts(whole: SourceSet, { calls }: SourceResult, { sources }: CodeRequest): Promise<Parts | undefined> {
    const packages = programPackages([...whole.packages, ...whole.foreignPackages], this.#context);
    const parts = whole.widen === undefined && calls.length > 0 ? findParts(whole, packages) : [];
    if (parts.length < 2 || parts.length > mostPrograms) return undefined;
    const home = await programName(sources, this.#context.cwd);
    return { packages, parts, home, names: nameParts(parts, packages, home) };
  }

  /** What each program of the sources calls. */
  async #programs(
    { packages, parts, home, names }: Parts,
    whole: SourceSet,
    { calls }: SourceResult,
    request: CodeRequest,
    { sinks, store }: { readonly sinks: SinkRuleSet; readonly store: Memory['store'] },
  ): Promise<readonly ProgramAnswer[]> {
    const answers: ProgramAnswer[] = [];
    for (const [index, part] of parts.entries()) {
      const set = setOfPart(whole, part, { parts, packages });
      const result = await this.#analyze(set, request, sinks, store);
      const inputs = summarizeSources(request.sources, set, result);
      answers.push({ name: names[index] ?? '', calls: result.calls, inputs });
    }
    return withRest(answers, calls, restName(home, names));
  }

  #look(sources: readonly string[], { sinks, modules }: Clients, { known, listed }: Memory): Promise<SourceLook> {
    const { cwd, shownFrom, hosts, includeTests = false, onProgress } = this.#context;
    const key = JSON.stringify(sources);
    const begun = this.#looks.get(key);
    if (begun !== undefined) return begun;
    const look = lookAtSources(sources, {
      ...{ cwd, shownFrom, hosts, includeTests, known, listed },
      listings: this.#listings,
      earlier: [...this.#earlier],
      clientModules: modules,
      versioned: new Set(sinks.clients.flatMap((client) => (client.versions === undefined ? [] : client.modules))),
      onProgress:
        onProgress && (({ stage, done, total }) => onProgress({ file: stageNames[stage], unit: 'files', done, total })),
    });
    this.#looks.set(key, look);
    look.then(
      (done) => this.#earlier.push(done),
      () => {},
    );
    return look;
  }

  /** Analyses what was read, and more for as long as what was not read may change the answer. */
  async #analyzeOnDemand(
    first: SourceSet,
    request: CodeRequest,
    sinks: SinkRuleSet,
    store: Memory['store'],
  ): Promise<{ readonly whole: SourceSet; readonly result: SourceResult }> {
    for (let set = first; ; ) {
      const result = await this.#analyze(set, request, sinks, store);
      if (result.demand === undefined || set.widen === undefined) return { whole: set, result };
      set = await set.widen(result.demand);
    }
  }

  async #analyze(
    set: SourceSet,
    { hosts }: CodeRequest,
    sinks: SinkRuleSet,
    store: Memory['store'],
  ): Promise<SourceResult> {
    if (set.files.size === 0) return nothing;
    const { cache, clients = [], annotations = [], onProgress } = this.#context;
    const following = { file: 'following calls through source files', unit: 'files', total: set.files.size } as const;
    onProgress?.({ ...following, done: 0 });
    const entries = set.entries.map(({ path }) => path);
    const placed = set.entries.flatMap(({ path, byPlace }) =>
      byPlace === undefined ? [] : [[path, byPlace] as const],
    );
    const open = set.widen === undefined ? undefined : set.open;
    const packages = namedPackages(set);
    const identity = [
      cache?.build,
      hosts,
      annotations,
      clients.length === 0 ? [] : sinks,
      placed,
      set.tests,
      set.shared,
      packages,
    ];
    const result = await followOnce(
      store,
      { identity, files: set.files, entries, open },
      set.resolve,
      async (resolve) => {
        const { analyzeSources, ParsedFiles } = await import('../static/index.ts');
        this.#parsed ??= new ParsedFiles(await frontEndsFor(set.files.keys()));
        const { matcher, recognise } = this.#knowing(hosts);
        return analyzeSources({
          files: set.files,
          parsed: this.#parsed,
          resolve,
          entries,
          placed: new Map(placed),
          tests: set.tests,
          shared: set.shared,
          sinks,
          matcher,
          hostFamily: (host) => hostFamily(host, hosts),
          recognise,
          annotations,
          packageOf: packages.length < 2 ? undefined : (path) => nearestOf(packages, path),
          unread: open && { open, isTelling },
        });
      },
    );
    onProgress?.({ ...following, done: set.files.size });
    return result;
  }

  #knowing(hosts: readonly string[]): Knowing {
    const { rules } = this.#context.model;
    const key = JSON.stringify(hosts);
    const matcher = this.#known.get(key)?.matcher ?? rememberMatches(createMatcher(rules));
    const knowing = this.#known.get(key) ?? { matcher, recognise: createRecogniseText(rules, matcher, hosts) };
    this.#known.set(key, knowing);
    return knowing;
  }
}

/** Several programs, each with its name. */
interface Parts {
  readonly packages: readonly PackageFolder[];
  readonly parts: readonly Part[];
  readonly home: string;
  readonly names: readonly string[];
}

/** The first input is the code as a whole. */
function withNote([whole, ...broken]: readonly InputSummary[], note: string): readonly InputSummary[] {
  return whole === undefined ? [] : [{ ...whole, notes: [...(whole.notes ?? []), note] }, ...broken];
}

/** Folders of packages that others may import by their names. */
function namedPackages({ packages }: SourceSet): readonly string[] {
  return packages.flatMap(({ folder, name }) => (name === undefined ? [] : [folder])).sort();
}

function nearestOf(folders: readonly string[], path: string): string {
  return [...foldersUp(folderOf(path))].find((folder) => folders.includes(folder)) ?? '';
}

/** What tells Marketo's operations and texts, by the hosts that are Marketo's. */
interface Knowing {
  readonly matcher: Matcher;
  readonly recognise: RecogniseText;
}

interface Clients {
  readonly sinks: SinkRuleSet;
  readonly modules: readonly string[];
}

async function loadClients({ cwd, model, clients = [] }: CodeContext): Promise<Clients> {
  const shipped = await loadSinkRules();
  const own = await addOwnClients(shipped, clients, cwd, model.rules);
  return { sinks: own.sinks, modules: [...shipped.sdks.flatMap(({ modules }) => modules), ...own.modules] };
}

/** Looks for an earlier answer, where the reader lets answers be kept. */
async function remembered(
  { sources, entries, hosts: own, several }: CodeRequest,
  { cache, ...context }: CodeContext,
  { modules }: Clients,
  run: (memory: Memory) => Promise<Collected>,
): Promise<CodeAnswer> {
  if (cache === undefined) return run(noMemory);
  const { cwd, shownFrom, hosts, includeTests = false, annotations = [] } = context;
  const described = [];
  for (const file of context.clients ?? []) described.push(await readFile(resolve(cwd, file), 'utf8'));
  const seeds = { hosts, clientModules: modules };
  const identity = { entries, hosts: own, annotations, own: described, several };
  return collectRemembered({ cache, paths: sources, cwd, shownFrom, includeTests, seeds, identity }, run);
}

const nothing: SourceResult = { calls: [], annotations: [], exceptions: [], problems: [] };
