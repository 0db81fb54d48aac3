import type { Report } from '../model/report.ts';
import { reportDocument } from './content/report-document.ts';
import { toMarkdown } from './document/to-markdown.ts';
import type { ReportModel } from './render-options.ts';

/** The report for a pull request or a wiki. */
export function markdown(report: Report, model: ReportModel): string {
  return toMarkdown(reportDocument(report, model));
}
