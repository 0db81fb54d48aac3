import type { Report } from '../../model/report.ts';
import { toText } from '../document/to-text.ts';
import { plainOptions } from '../render-options.ts';
import { summarySection } from './summary-section.ts';

/** The summary alone, for a log or beside a file: one line, however long. */
export function summaryLine(report: Report): string {
  return toText([summarySection(report)], { ...plainOptions, width: Number.POSITIVE_INFINITY }).trim();
}
