import type { EntryGroup, InputSummary } from '../../model/report.ts';
import { type NoRequestReason, noRequestOrder } from '../../model/text-account.ts';
import { capitalize, count, formatNumber, listWords } from '../../model/words.ts';
import { type Block, muted } from '../document/block.ts';
import { limits } from './limits.ts';
import { showSome } from './show-some.ts';

/** What was read, a line for each input: how much of it calls Marketo, what was left out and why, what was concluded. */
export function inputsSection(inputs: readonly InputSummary[]): Block[] {
  return showSome(inputs, limits.rows, 'input', (shown) => ({
    kind: 'list',
    items: shown.map((input) => ({ mark: 'none', text: [muted(describeInput(input))] })),
  }));
}

function describeInput(input: InputSummary): string {
  const noun = input.kind === 'traffic' ? ['entry', 'entries'] : ['file', 'files'];
  const read = `${count(input.read, noun[0] ?? '', noun[1])} read, ${count(input.calls, 'call')} to Marketo`;
  const left = input.skipped.map(({ reason, count: amount }) => `${reason} (${formatNumber(amount)})`);
  const skipped = left.length === 0 ? '' : `; left out: ${listWords(left)}`;
  const broken = input.complete ? '' : '; incomplete';
  const notes = (input.notes ?? []).map((note) => ` ${capitalize(note)}.`).join('');
  const entries = input.entries === undefined || input.entries.length === 0 ? '' : ` ${describeEntries(input.entries)}`;
  return `${input.file}: ${read}${skipped}${broken}.${entries}${describeTexts(input)}${notes}`;
}

/** So many files of one reason are named in the line; the report of other programs has more. */
const maxNamed = 3;

/** Which modules were taken to be started, and why: a stale one that nobody imports widens the role. */
export function describeEntries(entries: readonly EntryGroup[]): string {
  const groups = entries.map(({ reason, count: all, files }) => {
    const shown = files.slice(0, maxNamed);
    const rest = all - shown.length;
    return `${listWords([...shown, ...(rest === 0 ? [] : [`${formatNumber(rest)} more`])])} (${reason})`;
  });
  return `Entry points: ${groups.join(', ')}.`;
}

const reasonNames: Readonly<Record<NoRequestReason, string>> = {
  log: 'messages',
  label: 'labels',
  servedRoute: 'served routes',
  test: 'for tests',
  compared: 'compared with',
  otherVendor: "other vendors'",
  unused: 'unused',
  base: 'bases',
  stated: 'by a comment',
};

/** Every text that looks like Marketo's API is in one of these drawers, so that a reader can add them up. */
function describeTexts({ texts }: InputSummary): string {
  if (texts === undefined) return '';
  const { called, open, unmatched, noRequest, notFollowed } = texts;
  const reasons = noRequestOrder.flatMap((reason) => part(noRequest[reason] ?? 0, reasonNames[reason]));
  const none = reasons.length === 0 ? [] : [`no request (${reasons.join(', ')})`];
  const drawers = [
    ...part(called, 'in calls'),
    ...part(open, 'in open calls'),
    ...part(unmatched, 'in unmatched calls'),
    ...none,
    ...part(notFollowed, 'not followed'),
  ];
  return drawers.length === 0 ? '' : ` Texts that look like Marketo's API: ${drawers.join(', ')}.`;
}

function part(amount: number, what: string): string[] {
  return amount === 0 ? [] : [`${formatNumber(amount)} ${what}`];
}
