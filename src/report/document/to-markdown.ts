import type { CodeFrame } from '../../model/code-frame.ts';
import { showInvisible } from '../invisible.ts';
import type { Block, Content, Group, Inline, Mark } from './block.ts';
import { layoutFrame } from './layout-frame.ts';

const marks: Readonly<Record<Mark, string>> = {
  needed: '',
  missing: '**missing** ',
  excess: '**excess** ',
  open: '**open** ',
  ticked: '[x] ',
  unticked: '[ ] ',
  none: '',
};

/** Renders a document as GitHub-flavoured Markdown, with a final newline. Nothing of the input can become markup. */
export function toMarkdown(blocks: readonly Block[]): string {
  const parts = joinNotices(blocks.map(renderBlock), blocks);
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Notices that follow each other make one list. */
function joinNotices(parts: readonly string[], blocks: readonly Block[]): string[] {
  const joined: string[] = [];
  for (const [index, part] of parts.entries()) {
    const follows = blocks[index]?.kind === 'notice' && blocks[index - 1]?.kind === 'notice';
    if (follows) joined.push(`${joined.pop()}\n${part}`);
    else joined.push(part);
  }
  return joined;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${renderContent(block.text)}`;
    case 'paragraph':
      return renderContent(block.text);
    case 'facts':
      return block.facts
        .map(({ label, value }) => `- **${escapeMarkdown(label)}**: ${renderContent(value)}`)
        .join('\n');
    case 'steps':
      return block.steps.map((step, index) => `${index + 1}. ${renderContent(step)}`).join('\n');
    case 'table':
      return renderTable(block.columns, block.rows);
    case 'groups':
      return renderTable(block.columns, block.groups.flatMap(groupRows));
    case 'list':
      return block.items.map((item) => `- ${marks[item.mark]}${renderContent(item.text)}`).join('\n');
    case 'notice': {
      const { message, place, help = [] } = block.notice;
      const at = place === undefined ? '' : ` (${renderInline({ text: place, style: 'code' })})`;
      const title = `**${block.severity}** ${renderInline({ text: block.code, style: 'code' })}`;
      const stop = at === '' && message.endsWith('?') ? '' : '.';
      return `- ${title}: ${escapeMarkdown(message)}${at}${stop} ${renderContent(help)}`.trimEnd();
    }
    case 'code':
      return `${renderContent(block.title)}\n\n${renderFrame(block.frame)}`;
    case 'summary':
      return block.parts.map(renderContent).join(' · ');
    default:
      return block satisfies never;
  }
}

/** Columns of code that a page shows without scrolling. */
const frameColumns = 120;

/** Nothing in the fence is markup, and the fence is longer than any run of backticks in the code. */
function renderFrame(frame: CodeFrame): string {
  const lines = layoutFrame(frame, frameColumns, '…').map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
  const longest = Math.max(2, ...[...lines.join('\n').matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}

/** The head stands beside the first row only, as merged cells would show it. */
function groupRows(group: Group): readonly (readonly Content[])[] {
  if (group.rows.length === 0) return [[group.head]];
  return group.rows.map((row, index) => [index === 0 ? group.head : [], ...row]);
}

function renderTable(columns: readonly string[], rows: readonly (readonly Content[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) => line(columns.map((_, index) => renderContent(row[index] ?? []))));
  return [line(columns.map(escapeMarkdown)), line(columns.map(() => '---')), ...body].join('\n');
}

function renderContent(content: Content): string {
  return content.map(renderInline).join('');
}

function renderInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeMarkdown(inline);
  if (inline.text === '') return '';
  if (inline.style === 'strong') return renderStrong(inline.text);
  return inline.style === 'code' ? codeSpan(inline.text) : escapeMarkdown(inline.text);
}

/** Stars close only after a word: blanks at the ends go outside of them. */
function renderStrong(text: string): string {
  const [, before = '', inside = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inside === '' ? text : `${before}**${escapeMarkdown(inside)}**${after}`;
}

/**
 * The escape of the Markdown format: markup, table and HTML characters lose their meaning, a mention or a link of the
 * input's stays text, and what is invisible shows.
 */
export function escapeMarkdown(text: string): string {
  return showInvisible(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]#+|~$]/g, (character) => `\\${character}`)
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, 3)}&#46;`);
}

/** Code keeps its characters; the fence is longer than any run of backticks in it, and a table's bar is escaped. */
function codeSpan(text: string): string {
  const shown = showInvisible(text).replace(/\|/g, '\\|');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
