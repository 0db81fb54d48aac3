import type { LoadedConfig } from '../load/config.ts';
import type { Model } from '../load/model.ts';
import type { ReadingOptions } from '../load/run/plan.ts';
import type { RunContext } from '../load/run/read-inputs.ts';
import { InputError } from '../model/input-error.ts';
import { isSilent, type Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import type { ReportModel } from '../report/index.ts';
import { showInvisible } from '../report/invisible.ts';
import { analyzeConfig } from './analyze-config.ts';
import { isEmpty } from './exit-code.ts';
import type { Io } from './io.ts';
import { reportProgress } from './progress.ts';
import { errorPalette } from './screen.ts';
import { sourceCache } from './source-cache.ts';

/** The options that every command understands which analyses something. */
export interface InputValues extends Omit<ReadingOptions, 'annotations'> {
  readonly config?: string | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly granted?: string | undefined;
  readonly grantedRole?: readonly string[] | undefined;
  readonly host?: readonly string[] | undefined;
  readonly service?: string | undefined;
  readonly entry?: readonly string[] | undefined;
  readonly cache?: boolean | undefined;
  readonly color?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

/** What an analysis gave, and what it is read against. */
export interface Analyzed {
  readonly report: Report;
  readonly model: ReportModel;
  /** Absolute: the folder of the config that was gone by, which the places start from. */
  readonly folder?: string;
  /** The workspaces that the config gives a service. */
  readonly workspacesOf: (service: string) => readonly string[];
}

/**
 * Runs the analysis that the options ask for; what the reader should know beside the result goes to stderr. Places in
 * code are shown from the analysed folder, or from `shownFrom`.
 */
export async function analyzeInputs(
  values: InputValues,
  io: Io,
  onSources?: RunContext['onSources'],
  shownFrom?: string,
): Promise<Analyzed> {
  const cache = sourceCache(values, io);
  if (values.paths !== undefined && values.paths.length > 0) cache?.expect(values.paths, io.cwd);
  const { loadModel } = await import('../load/model.ts');
  const model = await loadModel();
  const granted = await grantOf(values, model, io);
  const loaded = await configOf(values, model, io);
  if (loaded === undefined && values.service !== undefined) throw serviceWithoutConfig();
  if (loaded !== undefined) {
    const report = await analyzeConfig(values, io, { loaded, model, granted, onSources });
    if (values.quiet !== true) await warn(report, io, values.color);
    const services = new Map(loaded.config.services.map(({ name, workspaces }) => [name, workspaces]));
    return { report, model, folder: loaded.folder, workspacesOf: (service) => services.get(service) ?? [] };
  }
  const { analyzePaths } = await import('../load/analyze-paths.ts');
  const { principal, from, logFields, mcpTools, clients, merged, includeTests, includeUnreachable } = values;
  const report = await analyzePaths(pathsOf(values), {
    ...{ principal, from, logFields, mcpTools, clients, merged, includeTests, includeUnreachable },
    ...{ granted, shownFrom, cache, onSources, model },
    cwd: io.cwd,
    stdin: io.stdin,
    hosts: values.host ?? [],
    entries: values.entry,
    onProgress: reportProgress(io, values.quiet ?? false),
  });
  if (values.quiet !== true) await warn(report, io, values.color);
  return { report, model, workspacesOf: () => [] };
}

function serviceWithoutConfig(): InputError {
  return new InputError('--service names a service of a config, and none is in use', {
    next: 'leave paths out where there is a config (`rolefit init` writes one), or choose an API user of a recording with --principal',
  });
}

/** The config that a run without paths goes by; it says so, for the same command without one analyses the folder. */
async function configOf(values: InputValues, model: Model, io: Io): Promise<LoadedConfig | undefined> {
  const { paths = [], from, mcpTools, config } = values;
  const isAsked = paths.length > 0 || from !== undefined || mcpTools !== undefined;
  if (isAsked && config === undefined) return undefined;
  if (isAsked) {
    throw new InputError('--config and paths say two things about what to analyse', { next: 'leave one of them out' });
  }
  const { findConfig } = await import('../load/config.ts');
  const loaded = await findConfig(io.cwd, config, model);
  if (loaded !== undefined && values.quiet !== true) {
    const names = loaded.config.services.map(({ name }) => name);
    const list = names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
    io.stderr.write(`${showInvisible(`going by ${loaded.label}: ${list}`)}\n`);
  }
  return loaded;
}

/** The current folder, unless a list of tools is all that was asked about. */
function pathsOf({ paths = [], from, mcpTools }: InputValues): readonly string[] {
  if (paths.length > 0) return paths;
  if (from !== undefined) {
    throw new InputError('no file is given', {
      at: { file: '--from' },
      next: 'pass the files, or - for standard input',
    });
  }
  return mcpTools === undefined ? ['.'] : [];
}

/** What `--granted` says, where it is given. */
export async function grantOf(values: InputValues, model: Model, io: Io): Promise<Grant | undefined> {
  if (values.granted === undefined) {
    if (values.grantedRole === undefined || values.grantedRole.length === 0) return undefined;
    throw new InputError('--granted-role chooses a role of the --granted file, and there is none', {
      next: 'add --granted FILE, or leave --granted-role out',
    });
  }
  const { loadGrant } = await import('../load/grant.ts');
  return loadGrant(values.granted, { cwd: io.cwd, roles: values.grantedRole ?? [] }, model.permissions);
}

/** Hints that belong beside the result, not into it. */
async function warn(report: Report, io: Io, color: boolean | undefined): Promise<void> {
  const title = errorPalette(io, color).warn('warning:');
  const several = report.findings.filter(({ kind }) => kind === 'several-principals');
  for (const finding of several) {
    const { describeFinding } = await import('../model/finding-kinds/index.ts');
    io.stderr.write(`${title} ${describeFinding(finding)}; name it with --principal, or in rolefit.config.json\n`);
  }
  const silent = report.services.filter(isSilent);
  if (silent.length > 0) {
    const names = showInvisible(silent.map(({ name }) => name).join(', '));
    io.stderr.write(
      `${title} nothing that runs calls Marketo (${names}); name where the program starts with --entry\n`,
    );
  }
  if (!isEmpty(report)) return;
  const { describeNothing } = await import('../load/describe-nothing.ts');
  const { looked, next } = describeNothing(report);
  const help = errorPalette(io, color).code('help:');
  io.stderr.write(`${title} no API call was analysed: ${looked}\n  ${help} ${next}\n`);
}
