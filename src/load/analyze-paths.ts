import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Principals } from '../har/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { ConfigAnnotation } from '../model/config.ts';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import type { ServicePlaces } from '../model/partition-sight.ts';
import type { InputSummary, Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import { analyze } from '../pipeline.ts';
import { nameless } from '../sources/service-name.ts';
import type { SourceCache } from './cache/index.ts';
import { expandPaths } from './expand-pattern.ts';
import type { Model } from './model.ts';
import { code, type KnownCallers, nameServices, nobody, type ServiceNaming } from './service-names.ts';
import { isLogFile, isOpenName, standardInput, type TrafficFormat } from './traffic-format.ts';
import { loadVersion } from './version.ts';

export interface AnalyzePathsOptions {
  /** The folder that paths are relative to, and that places in the report are relative to. */
  readonly cwd: string;
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  readonly granted?: Grant;
  readonly principal?: string;
  /** What files are, and `-`; found by their names when absent. Folders are source code in any case. */
  readonly from?: TrafficFormat;
  /** Of the paths, those that are access logs whatever they are called. */
  readonly accessLogs?: readonly string[];
  /** Where the lines of logs in JSON hold what, beyond the names that are known: "method=req.m,path=req.url". */
  readonly logFields?: string;
  /** The tools of the MCP server that a client may call: a file, or names with commas between them. */
  readonly mcpTools?: string;
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
  /** Which services the calls belong to, where a config says so; without, code goes by the name of its program and traffic by its principals. */
  readonly naming?: ServiceNaming;
  /** Absolute: the folder that places in code are shown from; the one around all analysed code when absent. */
  readonly shownFrom?: string;
  /** What the config says of workspaces and partitions. */
  readonly places?: ServicePlaces;
  /** Where answers about source code are kept from run to run; nowhere when absent. */
  readonly cache?: SourceCache;
  /** What the config says that calls are. */
  readonly annotations?: readonly ConfigAnnotation[];
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
 * Analyses files and folders, and the tools that an MCP client may call. Traffic is streamed; nothing of it is held but
 * what the report shows.
 *
 * @throws InputError for a path that cannot be read or is neither traffic nor source, or an unknown `principal`.
 */
export async function analyzePaths(paths: readonly string[], options: AnalyzePathsOptions): Promise<Report> {
  const { model, granted, principal } = options;
  const found: Found = { principals: undefined, program: nameless };
  const inputs: InputSummary[] = [];
  let recorded: readonly string[] = [];
  const report = await analyze({
    version: await loadVersion(),
    ...model,
    calls: collect(paths, options, found, inputs),
    inputs: (joined) => inputs.map((input) => noteJoined(input, joined)).sort((a, b) => compareText(a.file, b.file)),
    defaultService: code,
    nameServices: (made) => {
      recorded = made;
      return nameServices(
        found.principals ?? nobody,
        { naming: options.naming, principal, program: found.program },
        made,
      );
    },
    ...(granted === undefined ? {} : { granted }),
    ...(options.places === undefined ? {} : { places: options.places }),
    includeUnreachable: options.includeUnreachable ?? false,
  });
  if (principal !== undefined && report.services.length === 0 && report.inputs.some(({ calls }) => calls > 0)) {
    throw unknownPrincipal(principal, found.principals ?? nobody, recorded);
  }
  return report;
}

/** Whose calls a recording holds was concluded, so it is said beside the recording. */
function noteJoined(input: InputSummary, joined: string | undefined): InputSummary {
  if (joined === undefined || input.kind !== 'traffic' || input.calls === 0) return input;
  const note = `its calls are taken to be those of the code: ${joined} is the only principal in the recordings`;
  return { ...input, notes: [...(input.notes ?? []), note] };
}

function unknownPrincipal(principal: string, callers: KnownCallers, recorded: readonly string[]): InputError {
  const labels: ReadonlyMap<string, string> = callers.labels();
  const known = [...new Set(recorded.flatMap((key) => labels.get(key) ?? []))].sort(compareText);
  return new InputError(`no call belongs to the principal "${principal}"`, {
    next:
      known.length === 0 ? 'the inputs hold no recorded call' : `the recordings hold: ${known.slice(0, 20).join(', ')}`,
  });
}

/** What the inputs tell of whose the calls are. */
interface Found {
  /** Who made the recorded calls; known from the first recording on, which is also when its reader is loaded. */
  principals: Principals | undefined;
  /** What the analysed program is called; known when its code is. */
  program: string;
}

async function* collect(
  paths: readonly string[],
  options: AnalyzePathsOptions,
  found: Found,
  inputs: InputSummary[],
): AsyncGenerator<ApiCall> {
  const { cwd, from, mcpTools, accessLogs = [] } = options;
  const sources: string[] = [];
  for (const path of await expandPaths(paths, cwd)) {
    const isCode = path !== standardInput && from === undefined && isSourceFile(path);
    if (isCode || (path !== standardInput && (await isFolder(path, cwd)))) {
      sources.push(path);
      continue;
    }
    const isLog =
      from === 'access-log' || (from === undefined && (accessLogs.includes(path) || (await isLogPath(path, cwd))));
    const { collectTraffic, createPrincipals } = await import('./collect-traffic.ts');
    found.principals ??= createPrincipals();
    inputs.push(yield* collectTraffic(path, isLog ? 'access-log' : 'har', options, found.principals));
  }
  if (mcpTools !== undefined) {
    const { collectMcpTools, loadMcpTools } = await import('./mcp.ts');
    inputs.push(yield* collectMcpTools(mcpTools, cwd, await loadMcpTools(options.model.rules)));
  }
  if (sources.length === 0) return;
  const [{ collectFromSources }, { programName }] = await Promise.all([
    import('./collect-from-sources.ts'),
    import('./program-name.ts'),
  ]);
  if (options.naming === undefined) found.program = await programName(sources, cwd);
  yield* await collectFromSources(sources, options, inputs);
}

/** By the name, or where that does not tell, by how the file begins. */
async function isLogPath(path: string, cwd: string): Promise<boolean> {
  if (path === standardInput || !isOpenName(path)) return isLogFile(path);
  const { isLogByContent } = await import('./traffic-head.ts');
  return isLogByContent(path, cwd);
}

function isSourceFile(path: string): boolean {
  return /\.([cm]?[jt]sx?|sjs|vue|svelte|astro|gs)$/i.test(path);
}

async function isFolder(path: string, cwd: string): Promise<boolean> {
  try {
    return (await stat(resolve(cwd, path))).isDirectory();
  } catch {
    // What is missing or closed gets its message from the reader.
    return false;
  }
}
