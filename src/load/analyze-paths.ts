import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Principals, skipReasons, toApiCall } from '../har/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import type { InputSummary, Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import { analyze } from '../pipeline.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { loadHar, standardInput } from './har.ts';
import type { Model } from './model.ts';
import { loadVersion } from './version.ts';

export interface AnalyzePathsOptions {
  /** The folder that paths are relative to, and that places in the report are relative to. */
  readonly cwd: string;
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  readonly granted?: Grant;
  readonly principal?: string;
  /** Whether tests, mocks and stories are analysed like other files. */
  readonly includeTests?: boolean;
  /** Whether calls that nothing reaches count for the role. */
  readonly includeUnreachable?: boolean;
  /** Files or folders where the program begins, relative to `cwd`; found by rules when absent. */
  readonly entries?: readonly string[];
  /** Files, relative to `cwd`, that describe a team's own wrapper or SDK as rules/clients and rules/sdks do. */
  readonly clients?: readonly string[];
  readonly model: Model;
  readonly onProgress?: (progress: Progress) => void;
  /** Told the texts that were analysed as source, by path as the report names them. They hold whatever the code holds. */
  readonly onSources?: (texts: ReadonlyMap<string, string>) => void;
}

/** How far reading has come. */
export interface Progress {
  /** The recording that is read, or what is done with source code, e.g. "source files". */
  readonly file: string;
  /** What `done` and `total` count. */
  readonly unit: 'bytes' | 'files';
  readonly done: number;
  /** 0 where it is not known yet. */
  readonly total: number;
}

/**
 * Analyses files and folders. Traffic is streamed; nothing of it is held but what the report shows.
 *
 * @throws InputError for a path that cannot be read or is neither traffic nor source, or an unknown `principal`.
 */
export async function analyzePaths(paths: readonly string[], options: AnalyzePathsOptions): Promise<Report> {
  const { model, granted, principal } = options;
  const principals = new Principals();
  const inputs: InputSummary[] = [];
  const report = await analyze({
    version: await loadVersion(),
    ...model,
    calls: collect(paths, options, principals, inputs),
    inputs: () => [...inputs].sort((a, b) => compareText(a.file, b.file)),
    defaultService: 'default',
    labelOf: labelsOf(principals),
    ...(granted === undefined ? {} : { granted }),
    ...(principal === undefined ? {} : { principal }),
    includeUnreachable: options.includeUnreachable ?? false,
  });
  if (principal !== undefined && report.services.length === 0 && report.inputs.some(({ calls }) => calls > 0)) {
    throw unknownPrincipal(principal, principals);
  }
  return report;
}

function labelsOf(principals: Principals): (key: string) => string {
  let labels: ReadonlyMap<string, string> | undefined;
  return (key) => {
    labels ??= principals.labels();
    return labels.get(key) ?? key;
  };
}

function unknownPrincipal(principal: string, principals: Principals): InputError {
  const known = [...new Set(principals.labels().values())].sort(compareText);
  return new InputError(`no call belongs to the principal "${principal}"`, {
    next: `the recordings hold: ${known.slice(0, 20).join(', ')}`,
  });
}

async function* collect(
  paths: readonly string[],
  options: AnalyzePathsOptions,
  principals: Principals,
  inputs: InputSummary[],
): AsyncGenerator<ApiCall> {
  const sources: string[] = [];
  for (const path of paths) {
    if (path !== standardInput && (isSourceFile(path) || (await isFolder(path, options.cwd)))) sources.push(path);
    else yield* collectTraffic(path, options, principals, inputs);
  }
  if (sources.length === 0) return;
  const { collectFromSources } = await import('./collect-from-sources.ts');
  yield* await collectFromSources(sources, options, inputs);
}

function isSourceFile(path: string): boolean {
  return /\.([cm]?[jt]sx?|vue|svelte|gs)$/i.test(path);
}

async function isFolder(path: string, cwd: string): Promise<boolean> {
  try {
    return (await stat(resolve(cwd, path))).isDirectory();
  } catch {
    // What is missing or closed gets its message from the reader.
    return false;
  }
}

async function* collectTraffic(
  path: string,
  { cwd, stdin, hosts, onProgress }: AnalyzePathsOptions,
  principals: Principals,
  inputs: InputSummary[],
): AsyncGenerator<ApiCall> {
  const file = path === standardInput ? standardInput : displayPath(path, cwd);
  const reading = loadHar(path === standardInput ? path : resolve(cwd, path), {
    hostFamily: (host) => hostFamily(host, hosts),
    principals,
    ...(stdin === undefined ? {} : { stdin }),
    ...(onProgress === undefined
      ? {}
      : { onProgress: ({ read, total }) => onProgress({ file, unit: 'bytes', done: read, total: total ?? read }) }),
  });
  try {
    for await (const exchange of reading) yield toApiCall(exchange, file, exchange.principal);
  } catch (error) {
    throw renamed(error, path);
  }
  const { entries, taken, skipped, complete, problem, from, to, notes } = reading.summary();
  inputs.push({
    file,
    kind: 'traffic',
    read: entries,
    calls: taken,
    skipped: skipped.map(({ reason, count }) => ({ reason: skipReasons[reason], count })),
    complete,
    ...(problem === undefined ? {} : { problem }),
    ...(from === undefined || to === undefined ? {} : { from, to }),
    ...(notes.length === 0 ? {} : { notes }),
  });
}

/** Errors name the file as it was given, never where it is on this machine. */
function renamed(error: unknown, path: string): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(error.what, {
    at: { ...error.at, file: path },
    ...(error.next === undefined ? {} : { next: error.next }),
    cause: error,
  });
}

/** The path relative to the working folder, with "/"; outside of it only its last part. */
function displayPath(path: string, cwd: string): string {
  const inside = relative(cwd, resolve(cwd, path));
  const isOutside = inside.startsWith('..') || isAbsolute(inside);
  const shown = isOutside ? (path.split(/[\\/]/).at(-1) ?? path) : inside;
  return shown.split(sep).join('/');
}
