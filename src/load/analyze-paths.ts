import type { Report } from '../model/report.ts';
import type { AnalysisPlan, PlannedService, ReadingOptions } from './run/plan.ts';
import type { RunContext } from './run/read-inputs.ts';
import { runPlan } from './run/run-plan.ts';

/** What may be said about paths that are analysed without a config. */
export interface PathOptions
  extends ReadingOptions,
    Pick<AnalysisPlan, 'cwd' | 'shownFrom'>,
    Pick<PlannedService, 'granted' | 'hosts'> {
  /** Files or folders where the program begins, relative to `cwd`; found by rules when absent. */
  readonly entries?: readonly string[] | undefined;
}

/** The plan for files and folders, and the tools that an MCP client may call. */
export function planPaths(paths: readonly string[], options: PathOptions): AnalysisPlan {
  const { cwd, shownFrom, granted, hosts, entries = [], ...reading } = options;
  return {
    ...{ cwd, shownFrom, reading },
    services: [{ paths, accessLogs: [], entries, hosts, granted }],
    findings: [],
  };
}

/** Analyses files and folders. See {@link runPlan}. */
export function analyzePaths(paths: readonly string[], options: PathOptions & RunContext): Promise<Report> {
  const { model, stdin, cache, onProgress, onSources, ...rest } = options;
  return runPlan(planPaths(paths, rest), { model, stdin, cache, onProgress, onSources });
}
