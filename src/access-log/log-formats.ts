import type { LogFormat, PartFields, PrefixFormat, RecordFormat, TextFormat, WrapperFormat } from './log-format.ts';
import { type LogRecord, valueAt } from './record.ts';
import { compilePattern, type TextPattern } from './text-pattern.ts';

/** What a line of text turned out to be. */
export interface TextMatch {
  readonly id: string;
  /** What the row names of the line. */
  readonly parts: Readonly<Record<string, string | undefined>>;
  /** The pattern that matched. */
  readonly pattern?: RegExp;
}

/** The rows of rules/log-formats.json, ready to be held against lines. */
export interface LogFormats {
  titleOf(id: string): string;
  /** The rows whose signs a record has, in their order. */
  recordRows(record: LogRecord): readonly RecordFormat[];
  /** The rows that may hold the line of another format, by the field that holds it. */
  readonly wrappers: readonly WrapperFormat[];
  /** What of the line stands before and after its request; `undefined` for a line that no row tells. */
  matchText(line: string, isCut: boolean): TextMatch | undefined;
  /** The line without what a collector wrote in front of it, with that row; `undefined` where nothing is in front. */
  withoutPrefix(
    line: string,
  ): { readonly row: PrefixFormat; readonly rest: string; readonly parts: TextMatch['parts'] } | undefined;
}

/** So many shapes of records are told apart by their names before their row is looked for anew each time. */
const mostShapes = 1_000;

/** @throws Error for a pattern that is not in the language; the lint says so before. */
export function compileFormats(rows: readonly LogFormat[]): LogFormats {
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  const texts = rows.filter((row) => row.kind === 'text').map(compileText);
  const prefixes = rows.filter((row) => row.kind === 'prefix').map(compileText);
  const records = rows.filter((row) => row.kind === 'record');
  const shapes = new Map<string, readonly RecordFormat[]>();
  const candidatesOf = (record: LogRecord): readonly RecordFormat[] => {
    const shape = Object.keys(record).join('\0');
    const known = shapes.get(shape);
    if (known !== undefined) return known;
    const fitting = records
      .filter(({ signs }) => signs.every((sign) => mayHave(record, sign)))
      .map((row) => ({ ...row, fields: fieldsIn(record, row.fields) }));
    if (shapes.size < mostShapes) shapes.set(shape, fitting);
    return fitting;
  };
  return {
    titleOf: (id) => titles.get(id) ?? id,
    recordRows: (record) =>
      candidatesOf(record).filter(({ signs }) => signs.every((sign) => valueAt(record, sign) !== undefined)),
    wrappers: rows.filter((row) => row.kind === 'wrapper'),
    matchText: (line, isCut) => first(texts, line, isCut),
    withoutPrefix: (line) => {
      for (const { row, patterns } of prefixes) {
        for (const { whole } of patterns) {
          const match = whole.exec(line);
          if (match !== null && match[0] !== '')
            return { row, rest: line.slice(match[0].length), parts: { ...match.groups } };
        }
      }
      return undefined;
    },
  };
}

/** Of the fields that may hold a part, those that a record of this shape may have. */
function fieldsIn(record: LogRecord, fields: PartFields): PartFields {
  return Object.fromEntries(
    Object.entries(fields).map(([part, names]) => [part, names.filter((name) => mayHave(record, name))]),
  );
}

/** A sign's first name stands among the fields, or all of the sign does. */
function mayHave(record: LogRecord, sign: string): boolean {
  return Object.keys(record).some((key) => key === sign || sign.startsWith(`${key}.`));
}

interface Compiled<Row> {
  readonly row: Row;
  readonly patterns: readonly TextPattern[];
}

function compileText<Row extends TextFormat | PrefixFormat>(row: Row): Compiled<Row> {
  return { row, patterns: row.patterns.map(compilePattern) };
}

/** The first row that has the whole line; of a line that was cut off, the first that has its start. */
function first(rows: readonly Compiled<TextFormat>[], line: string, isCut: boolean): TextMatch | undefined {
  let best: { readonly match: TextMatch; readonly behind: number } | undefined;
  for (const { row, patterns } of rows) {
    for (const { whole, start, behind } of patterns) {
      if (best !== undefined && best.behind <= behind) continue;
      const tried = isCut ? start : whole;
      const match = tried?.exec(line);
      if (match === null || match === undefined) continue;
      best = {
        match: { id: row.id, parts: { ...match.groups }, ...(tried === undefined ? {} : { pattern: tried }) },
        behind,
      };
      if (!isCut) return best.match;
    }
  }
  return best?.match;
}
