import type { ApiCall } from '../model/api-call.ts';
import type { InputSummary } from '../model/report.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { createMatcher } from '../rules/match.ts';
import { leftOutReasons } from '../sources/left-out.ts';
import type { SourceSet } from '../sources/source-set.ts';
import type { AnalyzePathsOptions } from './analyze-paths.ts';
import { loadSinkRules } from './clients.ts';
import { loadSources } from './sources/index.ts';

/** Reasons for which callers or dependencies are missing: the answer is not whole. */
const cutReasons = new Set(['far-callers', 'far-dependencies']);

/**
 * The calls of source code. The interpreter and its parser are loaded only when some file speaks of Marketo.
 *
 * @throws InputError for a path that is not there, or an entry that is no file of the program.
 */
export async function collectFromSources(
  paths: readonly string[],
  options: AnalyzePathsOptions,
  inputs: InputSummary[],
): Promise<readonly ApiCall[]> {
  const { cwd, hosts, model, entries, includeTests = false, onProgress } = options;
  const sinks = await loadSinkRules();
  const set = await loadSources(paths, {
    cwd,
    hosts,
    includeTests,
    clientModules: sinks.sdks.flatMap(({ modules }) => modules),
    ...(entries === undefined || entries.length === 0 ? {} : { entries }),
    ...(onProgress === undefined
      ? {}
      : { onProgress: ({ stage, done, total }) => onProgress({ file: stage, done, total }) }),
  });
  const { calls, problems } = set.files.size === 0 ? { calls: [], problems: [] } : await analyze(set, options, sinks);
  inputs.push(...summaries(paths, set, calls.length, problems));
  return calls;

  async function analyze(found: SourceSet, { hosts: extra }: AnalyzePathsOptions, rules: typeof sinks) {
    const { analyzeSources } = await import('../static/index.ts');
    return analyzeSources({
      files: found.files,
      resolve: found.resolve,
      entries: found.entries.map(({ path }) => path),
      sinks: rules,
      matcher: createMatcher(model.rules),
      hostFamily: (host) => hostFamily(host, extra),
    });
  }
}

/** One row for the code as a whole, and one for each file that could not be read or followed to its end. */
function summaries(
  paths: readonly string[],
  set: SourceSet,
  calls: number,
  problems: readonly { readonly file: string; readonly what: string }[],
): InputSummary[] {
  const isCut = set.leftOut.some(({ reason }) => cutReasons.has(reason));
  const name = paths.join(', ');
  const whole: InputSummary = {
    file: name,
    kind: 'source',
    read: set.looked,
    calls,
    skipped: set.leftOut.map(({ reason, count }) => ({ reason: leftOutReasons[reason], count })),
    complete: !isCut,
    ...(isCut ? { problem: 'the program hangs together in more files than are analysed at once' } : {}),
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
