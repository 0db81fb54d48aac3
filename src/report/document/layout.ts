import type { Content, Mark, Style } from './block.ts';
import { type Line, lineWidth, type Segment, toLine, wrapLine } from './segments.ts';

/** The signs of one terminal. Each stands beside words that say the same. */
export interface Signs {
  readonly ellipsis: string;
  readonly dot: string;
  readonly marks: Readonly<Record<Mark, string>>;
}

/** What every block's layout is given: the width, the signs, and nothing of the outside world. */
export interface Layout {
  readonly width: number;
  readonly signs: Signs;
}

/** Blank columns between two cells. */
export const gap = 2;

const markStyles: Partial<Record<Mark, Style>> = {
  needed: 'good',
  missing: 'bad',
  excess: 'warn',
  open: 'warn',
  ticked: 'good',
};

export function wrap(content: Content, layout: Layout, indent: number): Line[] {
  return hang([], content, layout, indent);
}

/** Lines that begin with `first`, whose further lines stand under the content. */
export function hang(first: Line, content: Content, layout: Layout, indent: number): Line[] {
  const start = indent + lineWidth(first);
  const line = toLine(content, layout.signs.ellipsis);
  return wrapLine(line, Math.max(1, layout.width - start)).map((wrapped, index) =>
    index === 0 ? [space(indent), ...first, ...wrapped] : [space(start), ...wrapped],
  );
}

export function mark(name: Mark, layout: Layout): Line {
  return [{ text: layout.signs.marks[name], style: markStyles[name] }];
}

export function space(width: number): Segment {
  return { text: ' '.repeat(width), style: undefined };
}
