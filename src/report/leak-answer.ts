import { type LeakReport, leakInfo } from '../model/leak.ts';
import { capitalize, count, formatNumber, listWords } from '../model/words.ts';
import type { Answer } from './answer.ts';
import { type Block, parseCode, strong } from './document/block.ts';

/** So many entries are named in words; the data has more of them. */
const shownEntries = 8;

/** What a HAR leaks: a table of kinds with counts and places, and what to do. No value is in what it is made from. */
export function leakAnswer(report: LeakReport): Answer {
  const { entries, leaks, hasMore, problem, isClean } = report;
  const helps = leaks.flatMap(({ kind }) => leakInfo[kind].help ?? []);
  const rows = leaks.map(({ kind, count: times, entries: first }) => [
    [leakInfo[kind].weight === 'leak' ? strong('leak') : 'note'],
    [capitalize(leakInfo[kind].title)],
    [formatNumber(times)],
    [placesOf(first, times)],
  ]);
  return {
    blocks: [
      ...(rows.length === 0
        ? []
        : [{ kind: 'table', columns: ['Weight', 'What the entries hold', 'Entries', 'Which, from 0'], rows } as const]),
      ...(hasMore
        ? [paragraph('The log has members beside its entries, such as pages or comments, which were not looked into.')]
        : []),
      ...(problem === undefined ? [] : [paragraph(`Not all of it could be checked: ${problem}.`)]),
      ...helps.map(paragraph),
      ...(isClean ? [] : [paragraph('`rolefit redact <in> <out>` writes a copy without all this.')]),
      {
        kind: 'summary',
        parts: [
          [strong(isClean ? 'nothing leaks' : 'this HAR leaks')],
          [`${count(entries, 'entry', 'entries')} checked`],
        ],
      },
    ],
    data: {
      kind: 'leaks',
      clean: isClean,
      entries,
      leaks: leaks.map(({ kind, count: times, entries: first }) => ({
        kind,
        weight: leakInfo[kind].weight,
        count: times,
        entries: first,
      })),
      moreThanEntries: hasMore,
      ...(problem === undefined ? {} : { problem }),
    },
  };
}

function paragraph(sentence: string): Block {
  return { kind: 'paragraph', text: parseCode(sentence) };
}

function placesOf(entries: readonly number[], all: number): string {
  const shown = entries.slice(0, shownEntries).map(String);
  return all > shown.length ? `${shown.join(', ')} and ${formatNumber(all - shown.length)} more` : listWords(shown);
}
