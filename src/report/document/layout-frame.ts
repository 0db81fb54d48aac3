import type { CodeFrame, FrameLine } from '../../model/code-frame.ts';
import { showInvisible } from '../invisible.ts';
import { graphemesOf } from './graphemes.ts';
import type { Line } from './segments.ts';
import { textWidth } from './text-width.ts';

const tabWidth = 4;

/** What one character of the code takes up on the screen. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** Where it begins in the line's text, from 0 in UTF-16 units. */
  readonly at: number;
}

/**
 * Code as a compiler quotes it, with line numbers and a caret under the column:
 *
 *     41 |   await api.post('/leads.json', batch)
 *        |         ^
 *
 * Tabs are filled up, wide characters count as two columns, and what cannot be seen is spelled out. Where the line
 * does not fit, the part around the caret is shown, and of its neighbours the same part.
 */
export function layoutFrame(frame: CodeFrame, width: number, ellipsis: string): Line[] {
  const digits = Math.max(...frame.lines.map(({ number }) => String(number).length));
  const room = Math.max(1, width - digits - ' | '.length);
  const main = cellsOf(frame.lines.find(({ number }) => number === frame.line)?.text ?? '');
  const caret = widthBefore(main, frame.column - 1);
  const shift = Math.max(0, caret - Math.floor(room * 0.7));
  return frame.lines.flatMap((line): Line[] => {
    const isMain = line.number === frame.line;
    const gutter = gutterOf(String(line.number).padStart(digits));
    const text = showPart(isMain ? main : cellsOf(line.text), shift, room, ellipsis);
    const shown: Line = [...gutter, { text: text.trimEnd(), style: isMain ? undefined : 'muted' }];
    if (!isMain) return [shown];
    const mark: Line = [...gutterOf(' '.repeat(digits)), { text: ' '.repeat(caret - shift), style: undefined }];
    return [shown, [...mark, { text: '^', style: 'bad' }]];
  });
}

function gutterOf(number: string): Line {
  return [{ text: `${number} | `, style: 'muted' }];
}

function cellsOf(text: FrameLine['text']): Cell[] {
  let [column, at] = [0, 0];
  return graphemesOf(text).map((segment): Cell => {
    const shown = segment === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : showInvisible(segment);
    const cell = { text: shown, width: textWidth(shown), at };
    column += cell.width;
    at += segment.length;
    return cell;
  });
}

/** Columns on the screen before a place in the text; past its end as well, where an error may stand. */
function widthBefore(cells: readonly Cell[], at: number): number {
  return cells.filter((cell) => cell.at < at).reduce((sum, { width }) => sum + width, 0);
}

/** The columns from `shift` on, as many as fit; an ellipsis says at which end something was cut. */
function showPart(cells: readonly Cell[], shift: number, room: number, ellipsis: string): string {
  let column = 0;
  const placed = cells.map((cell) => {
    const start = column;
    column += cell.width;
    return { ...cell, start };
  });
  const sign = textWidth(ellipsis);
  const from = shift === 0 ? 0 : shift + sign;
  const isLong = column > shift + room;
  const to = shift + room - (isLong ? sign : 0);
  const shown = placed.filter(({ start, width }) => start >= from && start + width <= to);
  if (shift > 0 && column <= from) return '';
  // A wide character cut in half leaves a column that must stay, or the caret would be off.
  const pad = ' '.repeat(Math.max(0, (shown[0]?.start ?? from) - from));
  return `${shift > 0 ? ellipsis : ''}${pad}${shown.map(({ text }) => text).join('')}${isLong ? ellipsis : ''}`;
}
