import type { AnalyzePathsOptions } from '../load/analyze-paths.ts';
import type { Model } from '../load/model.ts';
import type { Report } from '../model/report.ts';
import type { ReportModel } from '../report/index.ts';
import { isEmpty } from './exit-code.ts';
import type { Io } from './io.ts';
import { reportProgress } from './progress.ts';
import { errorPalette } from './screen.ts';

/** The options that every command understands which analyses something. */
export interface InputValues {
  readonly paths?: readonly string[] | undefined;
  readonly granted?: string | undefined;
  readonly grantedRole?: readonly string[] | undefined;
  readonly host?: readonly string[] | undefined;
  readonly principal?: string | undefined;
  readonly entry?: readonly string[] | undefined;
  readonly clients?: readonly string[] | undefined;
  readonly includeTests?: boolean | undefined;
  readonly includeUnreachable?: boolean | undefined;
  readonly color?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

/** Runs the analysis that the options ask for; what the reader should know beside the result goes to stderr. */
export async function analyzeInputs(
  values: InputValues,
  io: Io,
  onSources?: AnalyzePathsOptions['onSources'],
): Promise<{ report: Report; model: ReportModel }> {
  const { loadModel } = await import('../load/model.ts');
  const model = await loadModel();
  const granted = await grantOf(values, model, io);
  const { analyzePaths } = await import('../load/analyze-paths.ts');
  const paths = values.paths === undefined || values.paths.length === 0 ? ['.'] : values.paths;
  const report = await analyzePaths(paths, {
    cwd: io.cwd,
    stdin: io.stdin,
    hosts: values.host ?? [],
    ...(granted === undefined ? {} : { granted }),
    ...(values.principal === undefined ? {} : { principal: values.principal }),
    entries: values.entry ?? [],
    clients: values.clients ?? [],
    includeTests: values.includeTests ?? false,
    includeUnreachable: values.includeUnreachable ?? false,
    ...(onSources === undefined ? {} : { onSources }),
    model,
    onProgress: reportProgress(io, values.quiet ?? false),
  });
  if (values.quiet !== true) warn(report, io, values.color);
  return { report, model };
}

async function grantOf(values: InputValues, model: Model, io: Io) {
  if (values.granted === undefined) return undefined;
  const { loadGrant } = await import('../load/grant.ts');
  return loadGrant(values.granted, { cwd: io.cwd, roles: values.grantedRole ?? [] }, model.permissions);
}

/** Hints that belong beside the result, not into it. */
function warn(report: Report, io: Io, color: boolean | undefined): void {
  const title = errorPalette(io, color).warn('warning:');
  if (!isEmpty(report)) return;
  const read = report.inputs.reduce((sum, input) => sum + input.read, 0);
  const looked = read === 0 ? 'nothing was read' : `${read} files or entries were read, and none calls Marketo`;
  io.stderr.write(`${title} no API call was analysed: ${looked}; the result says nothing about a role\n`);
}
