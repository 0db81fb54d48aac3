import type { FrameOf } from '../../model/code-frame.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ServiceReport } from '../../model/report.ts';

/** What an explanation can ask beyond the report. Without it there are no frames, and no what-if. */
export interface ExplainContext {
  readonly frameOf: FrameOf;
  /** The service's report as it would be without the calls whose evidence is gone. */
  readonly without: (service: ServiceReport, isGone: (evidence: Evidence) => boolean) => ServiceReport;
}
