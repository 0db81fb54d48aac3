import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/har/index.ts';
import { loadHar } from '../../src/load/har.ts';

/** What a producer makes of the one capture: `answers` and `principals` say what its file cannot hold. */
interface Row {
  readonly file: string;
  readonly producer: string;
  readonly creator?: string;
  readonly quirks: string;
  readonly calls: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** `false` where it holds an entry that cannot be read. */
  readonly complete?: boolean;
  /** Whether the answers were recorded; without them every call is only known to have been attempted. */
  readonly answers: boolean;
  readonly principals: readonly string[];
  readonly notes: readonly string[];
}

const traffic = new URL('../../fixtures/traffic/', import.meta.url);
const expected: {
  readonly capture: string;
  readonly operations: readonly string[];
  readonly producers: readonly Row[];
} = JSON.parse(readFileSync(new URL('producers/expected.json', traffic), 'utf8'));

async function read(file: string) {
  const reading = loadHar(new URL(file, traffic).pathname, {
    hostFamily: (host) => (host === '123-abc-456.mktorest.com' ? 'rest' : undefined),
  });
  const exchanges: Exchange[] = [];
  for await (const exchange of reading) exchanges.push(exchange);
  const labels = reading.principals.labels();
  return {
    summary: reading.summary(),
    operations: sorted(exchanges.map(({ method, path }) => `${method} ${path}`)),
    outcomes: sorted(
      exchanges.map(({ method, path, outcome, errors }) => [method, path, outcome, ...errors].join(' ')),
    ),
    parameters: sorted(exchanges.flatMap(({ parameters }) => parameters)),
    principals: sorted(exchanges.map(({ principal }) => labels.get(principal) ?? '')),
  };
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

describe.each(expected.producers)('$producer', (row) => {
  test('gives the operations of the capture, with their parameters', async () => {
    const capture = await read(expected.capture);
    const produced = await read(`producers/${row.file}`);
    expect(produced.operations).toEqual(expected.operations);
    expect(produced.operations).toEqual(capture.operations);
    expect(produced.parameters).toEqual(capture.parameters);
  });

  test('tells what became of them, as far as it has the answers', async () => {
    const capture = await read(expected.capture);
    const { outcomes } = await read(`producers/${row.file}`);
    expect(outcomes).toEqual(row.answers ? capture.outcomes : expected.operations.map((one) => `${one} attempted`));
  });

  test('is read to its end, and says what was left out', async () => {
    const { summary, principals } = await read(`producers/${row.file}`);
    const skipped = Object.entries(row.skipped).map(([reason, count]) => ({ reason, count }));
    const left = skipped.reduce((sum, { count }) => sum + count, 0);
    expect(summary).toMatchObject({
      complete: row.complete ?? true,
      taken: row.calls,
      entries: row.calls + left,
      skipped,
      notes: row.notes,
    });
    expect(summary.creator).toBe(row.creator);
    expect(principals).toEqual(row.principals);
  });

  test('gives away no secret', async () => {
    const secrets: string[] = JSON.parse(readFileSync(new URL('lead-sync/secrets.json', traffic), 'utf8'));
    const output = JSON.stringify(await read(`producers/${row.file}`)).toLowerCase();
    expect(secrets.filter((secret) => output.includes(secret.toLowerCase()))).toEqual([]);
  });
});

test('every file of the folder has a row', () => {
  const inFolder = readdirSync(new URL('producers/', traffic)).filter((name) => name !== 'expected.json');
  expect(inFolder.sort()).toEqual(sorted(expected.producers.map(({ file }) => file.split('/', 1).join(''))));
});
