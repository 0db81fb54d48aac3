import { type Line, toLine } from '../report/document/segments.ts';
import { layoutBlocks } from '../report/document/to-text.ts';
import { showInvisible } from '../report/invisible.ts';
import { detailBlocks } from './detail.ts';
import type { Explorer } from './explorer.ts';
import { helpBlocks, hintContent } from './help.ts';
import { rowContent } from './row-line.ts';
import { type State, views } from './state.ts';

/**
 * What a screen reader is given instead of the screen: the selected row in words first, because that is what a key
 * changes, then the details when they are asked for. No columns, no drawing.
 */
export function spoken(state: State, explorer: Explorer): readonly string[] {
  return wordsOf(state, explorer).map(showInvisible);
}

function wordsOf(state: State, explorer: Explorer): readonly string[] {
  const hints = `Keys: ${toText(toLine(hintContent(state, explorer), '...'))}`;
  if (state.isHelp) return [...laidOut(helpBlocks(false), state), hints];
  const row = explorer.row(state);
  const rows = explorer.rows(state);
  const place = `${views[state.view].title}, ${explorer.service(state)?.name ?? 'no service'}`;
  if (row === undefined) return [`${place}: nothing here.`, ...said(state), hints];
  const depth = `level ${row.depth + 1}`;
  const fold = row.node.children.length === 0 ? '' : row.isOpen ? ', unfolded' : ', folded';
  const where = `Row ${explorer.position(state) + 1} of ${rows.length}, ${depth}${fold}.`;
  const details = state.isReading ? laidOut(detailBlocks(row.node.subject, state, explorer), state) : [];
  return [rowContent(row, state, explorer), ...said(state), `${where} ${place}.`, ...details, hints];
}

function said({ message, query, isTyping }: State): readonly string[] {
  return [...(message === '' ? [] : [message]), ...(isTyping || query !== '' ? [`Search: ${query}`] : [])];
}

function laidOut(blocks: Parameters<typeof layoutBlocks>[0], { columns }: State): readonly string[] {
  return layoutBlocks(blocks, { width: columns, unicode: false })
    .map(toText)
    .filter((line) => line.trim() !== '');
}

function toText(line: Line): string {
  return line.map(({ text }) => text).join('');
}
