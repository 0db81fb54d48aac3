import type { LogFormat } from './log-format.ts';
import { compilePattern } from './text-pattern.ts';

/** What can be wrong with the rows of rules/log-formats.json beyond their schema. */
export const formatProblemKinds = {
  'format-twice': 'A log format stands twice',
  'format-without-request': 'A log format does not say where the request is',
  'format-pattern': 'A pattern of a log format is not in the language of patterns',
  'format-hidden': 'A log format is hidden behind one that takes every record',
} as const;
export type FormatProblemKind = keyof typeof formatProblemKinds;

/** One of them, at a row. */
export interface FormatProblem {
  readonly kind: FormatProblemKind;
  readonly row: string;
  readonly what: string;
  readonly next: string;
}

/** Checks the rows against each other and their patterns against the language. */
export function lintFormats(rows: readonly LogFormat[]): FormatProblem[] {
  const ids = rows.map(({ id }) => id);
  const general = rows.findIndex((row) => row.kind === 'record' && row.signs.length === 0);
  return rows.flatMap((row, index) => {
    const problem = (kind: FormatProblemKind, what: string, next: string): FormatProblem => ({
      kind,
      row: row.id,
      what,
      next,
    });
    const isHidden = row.kind === 'record' && general !== -1 && index > general;
    return [
      ...(ids.indexOf(row.id) === index ? [] : [problem('format-twice', 'its id is taken', 'delete one of the rows')]),
      ...(isHidden ? [problem('format-hidden', 'it stands behind the row without signs', 'move it up')] : []),
      ...(saysRequest(row)
        ? []
        : [
            problem('format-without-request', 'no method and address', 'name a request, or a method and a url or path'),
          ]),
      ...('patterns' in row ? row.patterns : []).flatMap((pattern) =>
        compiles(pattern)
          ? []
          : [problem('format-pattern', `"${pattern}" cannot be read`, 'see src/access-log/text-pattern.ts')],
      ),
    ];
  });
}

function saysRequest(row: LogFormat): boolean {
  if (row.kind === 'record') {
    const { request, method, url, path } = row.fields;
    return request !== undefined || (method !== undefined && (url !== undefined || path !== undefined));
  }
  return (
    row.kind !== 'text' ||
    row.patterns.every((one) => one.includes('<request>') || (one.includes('<method') && one.includes('<target')))
  );
}

function compiles(pattern: string): boolean {
  try {
    compilePattern(pattern);
    return true;
  } catch {
    return false;
  }
}
