import { describe, expect, test } from 'vitest';
import { type RedactOptions, redactHar } from '../../src/redact/index.ts';
import { bearer, chunked, entry, har, host, hostFamily, mcp, readAll } from './kit.ts';

const viaWorker = { _fetchedViaServiceWorker: true, _serviceWorkerResponseSource: 'network' };
const at = (seconds: number) => `2026-10-02T08:15:${String(seconds).padStart(2, '0')}.000Z`;
const ofPage = entry({ startedDateTime: at(10), time: 2_000, response: viaWorker });
const ofWorker = entry({ startedDateTime: at(11), time: 500 });
const post = { request: { method: 'POST', postData: { mimeType: 'application/json', text: '{}' } } };

async function countOf(...entries: readonly unknown[]): Promise<number> {
  return (await readAll(har(...entries))).exchanges.length;
}

describe('a call through a service worker', () => {
  test('is one call, and the copy that the worker sent is counted as left out', async () => {
    const { exchanges, summary } = await readAll(har(ofPage, ofWorker));
    expect(exchanges.map(({ entry: index }) => index)).toEqual([0]);
    expect(summary).toMatchObject({ complete: true, skipped: [{ reason: 'repeated', count: 1 }] });
  });

  test.each([
    ['the worker recorded nothing of its own', [ofPage], 1],
    ['the worker sent two calls for it', [ofPage, ofWorker, ofWorker], 2],
    ['the call comes later than the answer', [ofPage, entry({ startedDateTime: at(30) })], 2],
    ['the call came before', [entry({ startedDateTime: at(9) }), ofPage], 2],
    ['the worker writes instead of reading', [ofPage, entry({ startedDateTime: at(11), ...post })], 2],
    [
      'the worker uses a token of its own',
      [
        ofPage,
        entry({ startedDateTime: at(11), request: { headers: bearer('0a1b2c3d-9999-4222-8333-444455556666:sj') } }),
      ],
      2,
    ],
    [
      'the worker asks for something else',
      [ofPage, entry({ startedDateTime: at(11), request: { url: `https://${host}/rest/v1/lists.json` } })],
      2,
    ],
    [
      'no entry says when it was',
      [entry({ startedDateTime: '', response: viaWorker }), entry({ startedDateTime: '' })],
      1,
    ],
    ['no entry is said to be through a worker', [entry(), entry()], 2],
  ])('where %s', async (_, entries, calls) => {
    expect(await countOf(...entries)).toBe(calls);
  });

  test('that the worker answered from its cache is noted as made at another time', async () => {
    const cached = entry({ response: { ...viaWorker, _serviceWorkerResponseSource: 'cache-storage' } });
    const { exchanges, summary } = await readAll(har(cached, entry()));
    expect(exchanges).toHaveLength(2);
    expect(summary.notes.join()).toContain('in its cache: 1');
  });

  test.each([{}, { dropTimes: true }])(
    'is one call in a redacted copy as well: %j',
    async (options: Partial<RedactOptions>) => {
      const copy = redactHar(chunked(har(ofPage, ofWorker, entry({ startedDateTime: at(40) }))), {
        hostFamily,
        mcp,
        version: '0.0.0',
        ...options,
      });
      let text = '';
      for await (const piece of copy) text += piece;
      expect((await readAll(text)).exchanges).toHaveLength(2);
    },
  );
});
