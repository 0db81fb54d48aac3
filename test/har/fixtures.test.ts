import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Exchange, HarReading } from '../../src/har/index.ts';
import { loadHar } from '../../src/load/har.ts';

const traffic = new URL('../../fixtures/traffic/', import.meta.url);

async function read(name: string) {
  const reading: HarReading = loadHar(new URL(name, traffic).pathname, {
    hostFamily: (host) => (host === '123-abc-456.mktorest.com' ? 'rest' : undefined),
  });
  const exchanges: Exchange[] = [];
  for await (const exchange of reading) exchanges.push(exchange);
  const labels = reading.principals.labels();
  const lines = exchanges.map((one) => {
    const sent = one.methodOverridden ? `${one.method} (as POST)` : one.method;
    return [sent, one.path, one.outcome, ...one.errors, labels.get(one.principal)].join(' ');
  });
  return { exchanges, lines, summary: reading.summary() };
}

describe('recorded sessions', () => {
  test('a lead sync', async () => {
    expect((await read('lead-sync/traffic.har')).lines).toEqual([
      'GET /identity/oauth/token allowed user 1',
      'GET /rest/v1/leads/describe.json allowed user 1',
      'GET /rest/v1/leads.json allowed user 1',
      'POST /rest/v1/leads.json allowed user 1',
      'POST /rest/v1/leads.json denied 1008 user 1',
      'GET (as POST) /rest/v1/lists.json allowed user 1',
      'POST /rest/v1/lists/1001/leads.json allowed user 1',
      'GET (as POST) /rest/v1/list/1001/leads.json allowed user 1',
      'DELETE /rest/v1/lists/1001/leads.json allowed user 1',
      'GET /rest/v1/activities/types.json attempted 602 user 1',
      'GET /identity/oauth/token allowed user 1',
      'GET /rest/v1/activities/types.json allowed user 1',
      'GET /rest/v1/activities/pagingtoken.json allowed user 1',
      'GET /rest/v1/activities.json allowed user 1',
      'GET /rest/v1/activities.json allowed user 1',
    ]);
  });

  test('a bulk export', async () => {
    const job = '/bulk/v1/leads/export/ce45a7a1-f19d-4ce2-882c-a3c795940a7d';
    expect((await read('bulk-export/traffic.har')).lines).toEqual([
      'GET /identity/oauth/token allowed user 1',
      'POST /bulk/v1/leads/export/create.json allowed user 1',
      `POST ${job}/enqueue.json allowed user 1`,
      `GET ${job}/status.json allowed user 1`,
      `GET ${job}/file.json allowed user 1`,
    ]);
  });

  test('a denied run', async () => {
    expect((await read('denied/traffic.har')).lines).toEqual([
      'GET /identity/oauth/token allowed user 1',
      'GET /rest/v1/lead/318581.json allowed user 1',
      'POST /rest/v1/leads.json denied 603 user 1',
      'GET /rest/v1/campaigns.json denied 603 user 1',
      'POST /rest/v1/campaigns/1029/trigger.json denied 603 user 1',
      'GET /identity/oauth/token allowed user 1',
      'GET /userservice/management/v1/users/allusers.json denied user 1',
      'GET /rest/v1/no/such/path.json attempted 610 user 1',
    ]);
  });

  test('two users', async () => {
    expect((await read('two-users/traffic.har')).lines.map((line) => line.replace(/^.* allowed /, ''))).toEqual([
      'user 1',
      'user 1',
      'user 2',
      'user 2',
      'user 1',
      'user 2',
      'user 1',
    ]);
  });

  test('asset publishing', async () => {
    const { lines, exchanges } = await read('asset-publisher/traffic.har');
    expect(lines.every((line) => line.endsWith('allowed user 1'))).toBe(true);
    expect(exchanges.map(({ method, path }) => `${method} ${path}`)).toContain(
      'POST /rest/asset/v1/folder/1107/tokens.json',
    );
  });
});

describe.each(readdirSync(new URL('shapes/', traffic)))('%s', (name) => {
  test('gives the calls of the lead sync', async () => {
    const { lines: expected } = await read('lead-sync/traffic.har');
    const { lines } = await read(`shapes/${name}`);
    expect([...new Set(lines)]).toEqual(expect.arrayContaining([...new Set(expected)]));
    expect(operations(lines)).toEqual(operations(expected));
  });

  test('dates its first call as the lead sync does', async () => {
    const { summary } = await read(`shapes/${name}`);
    expect(summary.from).toMatch(/^2026-10-02T08:15:30/);
  });
});

test('what each shape adds is left out and counted', async () => {
  const skipped = async (name: string) => (await read(`shapes/${name}.har`)).summary.skipped;
  expect(await skipped('chrome')).toEqual([{ reason: 'preflight', count: 1 }]);
  expect(await skipped('playwright')).toEqual([{ reason: 'mocked', count: 1 }]);
  expect(await skipped('firefox')).toEqual([]);
});

test.each(['byte-order-mark.har', 'gzip.har.gz', 'zlib.zhar'])('the form %s gives the same', async (form) => {
  expect(await read(`forms/${form}`)).toEqual(await read('lead-sync/traffic.har'));
});

test('the truncated form gives its beginning', async () => {
  const whole = await read('lead-sync/traffic.har');
  const { lines, summary } = await read('forms/truncated.har');
  expect(lines).toEqual(whole.lines.slice(0, lines.length));
  expect(summary).toMatchObject({ complete: false, taken: lines.length });
  expect(lines.length).toBeGreaterThan(5);
});

test('the JSON that is no HAR is refused by name', async () => {
  await expect(read('forms/not-a-har.json')).rejects.toMatchObject({
    name: 'InputError',
    what: 'this is not a HAR: no list "log.entries" was found in it',
  });
});

test.each(['lead-sync', 'asset-publisher', 'bulk-export', 'denied', 'two-users'])(
  'the secrets of %s are in the file and not in what the reader gives',
  async (name) => {
    const listed = JSON.parse(readFileSync(new URL(`${name}/secrets.json`, traffic), 'utf8')) as string[];
    const raw = decodeURIComponent(
      readFileSync(new URL(`${name}/traffic.har`, traffic), 'utf8').replace(/%(?![0-9a-f]{2})/gi, '%25'),
    );
    const output = JSON.stringify(await read(`${name}/traffic.har`)).toLowerCase();
    expect(listed.length).toBeGreaterThan(4);
    for (const secret of listed) {
      expect(raw).toContain(secret);
      expect(output).not.toContain(secret.toLowerCase());
    }
  },
);

/** Method and path of each call, each once, sorted. */
function operations(lines: readonly string[]): string[] {
  return [...new Set(lines.map((line) => line.replace(/ (?:allowed|denied|attempted).*$/, '')))].sort();
}
