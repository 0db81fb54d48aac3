import { checkBlocks } from '../report/check-answer.ts';
import { fromRoot } from '../report/ci/from-root.ts';
import { renderComment } from '../report/comment.ts';
import { toText } from '../report/document/to-text.ts';
import { type Format, formatEntries } from '../report/formats.ts';
import type { Io } from './io.ts';
import { isForHost, wayFromRoot } from './places-from.ts';
import type { CheckRun } from './run-check.ts';
import { resultOptions } from './screen.ts';

/** So many rows of a list a terminal shows. */
const mostRows = 20;

/** A check in one format: a person reads what changed, a program gets the report with the gate's findings in it. */
export async function renderCheck(
  { outcome, model, frameOf, loaded }: CheckRun,
  format: Format,
  isFile: boolean,
  color: boolean | undefined,
  io: Io,
): Promise<string> {
  const options = { ...resultOptions(io, color, isFile), frameOf };
  if (format === 'text') return toText(checkBlocks(outcome, mostRows), options);
  if (format === 'markdown') return renderComment('rolefit check', (most) => checkBlocks(outcome, most));
  const render = await formatEntries[format].load();
  const report = isForHost(format) ? fromRoot(outcome.report, await wayFromRoot(loaded.folder)) : outcome.report;
  return render(report, model, options);
}
