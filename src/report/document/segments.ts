import { showInvisible } from '../invisible.ts';
import type { Palette } from '../palette.ts';
import type { Content, Style } from './block.ts';
import { graphemesOf } from './graphemes.ts';
import { textWidth } from './text-width.ts';

/** A stretch of one line, already escaped, whose width can be measured before colour is added. */
export interface Segment {
  readonly text: string;
  readonly style: Style | undefined;
}
export type Line = readonly Segment[];

/** Longer pieces are cut before they are measured: no screen shows them, and measuring takes time. */
const longest = 1_000;

/** The escape of the text format: nothing invisible, nothing endless. */
export function escapeText(text: string, ellipsis: string): string {
  const short =
    text.length <= longest ? text : `${text.slice(0, longest * 0.7)}${ellipsis}${text.slice(-longest * 0.3)}`;
  return showInvisible(short);
}

export function toLine(content: Content, ellipsis: string): Line {
  return content.map((inline) =>
    typeof inline === 'string'
      ? { text: escapeText(inline, ellipsis), style: undefined }
      : { text: escapeText(inline.text, ellipsis), style: inline.style },
  );
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, segment) => sum + textWidth(segment.text), 0);
}

export function paint(line: Line, palette: Palette): string {
  return line.map(({ text, style }) => (style === undefined ? text : palette[style](text))).join('');
}

/**
 * Makes a line fit: takes from the middle of its widest segment, so that names and line numbers at the ends survive. A
 * remark is read from its beginning, and loses its end.
 */
export function cutLine(line: Line, width: number, ellipsis: string): Line {
  const excess = lineWidth(line) - width;
  if (excess <= 0) return line;
  const widths = line.map((segment) => textWidth(segment.text));
  const widest = widths.indexOf(Math.max(...widths));
  const room = Math.max(0, (widths[widest] ?? 0) - excess);
  const cut = line.map((segment, index) =>
    index === widest ? { ...segment, text: cutSegment(segment, room, ellipsis) } : segment,
  );
  const isSmaller = lineWidth(cut) < lineWidth(line);
  return isSmaller ? cutLine(cut, width, ellipsis) : cut;
}

function cutSegment({ text, style }: Segment, width: number, ellipsis: string): string {
  if (style !== 'muted') return cutText(text, width, ellipsis);
  const room = width - textWidth(ellipsis);
  return room <= 0
    ? cutText(text, width, ellipsis)
    : `${takeWidth(graphemesOf(text), room).join('').trimEnd()}${ellipsis}`;
}

/** The start and the end of a text with an ellipsis between them, at most `width` columns wide. */
export function cutText(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text;
  const room = width - textWidth(ellipsis);
  if (room <= 0) return width <= 0 ? '' : ellipsis.slice(0, width);
  const graphemes = graphemesOf(text);
  const end = takeWidth(graphemes.toReversed(), Math.floor(room / 2))
    .toReversed()
    .join('');
  const start = takeWidth(graphemes, room - textWidth(end)).join('');
  return `${start}${ellipsis}${end}`;
}

function takeWidth(graphemes: readonly string[], width: number): string[] {
  let used = 0;
  const past = graphemes.findIndex((grapheme) => {
    used += textWidth(grapheme);
    return used > width;
  });
  return graphemes.slice(0, past === -1 ? graphemes.length : past);
}

/**
 * Breaks a line between words. Code stays in one piece where it fits. A word that fits no line stays whole as well: a
 * terminal breaks it without losing any of it, and a place that is cut cannot be opened.
 */
export function wrapLine(line: Line, width: number): Line[] {
  const lines: Segment[][] = [[]];
  let used = 0;
  for (const word of glue(line.flatMap((segment) => splitWords(segment, width)))) {
    const text = word.map((piece) => piece.text).join('');
    const needed = textWidth(text.trimEnd());
    if (used > 0 && used + needed > width) {
      lines.push([]);
      used = 0;
    }
    if (used === 0 && text.trim() === '') continue;
    lines.at(-1)?.push(...word);
    used += textWidth(text);
  }
  return lines.map(trimEnd);
}

/** Pieces without a blank between them are one word: no line begins with the full stop after a piece of code. */
function glue(pieces: readonly Segment[]): Segment[][] {
  const words: Segment[][] = [];
  for (const piece of pieces) {
    const before = words.at(-1)?.at(-1)?.text;
    const isApart = before === undefined || before.endsWith(' ') || piece.text.startsWith(' ');
    if (isApart) words.push([piece]);
    else words.at(-1)?.push(piece);
  }
  return words;
}

/** The width of the longest piece that {@link wrapLine} keeps whole where code must not be broken. */
export function widestWord(line: Line): number {
  const words = glue(line.flatMap((one) => splitWords(one, Number.POSITIVE_INFINITY)));
  return Math.max(
    0,
    ...words.map((word) =>
      textWidth(
        word
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
      ),
    ),
  );
}

function splitWords(segment: Segment, width: number): Segment[] {
  const words = segment.text.match(/ *[^ ]+ *| +/g) ?? [];
  const isWhole = segment.style === 'code' && textWidth(segment.text) <= width;
  return (isWhole ? [segment.text] : words).map((text) => ({ ...segment, text }));
}

function trimEnd(line: Segment[]): Segment[] {
  const last = line.at(-1);
  return last === undefined ? line : [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }];
}

export function padLine(line: Line, width: number): Line {
  const missing = width - lineWidth(line);
  return missing > 0 ? [...line, { text: ' '.repeat(missing), style: undefined }] : line;
}
