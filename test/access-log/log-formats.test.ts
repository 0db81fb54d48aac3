import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatProblemKinds, type LogFormat, lintFormats } from '../../src/access-log/index.ts';
import { loadFormatRows } from '../../src/load/log-formats.ts';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';
import { expectGolden } from '../kit/golden.ts';
import { formatsPage } from './formats-page.ts';
import { describeCall, readLog } from './kit.ts';

const samples = new URL('../../fixtures/traffic/log-formats/', import.meta.url);
const file = await loadFormatRows();
const rows: readonly LogFormat[] = file.formats;

/** Formats of which no line has a host. */
const withoutHost = ['gin', 'morgan', 'rails', 'serilog-text', 'uvicorn'];
/** A sample in which the query holds no `_method`, as its producer writes it. */
const plainGet = ['uvicorn'];

/** Formats that write no time, or only the time of day. */
const timeless: readonly string[] = [
  'dotnet-httpclient-state',
  'usual-names',
  'uvicorn',
  'dotnet-httpclient',
  'serilog-text',
  'morgan',
  'mitmproxy',
];

function readSample(id: string) {
  return readLog(readFileSync(new URL(`${id}.log`, samples)), { hostFamily: (host) => hostFamily(host, []) });
}

test('every row has a sample, and every sample a row', () => {
  expect(readdirSync(samples).sort()).toEqual(rows.map(({ id }) => `${id}.log`).sort());
});

describe.each(rows)('$id', ({ id, title }) => {
  test('is recognised, and gives the one call of its sample', async () => {
    const { calls, summary } = await readSample(id);
    const call = plainGet.includes(id) ? 'GET /rest/v1/leads.json' : 'GET (as POST) /rest/v1/leads.json';
    expect([...new Set(calls.map(describeCall))]).toEqual([call]);
    const host = withoutHost.includes(id) ? undefined : 'rest';
    expect(calls.every((one) => one.kind === 'api' && one.host === host)).toBe(true);
    expect(summary.complete).toBe(true);
    expect(summary.notes[0]).toContain(title);
  });
});

test('each sample has a readable time, but for the formats that write none', async () => {
  const withoutTime: string[] = [];
  for (const { id } of rows) {
    const { summary } = await readSample(id);
    if (summary.from?.startsWith('2026-10-02') !== true) withoutTime.push(id);
  }
  expect(withoutTime).toEqual(timeless);
});

describe('the lint', () => {
  test('finds nothing in what ships', () => {
    expect(lintFormats(rows)).toEqual([]);
  });

  const text = { id: 'one', title: 'One', kind: 'text', patterns: ['<word> <request>'] } as const;
  const record = { id: 'two', title: 'Two', kind: 'record', signs: ['a'], fields: { request: ['a'] } } as const;
  test.each([
    ['format-twice', [text, text]],
    ['format-without-request', [{ ...text, patterns: ['<word>'] }]],
    ['format-without-request', [{ ...record, fields: { method: ['m'] } }]],
    ['format-pattern', [{ ...text, patterns: ['<wrod> <request>'] }]],
    ['format-hidden', [{ ...record, id: 'all', signs: [] }, record]],
  ] as const)('finds %s', (kind, broken) => {
    expect(lintFormats(broken).map((problem) => problem.kind)).toEqual([kind]);
    expect(formatProblemKinds[kind]).toMatch(/^A /);
  });
});

test('docs/log-formats.md is made of the rows', () => {
  expectGolden(formatsPage(file), new URL('../../docs/log-formats.md', import.meta.url));
});
