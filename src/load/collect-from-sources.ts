import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import type { ApiCall } from '../model/api-call.ts';
import type { ExceptionComment } from '../model/policy.ts';
import type { InputSummary } from '../model/report.ts';
import type { TextAccount } from '../model/text-account.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { createMatcher } from '../rules/match.ts';
import { createRecogniseText } from '../rules/texts/recognise-text.ts';
import { groupEntries } from '../sources/group-entries.ts';
import { leftOutReasons } from '../sources/left-out.ts';
import { isTelling } from '../sources/seed-pattern.ts';
import type { SourceSet } from '../sources/source-set.ts';
import type { SourceResult } from '../static/index.ts';
import type { AnalyzePathsOptions } from './analyze-paths.ts';
import { type Collected, collectRemembered, followOnce, type Memory, noMemory } from './cache/index.ts';
import { loadSinkRules, type SinkRuleSet } from './clients.ts';
import { foldersToPass } from './folders-to-pass.ts';
import { maskSecrets } from './mask-secrets.ts';
import { addOwnClients } from './own-clients.ts';
import { loadSources } from './sources/index.ts';

/** Reasons for which callers or dependencies are missing: the answer is not whole. */
const cutReasons = new Set(['far-callers', 'far-dependencies']);

/** What each stage of reading the code is called on stderr. */
const stageNames = {
  list: 'listing source files',
  scan: 'scanning source files',
  read: 'reading source files',
} as const;

/**
 * The calls of source code. The interpreter and its parser are loaded only when some file speaks of Marketo, and when no
 * earlier answer holds.
 *
 * @throws InputError for a path that is not there, or an entry that is no file of the program; InputErrors for a
 * description of an own client that is broken.
 */
export async function collectFromSources(
  paths: readonly string[],
  options: AnalyzePathsOptions,
  inputs: InputSummary[],
): Promise<readonly ApiCall[]> {
  const clients = await loadClients(options);
  const found = await remembered(paths, options, clients, (memory) => collect(paths, options, clients, memory));
  options.onSources?.(found.texts);
  inputs.push(...found.inputs);
  return found.calls;
}

interface Clients {
  readonly sinks: SinkRuleSet;
  readonly modules: readonly string[];
}

async function loadClients({ cwd, model, clients = [] }: AnalyzePathsOptions): Promise<Clients> {
  const shipped = await loadSinkRules();
  const own = await addOwnClients(shipped, clients, cwd, model.rules);
  return { sinks: own.sinks, modules: [...shipped.sdks.flatMap(({ modules }) => modules), ...own.modules] };
}

/** Looks for an earlier answer, where the reader lets answers be kept. */
async function remembered(
  paths: readonly string[],
  { cache, ...options }: AnalyzePathsOptions,
  { modules }: Clients,
  run: (memory: Memory) => Promise<Collected>,
): Promise<Pick<Collected, 'calls' | 'inputs' | 'texts'>> {
  if (cache === undefined) return run(noMemory);
  const { cwd, shownFrom, hosts, includeTests = false, entries = [], annotations = [] } = options;
  const own = [];
  for (const file of options.clients ?? []) own.push(await readFile(resolve(cwd, file), 'utf8'));
  const seeds = { hosts, clientModules: modules };
  const identity = { entries, annotations, own };
  return collectRemembered({ cache, paths, cwd, shownFrom, includeTests, seeds, identity }, run);
}

async function collect(
  paths: readonly string[],
  options: AnalyzePathsOptions,
  { sinks, modules }: Clients,
  { known, store, listed }: Memory,
): Promise<Collected> {
  const { cwd, hosts, onProgress } = options;
  let looked: Pick<Collected, 'facts' | 'consulted'> = { facts: [], consulted: [] };
  const set = await loadSources(paths, {
    cwd,
    hosts,
    includeTests: options.includeTests ?? false,
    clientModules: modules,
    versioned: new Set(sinks.clients.flatMap((client) => (client.versions === undefined ? [] : client.modules))),
    known,
    listed,
    onLooked: (all) => {
      looked = all;
    },
    ...(options.shownFrom === undefined ? {} : { shownFrom: options.shownFrom }),
    ...(options.entries === undefined || options.entries.length === 0 ? {} : { entries: options.entries }),
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: ({ stage, done, total }) => onProgress({ file: stageNames[stage], unit: 'files', done, total }),
        }),
  });
  const { whole, result } = await analyzeOnDemand(set, options, sinks, store);
  return {
    calls: result.calls,
    inputs: summaries(paths, whole, result),
    texts: whole.files,
    root: whole.root,
    ...looked,
  };
}

/** Analyses what was read, and more for as long as what was not read may change the answer. */
async function analyzeOnDemand(
  first: SourceSet,
  options: AnalyzePathsOptions,
  sinks: SinkRuleSet,
  store: Memory['store'],
): Promise<{ readonly whole: SourceSet; readonly result: SourceResult }> {
  for (let set = first; ; ) {
    const result = await analyze(set, options, sinks, store);
    if (result.demand === undefined || set.widen === undefined) return { whole: set, result };
    set = await set.widen(result.demand);
  }
}

const nothing: SourceResult = { calls: [], annotations: [], exceptions: [], problems: [] };

async function analyze(
  set: SourceSet,
  { hosts, model, onProgress, cache, clients = [], annotations = [] }: AnalyzePathsOptions,
  sinks: SinkRuleSet,
  store: Memory['store'],
): Promise<SourceResult> {
  if (set.files.size === 0) return nothing;
  const following = { file: 'following calls through source files', unit: 'files', total: set.files.size } as const;
  onProgress?.({ ...following, done: 0 });
  const entries = set.entries.map(({ path }) => path);
  const placed = set.entries.flatMap(({ path, byPlace }) => (byPlace === undefined ? [] : [[path, byPlace] as const]));
  const open = set.widen === undefined ? undefined : set.open;
  const identity = [cache?.build, hosts, annotations, clients.length === 0 ? [] : sinks, placed, set.tests];
  const result = await followOnce(
    store,
    { identity, files: set.files, entries, open },
    set.resolve,
    async (resolve) => {
      const { analyzeSources } = await import('../static/index.ts');
      const matcher = createMatcher(model.rules);
      return analyzeSources({
        files: set.files,
        resolve,
        entries,
        placed: new Map(placed),
        tests: set.tests,
        sinks,
        matcher,
        hostFamily: (host) => hostFamily(host, hosts),
        recognise: createRecogniseText(model.rules, matcher, hosts),
        annotations,
        ...(open === undefined ? {} : { unread: { open, isTelling } }),
      });
    },
  );
  onProgress?.({ ...following, done: set.files.size });
  return result;
}

/** A reason is a person's own words: whatever they put into it, no report repeats a secret. */
function withoutSecrets(comment: ExceptionComment): ExceptionComment {
  return comment.reason === undefined ? comment : { ...comment, reason: maskSecrets(comment.reason) };
}

/** What a text shows may hold anything that an address can: no report repeats a secret. */
function accountOf({
  found: _found,
  notFollowed,
  ...drawers
}: TextAccount): Pick<InputSummary, 'texts' | 'unfollowed'> {
  const unfollowed = notFollowed.map((text) => ({ ...text, shown: maskSecrets(text.shown) }));
  return {
    texts: { ...drawers, notFollowed: notFollowed.length },
    ...(unfollowed.length === 0 ? {} : { unfollowed }),
  };
}

/** One row for the code as a whole, and one for each file that could not be read or followed to its end. */
function summaries(
  paths: readonly string[],
  set: SourceSet,
  { calls, annotations, exceptions, problems, texts, missing = [] }: SourceResult,
): InputSummary[] {
  const isCut = set.leftOut.some(({ reason }) => cutReasons.has(reason));
  // A report says the same on every machine: of an absolute path only the last part is shown.
  const name = paths.map((path) => (isAbsolute(path) ? basename(path) : path)).join(', ');
  const whole: InputSummary = {
    file: name,
    kind: 'source',
    read: set.looked,
    calls: calls.length,
    skipped: set.leftOut.map(({ reason, count }) => ({ reason: leftOutReasons[reason], count })),
    complete: !isCut,
    ...(isCut
      ? { problem: `the program hangs together in more files than are analysed at once${foldersToPass(set.seeds)}` }
      : {}),
    ...(set.entries.length === 0 || set.widen !== undefined ? {} : { entries: groupEntries(set.entries) }),
    ...(texts === undefined ? {} : accountOf(texts)),
    ...(missing.length === 0 ? {} : { missing, modulesNotRead: missing.length }),
    ...(annotations.length === 0 ? {} : { annotations }),
    ...(exceptions.length === 0 ? {} : { exceptions: exceptions.map(withoutSecrets) }),
  };
  const broken = [...set.problems, ...problems].map(({ file, what }) => ({
    file: file === '' ? name : file,
    kind: 'source' as const,
    read: 1,
    calls: 0,
    skipped: [],
    complete: false,
    problem: `it ${what}${file === '' ? foldersToPass(set.seeds) : ''}`,
  }));
  return [whole, ...broken];
}
