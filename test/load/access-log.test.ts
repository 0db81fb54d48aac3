import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadModel } from '../../src/load/model.ts';
import { isLogFile } from '../../src/load/traffic-format.ts';
import { plainOptions, publishReport, renderers } from '../../src/report/index.ts';
import { findLeaks } from '../kit/leaks.ts';

/** What a log gives: operations as "id certainty lines", the rest as in the report. */
interface Expected {
  readonly logFields?: string;
  readonly services: Readonly<Record<string, readonly string[]>>;
  readonly unmatched: readonly string[];
  readonly unresolved: number;
  readonly read: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly problem?: string;
}

const folder = fileURLToPath(new URL('../../fixtures/traffic/access-logs/', import.meta.url));
const readFixture = (name: string): unknown => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'));
const expected = readFixture('expected.json') as Readonly<Record<string, Expected>>;
const secrets = readFixture('secrets.json') as readonly string[];
const model = await loadModel();

async function analyze(file: string, over: Partial<Parameters<typeof analyzePaths>[1]> = {}) {
  const { logFields } = expected[file] ?? {};
  return analyzePaths([file], {
    cwd: folder,
    hosts: [],
    model,
    ...(logFields === undefined ? {} : { logFields }),
    ...over,
  });
}

test('every log has its expectation, and only logs have', () => {
  expect(Object.keys(expected).sort()).toEqual(readdirSync(folder).filter(isLogFile).sort());
});

describe.each(Object.keys(expected))('%s', (file) => {
  test('gives what is expected', async () => {
    const report = publishReport(await analyze(file));
    const [input] = report.inputs;
    const { logFields: _, ...wanted } = expected[file] ?? {};
    expect({
      services: Object.fromEntries(
        report.services.map(({ name, operations }) => [
          name,
          operations.map(({ id, certainty, evidence }) => {
            const lines = evidence.map((one) => (one.kind === 'traffic' && one.unit === 'line' ? one.entry : '?'));
            return `${id} ${certainty} ${lines.join(',')}`;
          }),
        ]),
      ),
      unmatched: report.services.flatMap(({ unmatched }) => unmatched.map(({ method, path }) => `${method} ${path}`)),
      unresolved: report.services.flatMap(({ unresolved }) => unresolved).length,
      read: input?.read,
      skipped: Object.fromEntries((input?.skipped ?? []).map(({ reason, count }) => [reason, count])),
      ...(input?.problem === undefined ? {} : { problem: input.problem }),
    }).toEqual(wanted);
    expect(input?.calls).toBe(report.coverage.calls);
    expect(
      report.services.flatMap(({ operations }) => operations.map(({ outcomes }) => outcomes.allowed)),
    ).not.toContain(1);
  });

  test('holds what was planted, and tells nothing of it in any format', async () => {
    const raw = file.endsWith('.gz') ? '' : readFileSync(`${folder}${file}`, 'utf8');
    if (raw !== '') expect(secrets.filter((secret) => raw.includes(secret)).length).toBeGreaterThan(2);
    const report = await analyze(file);
    for (const render of Object.values(renderers)) {
      expect(findLeaks(render(report, model, plainOptions), secrets)).toEqual([]);
    }
  });
});

test('a host that is given is the one of lines that name none', async () => {
  const { services } = publishReport(await analyze('common.log', { hosts: ['egress.fabrikam.example'] }));
  expect(services[0]?.operations.map(({ certainty }) => certainty)).not.toContain('inferred');
});

test('a log is read from standard input, and one of another name where it is said to be one', async () => {
  const text = readFileSync(`${folder}common.log`);
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield text;
  }
  const piped = await analyzePaths(['-'], { cwd: folder, hosts: [], model, from: 'access-log', stdin: stdin() });
  expect(piped.coverage.calls).toBe(7);
  const report = await analyzePaths(['common.log'], { cwd: folder, hosts: [], model, from: 'access-log' });
  expect(report.coverage.calls).toBe(7);
  await expect(analyzePaths(['common.log'], { cwd: folder, hosts: [], model, from: 'har' })).rejects.toMatchObject({
    name: 'InputError',
    at: { file: 'common.log' },
  });
});

test('one principal is asked for by its label', async () => {
  const { services } = publishReport(await analyze('own-fields.ndjson', { principal: 'user 2' }));
  expect(services.map(({ name, operations }) => [name, operations.length])).toEqual([['user 2', 3]]);
});

test.each([
  ['access.log', true],
  ['access.log.14.gz', true],
  ['access_log', true],
  ['/var/log/nginx/access_log.1', true],
  ['day.ndjson.gz', true],
  ['access.log-20261002', true],
  ['access_log-20261002.gz', true],
  ['access.log.2026-10-02', true],
  ['localhost_access_log.2026-10-02.txt', true],
  ['access.log.1.zst', true],
  ['requests.csv', true],
  ['traffic.har', false],
  ['traffic.har.gz', false],
  ['dialog', false],
  ['catalog.json', false],
])('%s is taken for a log: %s', (name, is) => {
  expect(isLogFile(name)).toBe(is);
});
