import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ApiCall } from '../../model/api-call.ts';
import { InputError } from '../../model/input-error.ts';
import type { Progress } from '../../model/progress.ts';
import type { InputSummary } from '../../model/report.ts';
import { type FoldedCalls, foldCalls } from '../../pipeline.ts';
import { isSourceName } from '../../sources/classify-path.ts';
import { nameless } from '../../sources/service-name.ts';
import type { SourceCache } from '../cache/index.ts';
import type { SeveralPrograms } from '../collect-from-sources.ts';
import { expandPaths } from '../expand-pattern.ts';
import type { Model } from '../model.ts';
import { type KnownCallers, nobody } from '../service-names.ts';
import { isLogFile, isOpenName, standardInput, type TrafficFormat } from '../traffic-format.ts';
import { heedOptions } from './heed-options.ts';
import type { AnalysisPlan, PlannedService, SharedRecordings } from './plan.ts';
import type { ProgramAnswer } from './programs.ts';

/** What a run needs of the outside world, and whom it tells. */
export interface RunContext {
  readonly model: Model;
  /** Read for the path "-". */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Where answers about source code are kept from run to run; nowhere when absent. */
  readonly cache?: SourceCache | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told the texts that were analysed as source, by path as the report names them. They hold whatever the code holds. */
  readonly onSources?: ((texts: ReadonlyMap<string, string>) => void) | undefined;
}

/** Whose inputs something is: a service's, or those of all, in which strangers may be found. */
export type Reader = PlannedService | SharedRecordings;

/** Inputs that the same readers have, folded once for all of them. */
export interface Part extends FoldedCalls {
  readonly readers: ReadonlySet<Reader>;
  readonly inputs: readonly InputSummary[];
  /** The source files among them. */
  readonly files: ReadonlySet<string>;
  /** What each of several programs calls that make up the code; empty where it is one. */
  readonly programs: readonly ProgramPart[];
}

/** The calls of one of several programs, folded. */
export interface ProgramPart extends FoldedCalls, Pick<ProgramAnswer, 'name' | 'inputs' | 'isRest'> {}

/** All that the inputs of a plan gave. */
export interface PlanInputs {
  readonly parts: readonly Part[];
  /** Who made the recorded calls. */
  readonly principals: KnownCallers;
  /** What the code of a service without a name is called. */
  readonly programOf: (service: PlannedService) => string;
}

/** A recording or log, and who reads it. */
interface Reading {
  readonly path: string;
  readonly format: TrafficFormat;
  readonly readers: Set<Reader>;
}

/** The code of some services: where they have all in common that decides what it calls, it is followed once. */
interface Program {
  readonly sources: readonly string[];
  readonly entries: readonly string[];
  readonly hosts: readonly string[];
  readonly several: SeveralPrograms;
  readonly readers: Set<Reader>;
}

/**
 * Reads every recording of a plan once and looks at every folder once, whatever the number of services that they are for.
 * Traffic is streamed; nothing of it is held but what the report shows.
 *
 * @throws InputError for a path that cannot be read or is neither traffic nor source
 */
export async function readInputs(plan: AnalysisPlan, context: RunContext): Promise<PlanInputs> {
  const { readings, programs } = await sortInputs(plan);
  const parts: Part[] = [];
  const principals = await readRecordings(readings, plan, context, parts);
  await readTools(plan, context, parts);
  await readPrograms(programs, plan, context, parts);
  const names = new Map<Reader, string>();
  for (const service of plan.services) {
    const program = programs.find(({ readers }) => readers.has(service));
    if (service.name === undefined && program !== undefined) names.set(service, await nameOf(program, plan));
  }
  return { parts, principals, programOf: (service) => names.get(service) ?? nameless };
}

async function nameOf({ sources }: Program, { cwd }: AnalysisPlan): Promise<string> {
  const { programName } = await import('../program-name.ts');
  return programName(sources, cwd);
}

/** Tells recordings, logs and code apart, and who reads which; what all share comes first. */
async function sortInputs(plan: AnalysisPlan) {
  const readings = new Map<string, Reading>();
  const programs = new Map<string, Program>();
  const read = (path: string, format: TrafficFormat, reader: Reader): void => {
    const reading = readings.get(`${format} ${path}`) ?? { path, format, readers: new Set() };
    readings.set(`${format} ${path}`, reading);
    reading.readers.add(reader);
  };
  const { shared, services, cwd } = plan;
  const users = services.filter(({ user }) => user !== undefined);
  for (const path of await expandPaths(shared?.paths ?? [], cwd)) {
    const format = await formatOf(path, [], plan);
    for (const reader of shared === undefined ? users : [shared, ...users]) read(path, format, reader);
  }
  for (const service of services) {
    const sources: string[] = [];
    for (const path of await expandPaths(service.paths, cwd)) {
      if (await isCode(path, plan)) sources.push(path);
      else read(path, await formatOf(path, service.accessLogs, plan), service);
    }
    if (sources.length === 0) continue;
    const { hosts } = service;
    const entries = [...new Set(service.entries)].sort();
    const key = JSON.stringify([sources, entries, hosts]);
    const several = severalOf(service, plan, readings.size > 0);
    const program = programs.get(key) ?? { sources, entries, hosts, several, readers: new Set() };
    programs.set(key, program);
    program.readers.add(service);
  }
  const withCode = new Set([...programs.values()].flatMap((program) => [...program.readers]));
  heedOptions(plan, { hasTraffic: readings.size > 0, withCode });
  return { readings: [...readings.values()], programs: [...programs.values()] };
}

/**
 * Programs are told apart where nothing says that they are one: no name, entry, grant or recording, each of which is of
 * one role. Whose calls a recording holds cannot be told from the code.
 */
function severalOf(
  { name, entries, granted }: PlannedService,
  { reading }: AnalysisPlan,
  hasTraffic: boolean,
): SeveralPrograms {
  const { merged = false, principal, mcpTools } = reading;
  if (merged || name !== undefined || entries.length > 0) return 'one';
  const isOfOne = hasTraffic || [granted, principal, mcpTools].some((one) => one !== undefined);
  return isOfOne ? 'shared' : 'told-apart';
}

async function isCode(path: string, { cwd, reading: { from } }: AnalysisPlan): Promise<boolean> {
  if (path === standardInput) return false;
  return (from === undefined && isSourceName(path)) || (await isFolder(path, cwd));
}

async function formatOf(
  path: string,
  accessLogs: readonly string[],
  { cwd, reading: { from } }: AnalysisPlan,
): Promise<TrafficFormat> {
  if (from !== undefined) return from;
  return accessLogs.includes(path) || (await isLogPath(path, cwd)) ? 'access-log' : 'har';
}

/** By the name, or where that does not tell, by how the file begins. */
async function isLogPath(path: string, cwd: string): Promise<boolean> {
  if (path === standardInput || !isOpenName(path)) return isLogFile(path);
  const { isLogByContent } = await import('../traffic-head.ts');
  return isLogByContent(path, cwd);
}

async function isFolder(path: string, cwd: string): Promise<boolean> {
  try {
    return (await stat(resolve(cwd, path))).isDirectory();
  } catch {
    if (address.test(path)) throw givenAddress(path);
    // What else is missing or closed gets its message from the reader.
    return false;
  }
}

/** "https://…" and "git@host:…", which are given where a path is meant. */
const address = /^(?:[a-z][a-z\d+.-]*:\/\/|[\w.-]+@[\w.-]+:)/i;

function givenAddress(path: string): InputError {
  return new InputError('this is an address, and rolefit does not use the network', {
    at: { file: path },
    next: 'pass a folder of source code or a recording that lies on this machine',
  });
}

const noCode: Pick<Part, 'files' | 'programs'> = { files: new Set(), programs: [] };

/** Recordings of the same readers, which are folded together. */
interface Group {
  readonly readers: ReadonlySet<Reader>;
  readonly group: Reading[];
}

function byReaders(readings: readonly Reading[]): readonly Group[] {
  const groups: Group[] = [];
  for (const reading of readings) {
    const { readers } = reading;
    const known = groups.find((one) => isSameSet(one.readers, readers));
    if (known === undefined) groups.push({ readers, group: [reading] });
    else known.group.push(reading);
  }
  return groups;
}

function isSameSet<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}

async function readRecordings(
  readings: readonly Reading[],
  plan: AnalysisPlan,
  context: RunContext,
  parts: Part[],
): Promise<KnownCallers> {
  if (readings.length === 0) return nobody;
  const { collectTraffic, createPrincipals } = await import('../collect-traffic.ts');
  const principals = createPrincipals();
  for (const { readers, group } of byReaders(readings)) {
    const inputs: InputSummary[] = [];
    async function* calls(): AsyncGenerator<ApiCall> {
      for (const { path, format } of group) {
        const hosts = [...new Set([...readers].flatMap((reader) => reader.hosts))];
        const options = { ...context, cwd: plan.cwd, hosts, logFields: plan.reading.logFields };
        inputs.push(yield* collectTraffic(path, format, options, principals));
      }
    }
    const folded = await foldCalls(calls(), context.model.rules);
    parts.push({ ...noCode, ...folded, readers, inputs });
  }
  return principals;
}

async function readTools(
  { cwd, services, reading: { mcpTools } }: AnalysisPlan,
  { model: { rules } }: RunContext,
  parts: Part[],
): Promise<void> {
  if (mcpTools === undefined) return;
  const { collectMcpTools, loadMcpTools } = await import('../mcp.ts');
  const tools = await loadMcpTools(rules);
  const inputs: InputSummary[] = [];
  async function* calls(list: string): AsyncGenerator<ApiCall> {
    inputs.push(yield* collectMcpTools(list, cwd, tools));
  }
  const folded = await foldCalls(calls(mcpTools), rules);
  parts.push({ ...noCode, ...folded, readers: new Set(services), inputs });
}

async function readPrograms(
  programs: readonly Program[],
  plan: AnalysisPlan,
  context: RunContext,
  parts: Part[],
): Promise<void> {
  if (programs.length === 0) return;
  const { CodeCollector } = await import('../collect-from-sources.ts');
  const { model, cache, onProgress, onSources } = context;
  const { cwd, shownFrom, reading } = plan;
  const hosts = [...new Set(programs.flatMap((program) => program.hosts))];
  const code = new CodeCollector({ ...reading, cwd, shownFrom, hosts, model, cache, onProgress });
  for (const { readers, ...request } of programs) {
    const { calls, inputs, texts, programs: told } = await code.collect(request);
    onSources?.(texts);
    const parted: ProgramPart[] = [];
    for (const { calls: own, ...program } of told) parted.push({ ...program, ...(await foldCalls(own, model.rules)) });
    const folded = await foldCalls(calls, model.rules);
    parts.push({ readers, ...folded, inputs, files: new Set(texts.keys()), programs: parted });
  }
}
