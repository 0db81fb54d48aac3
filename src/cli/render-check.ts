import { checkBlocks, type Format, renderComment, renderers, toText } from '../report/index.ts';
import type { Io } from './io.ts';
import type { CheckRun } from './run-check.ts';
import { resultOptions } from './screen.ts';

/** So many rows of a list a terminal shows. */
const mostRows = 20;

/** A check in one format: a person reads what changed, a program gets the report with the gate's findings in it. */
export function renderCheck(
  { outcome, model, frameOf }: CheckRun,
  format: Format,
  isFile: boolean,
  color: boolean | undefined,
  io: Io,
): string {
  const options = { ...resultOptions(io, color, isFile), frameOf };
  if (format === 'text') return toText(checkBlocks(outcome, mostRows), options);
  if (format === 'markdown') return renderComment('rolefit check', (most) => checkBlocks(outcome, most));
  return renderers[format](outcome.report, model, options);
}
