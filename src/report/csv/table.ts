import { showInvisible } from '../invisible.ts';

/** What a spreadsheet would take for the beginning of a formula, also in the wide forms of East Asian keyboards. */
const startsFormula = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r]/;

/** Rows as CSV of RFC 4180: CRLF after every row, quotes where a cell needs them. */
export function toCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Partial<Record<Column, string>>>[],
): string {
  const cells = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return cells.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

/** A cell that is shown as it is and never run: an apostrophe before what would be a formula, invisible signs as text. */
export function toCell(text: string): string {
  const defused = startsFormula.test(text) ? `'${text}` : text;
  const shown = showInvisible(defused);
  return /[",;]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
