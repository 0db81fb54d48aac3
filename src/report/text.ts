import type { Report } from '../model/report.ts';
import { reportDocument } from './content/report-document.ts';
import { toText } from './document/to-text.ts';
import type { RenderOptions, ReportModel } from './render-options.ts';

/** The report for a terminal. */
export function text(report: Report, model: ReportModel, options: RenderOptions): string {
  return toText(reportDocument(report, model), options);
}
