import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/model/input-error.ts';
import { bearer, entry, envelope, har, host, identity, readAll, token } from '../har/kit.ts';
import { entriesOf, redact, redactOne } from './kit.ts';

const other = { request: { method: 'GET', url: 'https://shop.example/?card=4111', headers: [] } };

describe('the request', () => {
  test('keeps names of parameters and no value', async () => {
    const url = `https://${host}/rest/v1/leads.json?filterType=email&filterValues=a@b.example#part`;
    const { request } = await redactOne(entry({ request: { url } }));
    expect(request.url).toBe(`https://${host}/rest/v1/leads.json?filterType=REDACTED&filterValues=REDACTED`);
    expect(request.queryString).toEqual([
      { name: 'filterType', value: 'REDACTED' },
      { name: 'filterValues', value: 'REDACTED' },
    ]);
  });

  test('keeps what a POST says it is', async () => {
    const url = `https://${host}/rest/v1/leads.json?_method=get`;
    const form = { mimeType: 'application/x-www-form-urlencoded', text: 'filterValues=a%40b.example&_method=DELETE' };
    const { request } = await redactOne(entry({ request: { method: 'POST', url, postData: form } }));
    expect(request.method).toBe('POST');
    expect(request.url).toBe(`https://${host}/rest/v1/leads.json?_method=GET`);
    expect(request.postData).toEqual({
      mimeType: 'application/x-www-form-urlencoded',
      params: [{ name: 'filterValues', value: 'REDACTED' }],
    });
  });

  test('loses user info, and personal segments as the reader does', async () => {
    const url = `https://me:pass@${host}/rest/v1/lead/a%40b.example.json`;
    expect((await redactOne(entry({ request: { url } }))).request.url).toBe(
      `https://${host}/rest/v1/lead/redacted.json`,
    );
  });

  test('keeps the letter case of the host, in which people know it', async () => {
    const url = 'https://123-ABC-456.mktorest.com/rest/v1/leads.json';
    expect((await redactOne(entry({ request: { url } }))).request.url).toBe(url);
  });

  test('keeps partitions of leads, and nothing else of the body that names them', async () => {
    const postData = { mimeType: 'application/json', text: '{"partitionName":"EU","input":[{"city":"Oslo"}]}' };
    const { request } = await redactOne(entry({ request: { method: 'POST', postData } }));
    expect(request.postData).toEqual({
      mimeType: 'application/json',
      text: '{"input":[{"partitionName":"EU"}]}',
      params: [],
    });
  });

  test('keeps of a client id what reports show of it', async () => {
    const url = `https://${host}/identity/oauth/token?client_id=6f1d2c3b-5a4e-4d7c-9b8a-112233445501`;
    expect((await redactOne(entry({ request: { url } }))).request.queryString).toEqual([
      { name: 'client_id', value: '6f1d0000-0000-0000-0000-000000000101' },
    ]);
  });

  test('loses its body when that is no form', async () => {
    const postData = { mimeType: 'application/json', text: '{"input":[{"email":"a@b.example"}]}' };
    const { request } = await redactOne(entry({ request: { method: 'POST', postData } }));
    expect(request).not.toHaveProperty('postData');
  });
});

describe('the answer', () => {
  const answer = async (response: object) => (await redactOne(entry({ response }))).response;

  test.each([
    [
      'a success',
      { text: '{"requestId":"1#2","result":[{"email":"a@b.example"}],"success":true}' },
      '{"success":true}',
    ],
    ['errors', { text: envelope('603', '1003') }, '{"success":false,"errors":[{"code":"1003"},{"code":"603"}]}'],
    [
      'skipped records',
      { text: '{"success":true,"result":[{"id":7,"reasons":[{"code":"1008","message":"no"}]}]}' },
      '{"success":true,"result":[{"reasons":[{"code":"1008"}]}]}',
    ],
    [
      'one that was cut off',
      { text: '{"success":false,"errors":[{"code":"603","mess' },
      '{"success":false,"errors":[{"code":"603"}]}',
    ],
    [
      'base64',
      { text: Buffer.from(envelope('601')).toString('base64'), encoding: 'base64' },
      '{"success":false,"errors":[{"code":"601"}]}',
    ],
    ['a file', { text: 'id,email\n1,a@b.example', mimeType: 'text/csv;charset=UTF-8' }, 'REDACTED'],
    ['nothing', {}, undefined],
  ])('of %s', async (_, content, text) => {
    expect((await answer({ content })).content.text).toBe(text);
  });

  test('keeps workspaces of assets, and nothing of that name elsewhere', async () => {
    const content = { text: '{"success":true,"result":[{"workspace":"Europe"},{"workspace":"a@b.example"}]}' };
    const asset = entry({ request: { url: `https://${host}/rest/asset/v1/emails.json` }, response: { content } });
    expect((await redactOne(asset)).response.content.text).toBe('{"success":true,"result":[{"workspace":"Europe"}]}');
    expect((await answer({ content })).content.text).toBe('{"success":true}');
  });

  test('of none is one without a status', async () => {
    expect((await redactOne({ request: entry().request, response: null })).response.status).toBe(0);
  });
});

describe('principals', () => {
  const calls = [
    identity('t1', 'one@example.test'),
    entry({ request: { headers: bearer('t1') } }),
    entry({ request: { headers: bearer(token) } }),
    identity('t2', 'one@example.test'),
    entry({ request: { headers: bearer('t2') } }),
    entry({ request: { headers: [], url: `https://${host}/rest/v1/lists.json?access_token=t1` } }),
  ];

  test('stay apart under other names', async () => {
    const { text } = await redact(har(...calls));
    const entries = entriesOf(text);
    expect(entries.map(({ request }) => request.headers[0]?.value)).toEqual([
      undefined,
      'Bearer redacted-1',
      'Bearer redacted-2',
      undefined,
      'Bearer redacted-3',
      'Bearer redacted-1',
    ]);
    expect(entries[3]?.response.content.text).toBe('{"access_token":"redacted-3","scope":"user-1"}');
    expect((await readAll(text)).labels).toEqual((await readAll(har(...calls))).labels);
  });

  test('have the same names in a copy of a copy', async () => {
    const first = await redact(har(other, ...calls));
    expect((await redact(first.text)).text).toBe(first.text);
  });
});

describe('options', () => {
  const two = har(
    entry(),
    entry({ request: { url: 'https://mkto-ingestion-api.adobe.io/subscriptions/987-zyx-654/persons' } }),
  );

  test('hideMunchkin replaces the id, a path loses it anyway', async () => {
    const { text } = await redact(two, { hideMunchkin: true });
    expect(entriesOf(text).map(({ request }) => request.url)).toEqual([
      'https://000-AAA-000.mktorest.com/rest/v1/leads.json',
      'https://mkto-ingestion-api.adobe.io/subscriptions/redacted/persons',
    ]);
    expect((await redact(text, { hideMunchkin: true, hostFamily: () => 'rest' })).text).toBe(text);
  });

  test('each subscription keeps a name of its own', async () => {
    const at = (id: string) => entry({ request: { url: `https://${id}.mktorest.com/rest/v1/leads.json` } });
    const { text } = await redact(har(at('111-AAA-111'), at('222-BBB-222'), at('111-aaa-111')), {
      hideMunchkin: true,
      hostFamily: () => 'rest',
    });
    const hosts = entriesOf(text).map(({ request }) => new URL(request.url).host.slice(0, 11));
    expect(hosts).toEqual(['000-aaa-000', '000-aaa-001', '000-aaa-000']);
  });

  test('dropTimes leaves a time that the reader takes for none', async () => {
    const { text, summary } = await redact(two, { dropTimes: true });
    expect(text).not.toContain('2026-10-02');
    expect(summary).not.toHaveProperty('from');
    expect((await readAll(text)).summary).not.toHaveProperty('from');
  });
});

describe('the copy as a whole', () => {
  const text = har(other, entry(), null, entry({ request: { method: 'OPTIONS' } }), entry());

  test('holds what counts, and what does not is counted', async () => {
    const copy = await redact(text);
    expect(entriesOf(copy.text)).toHaveLength(2);
    expect(copy.summary).toMatchObject({
      taken: 2,
      complete: false,
      skipped: [
        { reason: 'no-request', count: 1 },
        { reason: 'not-marketo', count: 1 },
        { reason: 'preflight', count: 1 },
      ],
    });
  });

  test('is the same from any container and in any chunks', async () => {
    const plain = await redact(text);
    for (const bytes of [Buffer.from(`\uFEFF${text}`), gzipSync(text), deflateSync(text)]) {
      for (const size of [1, 7, 1_000]) expect((await redact(bytes, { size })).text).toBe(plain.text);
    }
  });

  test('is a HAR without entries when nothing counts', async () => {
    expect(entriesOf((await redact(har(other))).text)).toEqual([]);
  });

  test('of a recording that breaks off says so at every byte, and so does its copy', async () => {
    const small = har(entry({ response: { status: 200 } }), entry());
    for (let end = 1; end < small.length; end += 7) {
      const copy = await redact(small.slice(0, end));
      entriesOf(copy.text);
      expect(copy.summary.complete).toBe(false);
      expect((await readAll(copy.text)).summary).toMatchObject({
        complete: false,
        problem: 'it is a redacted copy of a recording that could not be read to its end',
      });
      expect((await redact(copy.text)).text).toBe(copy.text);
    }
  });

  test('is not begun for what is no HAR', async () => {
    const pieces: string[] = [];
    const { redactHar } = await import('../../src/redact/index.ts');
    const bytes = (async function* () {
      yield Buffer.from('{"name":"rolefit"}');
    })();
    const failure = (async () => {
      for await (const piece of redactHar(bytes, { hostFamily: () => 'rest', version: '1' })) pieces.push(piece);
    })();
    await expect(failure).rejects.toBeInstanceOf(InputError);
    expect(pieces).toEqual([]);
  });

  test('lacks an entry over the limit, which is counted', async () => {
    const large = har(entry(), entry({ _padding: 'x'.repeat(5_000) }), entry());
    const copy = await redact(large, { limits: { longestString: 100, largestEntry: 3_000 } });
    expect(copy.summary.skipped).toEqual([{ reason: 'too-large', count: 1 }]);
    expect(entriesOf(copy.text)).toHaveLength(2);
  });
});
