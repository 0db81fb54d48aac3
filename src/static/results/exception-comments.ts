import type { ts } from 'ts-morph';
import type { ExceptionComment } from '../../model/policy.ts';
import { originalOf } from '../syntax/original.ts';
import { commentsOf, placeOfComment } from './annotation-comments.ts';

const mark = 'rolefit-ignore-next-line';

/** `<kind> until=<day> -- <reason>`; every part is bounded, for a comment may hold anything. */
const form = /^\s+(?<kind>[a-z][\w-]{0,59})?\s*(?:until=(?<until>\S{1,20}))?\s*(?:--\s*(?<reason>[^\n]{1,500}))?/;

/**
 * The comments of a file that except the findings of the next line with code. What of a comment is missing or wrong is
 * left out of the answer; whether it may count is for the gate to say.
 */
export function findExceptionComments(file: ts.SourceFile, path: string): ExceptionComment[] {
  if (!(originalOf(file)?.text ?? file.text).includes(mark)) return [];
  return [...commentsOf(file)].flatMap(({ text, pos, next }) => {
    const rest = restOf(text);
    if (rest === undefined) return [];
    const { kind = '', until, reason } = form.exec(` ${rest}`)?.groups ?? {};
    const why = reason?.trim() ?? '';
    return [
      {
        kind,
        ...(until === undefined ? {} : { until }),
        ...(why === '' ? {} : { reason: why }),
        location: placeOfComment(file, path, pos),
        ...(next === undefined ? {} : { line: next }),
      },
    ];
  });
}

/** What follows the mark in a comment that begins with it; `undefined` for any other comment. */
function restOf(inner: string): string | undefined {
  const text = inner.replace(/^[*\s]+/, '');
  if (!text.startsWith(mark)) return undefined;
  return text.slice(mark.length);
}
