import type { FrameOf } from '../model/code-frame.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { createPalette, type Palette } from './palette.ts';

/** The facts that a report is read against: what each permission and operation means. */
export interface ReportModel {
  readonly permissions: PermissionGraph;
  readonly rules: RuleSet;
}

/** Everything about the reader's screen that a format may use; formats that have no use for one ignore it. */
export interface RenderOptions {
  /** Columns of the terminal; Infinity where there is none. */
  readonly width: number;
  readonly palette: Palette;
  /** Whether signs outside ASCII can be shown. */
  readonly unicode: boolean;
  /** Whether the text report shows how each call was followed, what each permission rests on, and every note. */
  readonly verbose?: boolean;
  /** The code at a place, for formats that quote it; absent where no source was analysed. */
  readonly frameOf?: FrameOf;
}

/** For files, tests and pipes: 80 columns, no colour. */
export const plainOptions: RenderOptions = { width: 80, palette: createPalette(false), unicode: true };
