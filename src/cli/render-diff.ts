import { renderAnswer } from '../report/answer.ts';
import { renderComment } from '../report/comment.ts';
import { diffAnswer, diffBlocks } from '../report/diff-answer.ts';
import type { AnswerFormat } from '../report/formats.ts';
import type { RenderOptions } from '../report/render-options.ts';

/** So many rows of a list a terminal shows. */
const mostRows = 20;

/** What changed between two reports; for a pull request as a comment, which has a limit of its own. */
export function renderDiff(
  changes: Parameters<typeof diffAnswer>[0],
  format: AnswerFormat,
  options: RenderOptions,
): string {
  if (format === 'markdown') return renderComment('rolefit diff', (most) => diffBlocks(changes, most));
  return renderAnswer(diffAnswer(changes, mostRows), format, options);
}
