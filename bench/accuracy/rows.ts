import { compareText } from '../../src/model/location.ts';
import type { Program } from './program.ts';
import { type Outcome, type Score, scoreOf } from './score.ts';

export interface Row extends Score {
  readonly by: 'all' | 'kind' | 'idiom' | 'difficulty';
  readonly name: string;
}

export interface Measured {
  readonly program: Pick<Program, 'kind' | 'name' | 'idiom' | 'difficulty'>;
  readonly outcome: Outcome;
}

/** The scores in all, and of the programs that have something in common. What a program does not say groups nothing. */
export function rowsOf(measured: readonly Measured[]): Row[] {
  const groupedBy = (by: Row['by'], keyOf: (program: Measured['program']) => string | undefined): Row[] => {
    const keys = new Set(measured.flatMap(({ program }) => keyOf(program) ?? []));
    return [...keys].sort(compareText).map((name) => {
      const group = measured.filter(({ program }) => keyOf(program) === name);
      return { by, name, ...scoreOf(group.map(({ outcome }) => outcome)) };
    });
  };
  return [
    ...groupedBy('all', () => 'all'),
    ...groupedBy('kind', ({ kind }) => kind),
    ...groupedBy('idiom', ({ idiom }) => idiom),
    ...groupedBy('difficulty', ({ difficulty }) => difficulty?.toString()),
  ];
}

const columns: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
  ['', ({ by }) => by],
  ['', ({ by, name }) => (by === 'all' ? '' : name)],
  ['programs', ({ programs }) => String(programs)],
  ['exact', ({ exact }) => String(exact)],
  ['operations', ({ operations }) => String(operations)],
  ['live recall', ({ liveRecall }) => percent(liveRecall)],
  ['precision', ({ precision }) => percent(precision)],
  ['silent', ({ silentMisses }) => String(silentMisses)],
  ['dead but live', (row) => String(row.deadButLive)],
  ['dead claimed', ({ dead, deadClaimed }) => `${deadClaimed} of ${dead}`],
  ['false open', ({ falseOpen }) => String(falseOpen)],
  ['false unmatched', ({ falseUnmatched }) => String(falseUnmatched)],
  ['search: recall', ({ naive }) => percent(naive.recall)],
  ['precision', ({ naive }) => percent(naive.precision)],
];

/** The rows as a table for a terminal; names to the left, figures to the right. */
export function toTable(rows: readonly Row[]): string {
  const lines = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((cells) => `${cells.map(pad).join('  ').trimEnd()}\n`).join('');
}

function percent(part: number): string {
  // Never rounded up to 100: the last miss is the one that matters.
  return `${(Math.floor(part * 1000) / 10).toFixed(1)}%`;
}
