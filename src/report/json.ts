import type { Report } from '../model/report.ts';
import { escapeInvisibleInJson } from './invisible.ts';
import { publishReport } from './publish-report.ts';

/** The report for other programs: the published shape, see `src/schema/report.ts`. */
export function json(report: Report): string {
  return toJson(publishReport(report));
}

/** Two-space JSON with a final newline, safe to print: control and bidirectional characters are escaped. */
export function toJson(value: unknown): string {
  return `${escapeInvisibleInJson(JSON.stringify(value, undefined, 2))}\n`;
}
