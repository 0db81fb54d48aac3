import type { ts } from 'ts-morph';
import type { ConfigAnnotation } from '../../model/config.ts';
import type { AnnotationComment } from './annotation-comments.ts';

/**
 * An annotation of the config as comments, one for each line with a call that it speaks of. Where there is no such
 * call it stays one comment without a line, which is then told to be stale; where the file is not analysed at all, as
 * another service's, it says nothing.
 */
export function placeAnnotation(
  { file, call: piece, operations, at }: ConfigAnnotation,
  lines: { readonly called: Iterable<number>; readonly open: ReadonlySet<number> },
  files: ReadonlyMap<string, ts.SourceFile>,
): AnnotationComment[] {
  const source = files.get(file);
  if (source === undefined) return [];
  const texts = source.text.split(/\r\n?|\n/);
  // Which line is meant is known by its text; without it, only what is open can be meant.
  const meant = [...lines.called].filter((line) =>
    piece === undefined ? lines.open.has(line) : texts[line - 1]?.includes(piece),
  );
  const location = { file: at.file, line: at.line ?? 1, column: at.column ?? 1 };
  const targets = meant.length === 0 ? [undefined] : meant.sort((a, b) => a - b);
  return targets.map((line) => ({ items: operations, location, file, line }));
}
