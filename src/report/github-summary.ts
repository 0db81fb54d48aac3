import type { Report } from '../model/report.ts';
import { reportDocument } from './content/report-document.ts';
import { summarySection } from './content/summary-section.ts';
import type { Block } from './document/block.ts';
import { toMarkdown } from './document/to-markdown.ts';
import type { ReportModel } from './render-options.ts';

/** GitHub refuses a summary of more than 1 MiB as a whole; what is left to it is for other steps' tools and the note. */
const mostBytes = 1_000_000;

const note: Block = {
  kind: 'paragraph',
  text: ['The summary is cut here, because GitHub shows no more; the Markdown and JSON reports are whole.'],
};

/** The report for the page of a workflow run: the numbers first, then all of it, as far as the page takes it. */
export function githubSummary(report: Report, model: ReportModel): string {
  const numbers = summarySection(report);
  const details = reportDocument(report, model).filter(({ kind }) => kind !== 'summary');
  return toMarkdown(cutBlocks([{ kind: 'heading', level: 1, text: ['rolefit'] }, numbers, ...details], mostBytes));
}

/** The first blocks that fit into so many bytes of Markdown, and a note where that is not all of them. */
export function cutBlocks(blocks: readonly Block[], bytes: number): readonly Block[] {
  let left = bytes - sizeOf(note);
  const cut = blocks.findIndex((block) => {
    left -= sizeOf(block);
    return left < 0;
  });
  return cut === -1 ? blocks : [...blocks.slice(0, cut), note];
}

/** With the empty line after it. */
function sizeOf(block: Block): number {
  return new TextEncoder().encode(toMarkdown([block])).length + 1;
}
