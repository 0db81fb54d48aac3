import type { Severity } from '../../model/finding.ts';
import type { RenderOptions } from '../render-options.ts';
import type { Block, Content, Group, Mark, Notice, Style } from './block.ts';
import { fitColumns } from './fit-columns.ts';
import { cutLine, type Line, lineWidth, padLine, paint, toLine, wrapLine } from './segments.ts';

/** The signs of one terminal. Each stands beside words that say the same. */
interface Signs {
  readonly ellipsis: string;
  readonly dot: string;
  readonly marks: Readonly<Record<Mark, string>>;
}

const unicodeSigns: Signs = {
  ellipsis: '…',
  dot: ' · ',
  marks: { needed: '✓ ', missing: '✗ ', excess: '− ', ticked: '☑ ', unticked: '☐ ', none: '' },
};
const asciiSigns: Signs = {
  ellipsis: '...',
  dot: ' - ',
  marks: { needed: '+ ', missing: '! ', excess: '- ', ticked: '[x] ', unticked: '[ ] ', none: '' },
};

const markStyles: Partial<Record<Mark, Style>> = { needed: 'good', missing: 'bad', excess: 'warn', ticked: 'good' };
const severityStyles = { error: 'bad', warning: 'warn', note: 'muted' } as const satisfies Record<Severity, Style>;
const narrowest = 20;
const gap = 2;
const tallestCell = 4;

/** What every block's layout is given: the width, the signs, and nothing of the outside world. */
interface Layout {
  readonly width: number;
  readonly signs: Signs;
}

/** Renders a document for a terminal: wrapped and cut to its width, with a final newline. */
export function toText(blocks: readonly Block[], options: RenderOptions): string {
  const layout: Layout = {
    width: Math.max(narrowest, options.width),
    signs: options.unicode ? unicodeSigns : asciiSigns,
  };
  const lines = blocks.map((block) => layoutBlock(block, layout).map((line) => paint(line, options.palette).trimEnd()));
  return `${lines
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function layoutBlock(block: Block, layout: Layout): Line[] {
  switch (block.kind) {
    case 'heading':
      return wrap(embolden(block.text), layout, 0);
    case 'paragraph':
      return wrap(block.text, layout, 0);
    case 'facts':
      return layoutFacts(block.facts, layout);
    case 'table':
      return layoutTable(block.columns, block.rows, layout);
    case 'groups':
      return block.groups.flatMap((group) => layoutGroup(group, layout));
    case 'list':
      return block.items.flatMap((item) => hang(mark(item.mark, layout), item.text, layout, 2));
    case 'notice':
      return layoutNotice(block.severity, block.code, block.notice, layout);
    case 'summary':
      return wrap(
        block.parts.flatMap((part, index) => (index === 0 ? part : [layout.signs.dot, ...part])),
        layout,
        0,
      );
    default:
      return block satisfies never;
  }
}

function wrap(content: Content, layout: Layout, indent: number): Line[] {
  return hang([], content, layout, indent);
}

/** Lines that begin with `first`, whose further lines stand under the content. */
function hang(first: Line, content: Content, layout: Layout, indent: number): Line[] {
  const start = indent + lineWidth(first);
  const line = toLine(content, layout.signs.ellipsis);
  return wrapLine(line, Math.max(1, layout.width - start), layout.signs.ellipsis).map((wrapped, index) =>
    index === 0 ? [space(indent), ...first, ...wrapped] : [space(start), ...wrapped],
  );
}

function embolden(content: Content): Content {
  return content.map((inline) => (typeof inline === 'string' ? { text: inline, style: 'strong' as const } : inline));
}

function mark(name: Mark, layout: Layout): Line {
  return [{ text: layout.signs.marks[name], style: markStyles[name] }];
}

function space(width: number): Line[number] {
  return { text: ' '.repeat(width), style: undefined };
}

function layoutFacts(facts: readonly { label: string; value: Content }[], layout: Layout): Line[] {
  const labels = facts.map(({ label }) => toLine([{ text: label, style: 'muted' }], layout.signs.ellipsis));
  const width = Math.max(0, ...labels.map(lineWidth)) + gap;
  return facts.flatMap(({ value }, index) => hang(padLine(labels[index] ?? [], width), value, layout, 2));
}

function layoutTable(columns: readonly string[], rows: readonly (readonly Content[])[], layout: Layout): Line[] {
  const head = columns.map((column) => toLine([{ text: column, style: 'muted' }], layout.signs.ellipsis));
  const body = rows.map((row) => row.map((cell) => toLine(cell, layout.signs.ellipsis)));
  return layoutRows([head, ...body], layout, 2);
}

function layoutRows(rows: readonly (readonly Line[])[], layout: Layout, indent: number): Line[] {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? []));
  const natural = columns.map((cells) => Math.max(...cells.map(lineWidth)));
  const wraps = columns.map((cells) => !cells.some((cell) => cell.some(({ style }) => style === 'code')));
  const widths = fitColumns(natural, layout.width - indent - gap * (natural.length - 1), wraps);
  return rows.flatMap((row) => {
    const cells = row.map((cell, column) => wrapCell(cell, widths[column] ?? 0, layout));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line): Line => {
      const parts = cells.map((lines, column) => padLine(lines[line] ?? [], (widths[column] ?? 0) + gap));
      return cutLine([space(indent), ...trimLine(parts.flat())], layout.width, layout.signs.ellipsis);
    });
  });
}

/** A cell over a few lines; what is longer than that is cut. */
function wrapCell(cell: Line, width: number, layout: Layout): Line[] {
  const lines = wrapLine(cell, width, layout.signs.ellipsis);
  if (lines.length <= tallestCell) return lines;
  const rest = lines.slice(tallestCell - 1).flatMap((line) => [...line, space(1)]);
  return [...lines.slice(0, tallestCell - 1), cutLine(rest, width, layout.signs.ellipsis)];
}

/** Without the blank segments at its end, which would count as width. */
function trimLine(line: Line): Line {
  const last = line.findLastIndex(({ text }) => text.trim() !== '');
  return line.slice(0, last + 1);
}

/** A head with its rows beneath: side by side where the width allows, else the later cells each on a line of their own. */
function layoutGroup(group: Group, layout: Layout): Line[] {
  const { ellipsis } = layout.signs;
  const sign = mark(group.mark, layout);
  const indent = 2 + lineWidth(sign);
  const head = hang(sign, group.head, layout, 2);
  const rows = group.rows.map((row) => row.map((cell) => toLine(cell, ellipsis)));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lineWidth(row[column] ?? []))));
  const isWide = widths.reduce((sum, width) => sum + width + gap, indent + gap) - gap <= layout.width;
  if (isWide) return [...head, ...layoutRows(rows, layout, indent + gap)];
  const stacked = rows.flatMap((row) =>
    row.map((cell, column): Line => {
      const start = indent + gap + (column === 0 ? 0 : gap);
      return [space(start), ...cutLine(cell, layout.width - start, ellipsis)];
    }),
  );
  return [...head, ...stacked];
}

function layoutNotice(severity: Severity, code: string, notice: Notice, layout: Layout): Line[] {
  const first: Line = [
    { text: severity, style: severityStyles[severity] },
    { text: `[${code}]`, style: severityStyles[severity] },
  ];
  const title = wrap(
    [...first.map(({ text, style }) => ({ text, style: style ?? 'muted' })), `: ${notice.message}`],
    layout,
    0,
  );
  const place = notice.place === undefined ? [] : [placeLine(notice.place, layout)];
  const help = hang([{ text: '= ', style: 'muted' }], notice.help, layout, 3);
  return [...title, ...place, ...help];
}

function placeLine(place: string, layout: Layout): Line {
  const arrow: Line = [space(2), { text: '--> ', style: 'muted' }];
  const room = layout.width - lineWidth(arrow);
  return [...arrow, ...cutLine(toLine([place], layout.signs.ellipsis), room, layout.signs.ellipsis)];
}
