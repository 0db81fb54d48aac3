import { describe, expect, test } from 'vitest';
import { type SkipReason, skipReasons } from '../../src/har/index.ts';
import { entry, har, host, mcpEntry, readAll } from './kit.ts';

const base = `https://${host}/rest/v1/leads.json`;

/** For each reason the entries that it leaves out; those about text or about several entries have their own tests. */
const examples: Record<Exclude<SkipReason, 'too-large' | 'broken' | 'repeated'>, readonly unknown[]> = {
  'not-marketo': [
    entry({ request: { url: 'https://app-sj01.marketo.com/homepage' } }),
    entry({ request: { url: 'data:application/json,{}' } }),
    entry({ request: { url: 'about:blank' } }),
    entry({ request: { url: 'chrome-extension://abcdef/rest/v1/leads.json' } }),
    entry({ request: { url: `ftp://${host}/rest/v1/leads.json` } }),
    entry({ request: { url: `https://attacker.test/?${base}`, method: 'OPTIONS' } }),
  ],
  'another-host': [
    entry({ request: { url: 'https://app-sj01.marketo.com/rest/v1/leads.json' } }),
    entry({ request: { url: `https://${host}.attacker.test/rest/v1/leads.json` } }),
    entry({ request: { url: 'http://gateway.internal/marketo/rest/v1/leads.json' } }),
  ],
  preflight: [entry({ request: { method: 'OPTIONS', url: base } })],
  connect: [entry({ request: { method: 'CONNECT', url: `${host}:443` } })],
  websocket: [entry({ request: { url: `wss://${host}/rest/v1/leads.json` } }), entry({ _resourceType: 'websocket' })],
  'no-tool-call': [
    mcpEntry({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    mcpEntry([]),
    mcpEntry(undefined, { request: { method: 'GET', postData: undefined } }),
    mcpEntry(undefined, { request: { method: 'DELETE' } }),
  ],
  mocked: [entry({ _wasFulfilled: true })],
  'no-request': [null, 7, 'text', [], {}, { request: null }, { request: [base] }],
  empty: [entry({ request: { method: '', url: '' } }), { request: { httpVersion: '' } }],
  'no-url': [entry({ request: { url: '' } }), { request: { method: 'GET' } }, entry({ request: { url: 7 } })],
  'bad-url': [
    entry({ request: { url: '/rest/v1/leads.json' } }),
    entry({ request: { url: `https://\${host}/rest/v1/leads.json` } }),
    entry({ request: { url: `${base}/${'x'.repeat(1 << 20)}` } }),
  ],
  'bad-method': [
    entry({ request: { method: 'PROPFIND' } }),
    entry({ request: { method: '' } }),
    entry({ request: { method: 5 } }),
    entry({ request: { method: ['GET'] } }),
  ],
};

/** What may have been a call all the same leaves the recording incomplete. */
const unread: readonly string[] = ['no-request', 'no-url', 'bad-url'];

describe.each(Object.entries(examples))('%s', (reason, entries) => {
  test.each(entries.map((one) => [JSON.stringify(one).slice(0, 120), one]))('%s', async (_, one) => {
    const { exchanges, summary } = await readAll(har(one, entry()));
    expect(summary).toMatchObject({
      entries: 2,
      taken: 1,
      skipped: [{ reason, count: 1 }],
      complete: !unread.includes(reason),
    });
    expect(exchanges.map((exchange) => exchange.entry)).toEqual([1]);
  });
});

test('every reason has an example and a sentence', () => {
  expect([...Object.keys(examples), 'too-large', 'broken', 'repeated'].sort()).toEqual(Object.keys(skipReasons).sort());
});

test('reasons are counted apart and sorted', async () => {
  const { summary } = await readAll(har(...examples.websocket, ...examples.mocked, ...examples['bad-url']));
  expect(summary.skipped).toEqual([
    { reason: 'bad-url', count: 3 },
    { reason: 'mocked', count: 1 },
    { reason: 'websocket', count: 2 },
  ]);
});

describe('an entry over the limit', () => {
  const limits = { longestString: 1_000, largestEntry: 20_000 };
  const large = entry({
    _notes: Array.from({ length: 2_000 }, (_, index) => ({ text: `note ${index}`, deep: [[{}]] })),
  });

  test.each([1, 7, 65_536])('is skipped and those after it are read (chunks of %i)', async (size) => {
    const { exchanges, summary } = await readAll(har(entry(), large, entry(), large), { limits, size });
    expect(summary).toMatchObject({
      entries: 4,
      taken: 2,
      skipped: [{ reason: 'too-large', count: 2 }],
      complete: false,
      problem: '2 entries cannot be read; the first is entry 1',
    });
    expect(exchanges.map((exchange) => exchange.entry)).toEqual([0, 2]);
  });

  test.each([1, 7, 65_536])('a long address is cut behind its path (chunks of %i)', async (size) => {
    const url = (end: string) => `${base}?filterType=id&filterValues=${end.repeat(40_000)}`;
    const written = ['1000001,', '\\u00e9', 'é', '%5C'].map((end) =>
      JSON.stringify(entry({ request: { url: url(end) } })),
    );
    const text = har(entry()).replace(
      '"entries":[',
      `"entries":[${written.join(',').replaceAll('\\\\u00e9', '\\u00e9')},`,
    );
    const { exchanges, summary } = await readAll(text, { size });
    expect(exchanges.map(({ path, parameters }) => [path, parameters.slice(0, 2)])).toEqual(
      Array.from({ length: 5 }, (_, index) => ['/rest/v1/leads.json', index < 4 ? ['filterType', 'filterValues'] : []]),
    );
    expect(summary.complete).toBe(true);
  });

  test('a POST of which the address is cut may mean another method', async () => {
    const long = entry({ request: { method: 'POST', url: `${base}?filterValues=${'1,'.repeat(50_000)}` } });
    const { exchanges } = await readAll(har(long));
    expect(exchanges).toMatchObject([{ method: 'POST', methodIsOpen: true }]);
  });

  test('a long string is cut, and the entry is read', async () => {
    const text = `{"success":false,"errors":[{"code":"603","message":"${'\\\\ \\" é🚀'.repeat(50_000)}"}]}`;
    const { exchanges, summary } = await readAll(har(entry({ response: { content: { text } } }), entry()), {
      limits,
      size: 4_096,
    });
    expect(exchanges.map(({ outcome, errors }) => [outcome, errors])).toEqual([
      ['denied', ['603']],
      ['allowed', []],
    ]);
    expect(summary.complete).toBe(true);
  });

  test('a value nested thousands deep reads as null', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = har(entry(), entry()).replace('"startedDateTime"', `"_deep":${deep},"startedDateTime"`);
    expect((await readAll(text)).summary).toMatchObject({ taken: 2, complete: true });
  });
});
