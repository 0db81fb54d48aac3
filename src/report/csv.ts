import type { Report } from '../model/report.ts';
import { findingEntries } from './ci/finding-entry.ts';
import { columns, excessRows, findingRows, neededRows, otherCallRows, type Row } from './csv/rows.ts';
import { toCsv } from './csv/table.ts';

/** The report as one table for a spreadsheet: a row for each permission and operation, then what else there is to say. */
export function csv(report: Report): string {
  const entries = findingEntries(report);
  const names = new Set<string | undefined>(report.services.map(({ name }) => name));
  const services = report.services.flatMap((service) => {
    const own = entries.filter(({ finding }) => finding.service === service.name);
    const rows: readonly Row[] = [
      ...neededRows(service, own),
      ...excessRows(service, own),
      ...otherCallRows(service),
      ...findingRows(own),
    ];
    return rows.map((row) => ({ service: service.name, ...row }));
  });
  return toCsv(columns, [...services, ...findingRows(entries.filter(({ finding }) => !names.has(finding.service)))]);
}
