import type { ServiceChange } from '../model/change.ts';
import type { FrameOf } from '../model/code-frame.ts';
import type { Report } from '../model/report.ts';
import type { ReportModel } from '../report/index.ts';

/** Everything the explorer shows; it reads nothing itself. */
export interface ExplorerInput {
  readonly report: Report;
  readonly model: ReportModel;
  /** Absent where no source was analysed in this run, as for a saved report. */
  readonly frameOf?: FrameOf;
  /** Whether calls that nothing reaches count for the role. */
  readonly includeUnreachable: boolean;
  /** What differs from an earlier report or lock, where one was given. */
  readonly compared?: ComparedWith;
  /** The configuration that a plan is a patch of; absent where there is none. */
  readonly config?: PlannedConfig;
  readonly workspacesOf: (service: string) => readonly string[];
  /** What the reader should know from the start, such as what a saved report does not hold; one sentence. */
  readonly note?: string;
  /** Whether signs outside ASCII can be shown. */
  readonly unicode: boolean;
}

export interface ComparedWith {
  /** The earlier report as it was named. */
  readonly label: string;
  readonly changes: readonly ServiceChange[];
}

/** A configuration as it stands on disk. */
export interface PlannedConfig {
  readonly label: string;
  /** The JSON value. */
  readonly value: unknown;
  /** Where the configuration begins in its file: "" or "/rolefit" in a package.json. */
  readonly pointer: string;
}
