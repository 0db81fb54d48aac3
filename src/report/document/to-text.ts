import type { Severity } from '../../model/finding.ts';
import type { RenderOptions } from '../render-options.ts';
import type { Block, Content, Notice } from './block.ts';
import { gap, hang, type Layout, mark, type Signs, space, wrap } from './layout.ts';
import { layoutFrame } from './layout-frame.ts';
import { layoutGroups, layoutTable } from './layout-table.ts';
import { type Line, lineWidth, padLine, paint, toLine } from './segments.ts';

const unicodeSigns: Signs = {
  ellipsis: '…',
  dot: ' · ',
  marks: { needed: '✓ ', missing: '✗ ', excess: '− ', open: '? ', ticked: '☑ ', unticked: '☐ ', none: '' },
};
const asciiSigns: Signs = {
  ellipsis: '...',
  dot: ' - ',
  marks: { needed: '+ ', missing: '! ', excess: '- ', open: '? ', ticked: '[x] ', unticked: '[ ] ', none: '' },
};

const severityStyles = { error: 'bad', warning: 'warn', note: 'muted' } as const;
const narrowest = 20;
/** Code is shown as far as this, however wide the screen: a line of it may have no end. */
const widestFrame = 200;

/** Renders a document for a terminal: wrapped to its width, nothing cut, with a final newline. */
export function toText(blocks: readonly Block[], options: RenderOptions): string {
  const lines = layoutBlocks(blocks, options).map((line) => paint(line, options.palette).trimEnd());
  return `${lines.join('\n')}\n`;
}

/** The same as lines that are escaped and wrapped, not painted yet; an empty one between two blocks. */
export function layoutBlocks(blocks: readonly Block[], options: Pick<RenderOptions, 'width' | 'unicode'>): Line[] {
  const layout: Layout = {
    width: Math.max(narrowest, options.width),
    signs: options.unicode ? unicodeSigns : asciiSigns,
  };
  return blocks
    .map((block) => layoutBlock(block, layout))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [[], ...lines]));
}

function layoutBlock(block: Block, layout: Layout): Line[] {
  switch (block.kind) {
    case 'heading':
      return wrap(embolden(block.text), layout, 0);
    case 'paragraph':
      return wrap(block.text, layout, 0);
    case 'facts':
      return layoutFacts(block.facts, layout);
    case 'steps':
      return layoutFacts(
        block.steps.map((value, index) => ({ label: `${index + 1}.`, value })),
        layout,
      );
    case 'table':
      return layoutTable(block.columns, block.rows, layout);
    case 'groups':
      return layoutGroups(block.groups, layout);
    case 'list':
      return block.items.flatMap((item) => hang(mark(item.mark, layout), item.text, layout, 2));
    case 'notice':
      return layoutNotice(block.severity, block.code, block.notice, layout);
    case 'code':
      return [
        ...wrap(block.title, layout, 0),
        ...indented(layoutFrame(block.frame, Math.min(layout.width, widestFrame) - 2, layout.signs.ellipsis)),
      ];
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

function indented(lines: readonly Line[]): Line[] {
  return lines.map((line) => [space(2), ...line]);
}

function embolden(content: Content): Content {
  return content.map((inline) => (typeof inline === 'string' ? { text: inline, style: 'strong' as const } : inline));
}

function layoutFacts(facts: readonly { label: string; value: Content }[], layout: Layout): Line[] {
  const labels = facts.map(({ label }) => toLine([{ text: label, style: 'muted' }], layout.signs.ellipsis));
  const width = Math.max(0, ...labels.map(lineWidth)) + gap;
  return facts.flatMap(({ value }, index) => hang(padLine(labels[index] ?? [], width), value, layout, 2));
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
  const help = notice.help === undefined ? [] : hang([{ text: '= ', style: 'muted' }], notice.help, layout, 3);
  return [...title, ...place, ...help];
}

function placeLine(place: string, layout: Layout): Line {
  const arrow: Line = [space(2), { text: '--> ', style: 'muted' }];
  return [...arrow, ...toLine([place], layout.signs.ellipsis)];
}
