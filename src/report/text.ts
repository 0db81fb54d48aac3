import type { Report } from '../model/report.ts';
import { briefDocument } from './content/brief/brief-document.ts';
import { reportDocument } from './content/report-document.ts';
import { toText } from './document/to-text.ts';
import type { RenderOptions, ReportModel } from './render-options.ts';

/** The report for a terminal: what is read in ten seconds, or all of it. */
export function text(report: Report, model: ReportModel, options: RenderOptions): string {
  return toText(options.verbose === true ? reportDocument(report, model) : briefDocument(report), options);
}
