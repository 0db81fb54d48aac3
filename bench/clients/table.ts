import type { Verdict } from '../../src/load/program-verdict.ts';

/** One program, and how what rolefit says of it compares with what arrived. */
export interface Row {
  readonly client: string;
  readonly name: string;
  /** Whether it is one of the variations that every client has. */
  readonly isVaried: boolean;
  readonly verdict: Verdict;
}

const marks: Readonly<Record<Verdict, string>> = {
  same: '=',
  inferred: '~',
  extra: '+',
  open: '?',
  WRONG: 'X',
  SILENT: '!',
  'nothing to find': '.',
};

/** Client by variation, the programs that only one client has behind it, and the sums. */
export function tableOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.filter(({ isVaried }) => isVaried).map(({ name }) => name))];
  const clients = byClientOf(rows);
  const width = Math.max(...[...clients.keys()].map((client) => client.length));
  const head = names.map((name, index) => `${String(index + 1).padStart(2)} ${name}`);
  const lines = [...clients].map(([client, own]) => {
    const varied = names.map((name) => own.find((row) => row.isVaried && row.name === name)?.verdict);
    const single = own.filter(({ isVaried }) => !isVaried).map(({ verdict }) => marks[verdict]);
    return `${client.padEnd(width)}  ${varied.map((one) => (one === undefined ? ' ' : marks[one])).join('')}  ${single.join('')}`;
  });
  const legend = Object.entries(marks).map(([verdict, mark]) => `${mark} ${verdict}`);
  return `${[...head, '', legend.join(', '), '', ...lines, '', sumOf(rows)].join('\n')}\n`;
}

/** Items by their client, in the order in which they come. */
export function byClientOf<Item extends { readonly client: string }>(items: readonly Item[]): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) found.set(item.client, [...(found.get(item.client) ?? []), item]);
  return found;
}

function sumOf(rows: readonly Row[]): string {
  const counted = Object.keys(marks).map((verdict) => {
    const count = rows.filter((row) => row.verdict === verdict).length;
    return `${verdict} ${count}`;
  });
  const sent = rows.filter(({ verdict }) => verdict !== 'nothing to find');
  const share = (verdicts: readonly Verdict[]) =>
    `${((100 * sent.filter(({ verdict }) => verdicts.includes(verdict)).length) / Math.max(1, sent.length)).toFixed(1)}%`;
  return `${counted.join(', ')}; found ${share(['same', 'inferred', 'extra'])}, definite ${share(['same'])}`;
}
