import type { CodeFrame } from '../../model/code-frame.ts';
import type { Tone } from '../content/permission-states.ts';
import type { Block, Content, Inline } from '../document/block.ts';
import { layoutFrame } from '../document/layout-frame.ts';
import { type Child, element, type Markup } from './markup.ts';
import { badge, table } from './parts.ts';

/** What the other formats say in blocks, as HTML. The first level of heading becomes `level`, so that none is skipped. */
export function blocksToHtml(blocks: readonly Block[], level: 3 | 4 | 5): readonly Markup[] {
  return blocks.map((block) => renderBlock(block, level));
}

const severityLooks = {
  error: { sign: '✗', tone: 'bad' },
  warning: { sign: '!', tone: 'warn' },
  note: { sign: 'i', tone: 'plain' },
} as const satisfies Record<string, { sign: string; tone: Tone }>;

function renderBlock(block: Block, level: number): Markup {
  switch (block.kind) {
    case 'heading':
      return element(`h${level}`, {}, contentToHtml(block.text));
    case 'paragraph':
      return element('p', {}, contentToHtml(block.text));
    case 'facts':
      return facts(block.facts.map(({ label, value }) => ({ label, value: contentToHtml(value) })));
    case 'table':
      return table('', block.columns, block.rows.map(tableRow));
    case 'groups':
      return table(
        '',
        block.columns,
        block.groups.flatMap(({ head, rows }) => rows.map((row) => tableRow([head, ...row]))),
      );
    case 'steps':
      return element('ol', {}, ...block.steps.map((step) => element('li', {}, contentToHtml(step))));
    case 'list':
      return element('ul', {}, ...block.items.map(({ text }) => element('li', {}, contentToHtml(text))));
    case 'notice': {
      const { message, place, help = [] } = block.notice;
      const { sign, tone } = severityLooks[block.severity];
      return element(
        'div',
        { class: 'notice' },
        element('p', {}, badge(sign, block.severity, tone), ' ', element('code', {}, block.code), ` ${message}`),
        place !== undefined && element('p', { class: 'muted' }, 'at ', element('code', {}, place)),
        element('p', { class: 'muted' }, contentToHtml(help)),
      );
    }
    case 'code':
      return element('div', { class: 'frame' }, element('p', {}, contentToHtml(block.title)), frameToHtml(block.frame));
    case 'summary':
      return element('p', {}, ...block.parts.map((part, index) => [index > 0 && ' · ', contentToHtml(part)]));
    default:
      return block satisfies never;
  }
}

export function contentToHtml(content: Content): readonly Child[] {
  return content.map(inlineToHtml);
}

function inlineToHtml(inline: Inline): Child {
  if (typeof inline === 'string') return inline;
  if (inline.style === 'strong') return element('strong', {}, inline.text);
  if (inline.style === 'code') return element('code', {}, inline.text);
  return element('span', { class: inline.style }, inline.text);
}

/** Names and what is so called, one pair a line. */
export function facts(pairs: readonly { readonly label: string; readonly value: Child }[]): Markup {
  return element(
    'dl',
    { class: 'facts' },
    ...pairs.map(({ label, value }) => element('div', {}, element('dt', {}, label), element('dd', {}, value))),
  );
}

function tableRow(cells: readonly Content[]): Markup {
  return element(
    'tr',
    {},
    ...cells.map((cell, index) =>
      index === 0 ? element('th', { scope: 'row' }, contentToHtml(cell)) : element('td', {}, contentToHtml(cell)),
    ),
  );
}

/** Columns of code that are kept; the frame scrolls where the window is narrower. */
const frameColumns = 140;

function frameToHtml(frame: CodeFrame): Markup {
  const lines = layoutFrame(frame, frameColumns, '…');
  const isMain = new Set([frame.lines.findIndex(({ number }) => number === frame.line)]);
  return element(
    'pre',
    { tabindex: 0, role: 'group', 'aria-label': 'Code' },
    ...lines.map((line, index) =>
      element(
        'span',
        { class: isMain.has(index) ? 'line main' : 'line' },
        ...line.map(({ text, style }) => (style === undefined ? text : element('span', { class: style }, text))),
      ),
    ),
  );
}
