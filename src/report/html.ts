import type { Report } from '../model/report.ts';
import { reportPage } from './html/document.ts';
import type { RenderOptions, ReportModel } from './render-options.ts';

/** The report as one web page that can be sent around: self-contained, readable without script, safe to open. */
export function html(report: Report, model: ReportModel, options: RenderOptions): string {
  return reportPage(report, model, options);
}
