import { basename, isAbsolute } from 'node:path';
import type { ApiCall } from '../model/api-call.ts';
import type { ExceptionComment } from '../model/policy.ts';
import type { InputSummary } from '../model/report.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { createMatcher } from '../rules/match.ts';
import { leftOutReasons } from '../sources/left-out.ts';
import type { SourceSet } from '../sources/source-set.ts';
import type { SourceResult } from '../static/index.ts';
import type { AnalyzePathsOptions } from './analyze-paths.ts';
import { loadSinkRules, type SinkRuleSet } from './clients.ts';
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
 * The calls of source code. The interpreter and its parser are loaded only when some file speaks of Marketo.
 *
 * @throws InputError for a path that is not there, or an entry that is no file of the program; InputErrors for a
 * description of an own client that is broken.
 */
export async function collectFromSources(
  paths: readonly string[],
  options: AnalyzePathsOptions,
  inputs: InputSummary[],
): Promise<readonly ApiCall[]> {
  const { cwd, model, onProgress } = options;
  const shipped = await loadSinkRules();
  const own = await addOwnClients(shipped, options.clients ?? [], cwd, model.rules);
  const set = await loadSources(paths, {
    cwd,
    hosts: options.hosts,
    includeTests: options.includeTests ?? false,
    clientModules: [...shipped.sdks.flatMap(({ modules }) => modules), ...own.modules],
    ...(options.shownFrom === undefined ? {} : { shownFrom: options.shownFrom }),
    ...(options.entries === undefined || options.entries.length === 0 ? {} : { entries: options.entries }),
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: ({ stage, done, total }) => onProgress({ file: stageNames[stage], unit: 'files', done, total }),
        }),
  });
  options.onSources?.(set.files);
  const result = await analyze(set, options, own.sinks);
  inputs.push(...summaries(paths, set, result));
  return result.calls;
}

const nothing: SourceResult = { calls: [], annotations: [], exceptions: [], problems: [] };

async function analyze(
  set: SourceSet,
  { hosts, model, onProgress, annotations = [] }: AnalyzePathsOptions,
  sinks: SinkRuleSet,
): Promise<SourceResult> {
  if (set.files.size === 0) return nothing;
  const { analyzeSources } = await import('../static/index.ts');
  const following = { file: 'following calls through source files', unit: 'files', total: set.files.size } as const;
  onProgress?.({ ...following, done: 0 });
  const result = analyzeSources({
    files: set.files,
    resolve: set.resolve,
    entries: set.entries.map(({ path }) => path),
    sinks,
    matcher: createMatcher(model.rules),
    hostFamily: (host) => hostFamily(host, hosts),
    annotations,
  });
  onProgress?.({ ...following, done: set.files.size });
  return result;
}

/** A reason is a person's own words: whatever they put into it, no report repeats a secret. */
function withoutSecrets(comment: ExceptionComment): ExceptionComment {
  return comment.reason === undefined ? comment : { ...comment, reason: maskSecrets(comment.reason) };
}

/** One row for the code as a whole, and one for each file that could not be read or followed to its end. */
function summaries(
  paths: readonly string[],
  set: SourceSet,
  { calls, annotations, exceptions, problems }: SourceResult,
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
    ...(isCut ? { problem: 'the program hangs together in more files than are analysed at once' } : {}),
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
    problem: `it ${what}`,
  }));
  return [whole, ...broken];
}
