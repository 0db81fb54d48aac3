import { resolve } from 'node:path';
import type { ComparedWith, ExplorerInput, PlannedConfig } from '../explore/index.ts';
import type { Severity } from '../model/finding.ts';
import { InputError } from '../model/input-error.ts';
import type { Report } from '../model/report.ts';
import type { ReportModel } from '../report/index.ts';
import { showInvisible } from '../report/invisible.ts';
import { analyzeInputs, type InputValues } from './analyze-inputs.ts';
import type { Io } from './io.ts';
import { workingFolder } from './places-from.ts';

export interface ExploreSourceValues extends InputValues {
  readonly compare?: string | undefined;
}

/** What the explorer shows, and what it does not need to know but whoever starts it does. */
export interface ExploreSource {
  readonly input: Omit<ExplorerInput, 'unicode'>;
  readonly findings: readonly { readonly severity: Severity }[];
  /** Absolute: where places in code start from; absent where that is not known. */
  readonly folder: string | undefined;
}

const isReport = (path: string) => /\.json$/i.test(path);

/**
 * Analyses what is named, or reads a report that was saved; two reports are held against each other.
 * @param isForEditor names places from the working folder where that can be, so that files can be opened
 * @throws InputError for reports among other paths, and whatever reading throws.
 */
export async function exploreSource(values: ExploreSourceValues, io: Io, isForEditor: boolean): Promise<ExploreSource> {
  const paths = values.paths ?? [];
  const reports = (await Promise.all(paths.map((path) => isSavedReport(path, io.cwd)))).filter(Boolean).length;
  if (reports === 0) return analyzed(values, io, isForEditor);
  const [first, second] = paths;
  if (first === undefined || reports !== paths.length || paths.length > 2) {
    throw new InputError('a saved report cannot be shown together with other paths', {
      next: 'pass one JSON report, two to compare, or what is to be analysed',
    });
  }
  if (second !== undefined && values.compare !== undefined) {
    throw new InputError('--compare and two reports say twice what to compare with', { next: 'leave one of them out' });
  }
  return second === undefined ? saved(first, values.compare, values, io) : saved(second, first, values, io);
}

/** A recording can end in .json as well, so the file itself is looked at. */
async function isSavedReport(path: string, cwd: string): Promise<boolean> {
  if (!isReport(path)) return false;
  const { isReportFile } = await import('../load/read-report.ts');
  return isReportFile(path, cwd);
}

async function analyzed(values: ExploreSourceValues, io: Io, isForEditor: boolean): Promise<ExploreSource> {
  const { createCodeFrames } = await import('../load/code-frames.ts');
  const { keep, frameOf } = createCodeFrames();
  const shownFrom = isForEditor ? await workingFolder(values.paths ?? [], io.cwd) : undefined;
  const { report, model, workspacesOf } = await analyzeInputs(values, io, keep, shownFrom);
  const config = await plannedConfig(values, io);
  return {
    input: {
      report,
      model,
      frameOf,
      includeUnreachable: values.includeUnreachable ?? false,
      workspacesOf,
      ...(config === undefined ? {} : { config: config.planned }),
      ...(await comparison(values.compare, report, model, io)),
    },
    findings: report.findings,
    folder: config?.folder ?? shownFrom,
  };
}

/** Only where the run went by it: paths have no config. */
async function plannedConfig({ paths = [], from, mcpTools, config }: InputValues, io: Io) {
  if (paths.length > 0 || from !== undefined || mcpTools !== undefined) return undefined;
  const { findConfigFile } = await import('../load/config-file.ts');
  const found = await findConfigFile(io.cwd, config);
  if (found === undefined) return undefined;
  const { label, value, folder } = found;
  const planned: PlannedConfig = { label, value, pointer: /(?:^|[\\/])package\.json$/.test(label) ? '/rolefit' : '' };
  return { planned, folder };
}

async function saved(
  file: string,
  before: string | undefined,
  values: ExploreSourceValues,
  io: Io,
): Promise<ExploreSource> {
  const [{ readReport }, { loadModel }, { reportFromPublished }] = await Promise.all([
    import('../load/read-report.ts'),
    import('../load/model.ts'),
    import('../explore/index.ts'),
  ]);
  if (values.granted !== undefined) {
    throw new InputError('a saved report holds the grant that it was made with', {
      next: 'leave --granted out, or analyse again with it',
    });
  }
  const [published, model] = [await readReport(file, io.cwd), await loadModel()];
  const report = reportFromPublished(published, model, file);
  return {
    input: {
      report,
      model,
      includeUnreachable: values.includeUnreachable ?? false,
      workspacesOf: () => [],
      note: `${showInvisible(file)} holds places but no code: run the explorer on the code itself to see it.`,
      ...(await comparison(before, report, model, io)),
    },
    findings: published.findings,
    folder: resolve(io.cwd),
  };
}

async function comparison(
  before: string | undefined,
  report: Report,
  model: ReportModel,
  io: Io,
): Promise<{ readonly compared?: ComparedWith }> {
  if (before === undefined) return {};
  const [{ loadSnapshot }, { compareSnapshots, isChanged, snapshotOf }] = await Promise.all([
    import('../load/snapshot.ts'),
    import('../gate/index.ts'),
  ]);
  const snapshot = await loadSnapshot(before, io.cwd);
  const changes = compareSnapshots(snapshot, snapshotOf(report), model.permissions).filter(isChanged);
  return { compared: { label: before, changes } };
}
