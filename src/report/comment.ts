import type { Block } from './document/block.ts';
import { toMarkdown } from './document/to-markdown.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is for whoever posts it. In bytes. */
const mostBytes = 60_000;

const bytes = new TextEncoder();

/** How many rows of each list are tried, until the comment is short enough. */
const tries = [100, 30, 10, 3, 1] as const;

/**
 * A comment for a pull request: Markdown that begins with a hidden mark, by which whoever posts it finds the one of
 * the last run to replace, and that is short enough to be posted.
 *
 * @param blocksOf the document with at most so many rows in each list
 */
export function renderComment(mark: string, blocksOf: (most: number) => readonly Block[]): string {
  const comments = tries.map((most) => () => `<!-- ${mark} -->\n${toMarkdown(blocksOf(most))}`);
  for (const make of comments) {
    const comment = make();
    if (bytes.encode(comment).length <= mostBytes) return comment;
  }
  const short = blocksOf(1).filter(({ kind }) => kind === 'summary');
  return `<!-- ${mark} -->\n${toMarkdown(short)}`;
}
