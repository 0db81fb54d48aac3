import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leakKindNames } from '../../src/model/leak.ts';
import { bearer, entry, har, host, identity } from '../har/kit.ts';
import { check, redact } from './kit.ts';

/** An entry as a copy holds it: what a test adds is all that can leak. */
const clean = JSON.parse((await redact(har(entry()))).text).log.entries[0];
const plainHost = 'https://mkto-ingestion-api.adobe.io/rest/v1/leads.json';

function withRequest(over: object) {
  return { ...clean, request: { ...clean.request, url: plainHost, ...over } };
}

function withContent(text: string) {
  return { ...withRequest({}), response: { ...clean.response, content: { ...clean.response.content, text } } };
}

async function kindsOf(one: unknown): Promise<readonly string[]> {
  const text = JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries: [one] } });
  return (await check(text)).leaks.map(({ kind }) => kind);
}

const query = (text: string) => withRequest({ url: `${plainHost}?${text}` });
const form = (text: string) =>
  withRequest({ method: 'POST', postData: { mimeType: 'application/x-www-form-urlencoded', text } });

const cases = [
  ['client-secret', query('client_secret=s3cr3t'), query('client_secret=REDACTED')],
  ['client-secret', form('client_secret=s3cr3t'), form('client_secret=')],
  ['client-secret', withContent('{"clientSecret":"abc"}'), withContent('{"secret":"abc"}')],
  ['bearer-token', withRequest({ headers: bearer('t1') }), withRequest({ headers: bearer('redacted-12') })],
  ['bearer-token', withRequest({ headers: { authorization: 'Basic dTpw' } }), withRequest({ headers: bearer('***') })],
  ['access-token-parameter', query('access_token=t1'), query('access_token=REDACTED')],
  ['issued-token', withContent('{"access_token":"t1","scope":"u"}'), withContent('{"access_token":"redacted-1"}')],
  ['cookie', withRequest({ cookies: [{ name: 'a', value: 'b' }] }), withRequest({ cookies: [] })],
  ['cookie', withRequest({ headers: [['Cookie', 'a=b']] }), withRequest({ headers: [['Cookies', 'a=b']] })],
  ['e-mail-address', { ...clean, comment: 'for jo@b.example' }, { ...clean, comment: 'for jo at b.example' }],
  ['e-mail-address', query('a=jo%40b.example'), query('a=jo%41b.example')],
  ['e-mail-address', withContent('{"a":"jo\\u0040b.example"}'), withContent('{"a":"jo\\u0041b.example"}')],
  ['path-value', withRequest({ url: `${plainHost}/a@b` }), withRequest({ url: `${plainHost}/ab` })],
  ['path-value', withRequest({ url: plainHost.replace('//', '//me@') }), withRequest({ url: plainHost })],
  ['query-value', query('filterType=id'), query('filterType=REDACTED')],
  ['query-value', query('_method=gut'), query('_method=get')],
  ['query-value', query('constructor=1'), query('constructor=REDACTED')],
  ['body', withContent('{"success":true,"result":[{"id":1}]}'), withContent('{"success":true}')],
  ['body', withContent(`{"a":"${'x'.repeat(5_000)}"}`), withContent('{}')],
  ['other-host', withRequest({ url: 'https://shop.example/' }), withRequest({})],
  ['other-content', { ...clean, serverIPAddress: '10.0.0.1' }, clean],
  ['unreadable', '{', clean],
  ['munchkin-id', clean, withRequest({ url: 'https://000-AAA-007.mktorest.com/rest/v1/leads.json' })],
] as const;

describe.each(cases)('%s', (kind, leaking, near) => {
  test('is found', async () => {
    if (leaking === '{') {
      const text = har(clean).replace('"startedDateTime":', '"startedDateTime"');
      expect((await check(text)).leaks).toEqual([{ kind, count: 1, entries: [0] }]);
    } else expect(await kindsOf(leaking)).toContain(kind);
  });

  test('is not found in its neighbour', async () => {
    expect(await kindsOf(near)).not.toContain(kind);
  });
});

test('every kind has a row above', () => {
  expect(leakKindNames.filter((kind) => !cases.some(([tested]) => tested === kind))).toEqual([]);
});

test('places are those of the file, the first of many, and every entry counts', async () => {
  const report = await check(har(clean, ...Array.from({ length: 30 }, () => identity('t1', 'api@example.test'))));
  expect(report.leaks[0]).toEqual({
    kind: 'client-secret',
    count: 30,
    entries: Array.from({ length: 20 }, (_, index) => index + 1),
  });
  expect(report).toMatchObject({ entries: 31, isClean: false, hasMore: false });
});

test('no report holds a value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9]{12,40}$/), async (secret) => {
      const url = `https://${host}/rest/v1/${secret}.json?client_secret=${secret}&${secret}=1`;
      const report = await check(har(entry({ request: { url, headers: bearer(secret) }, [secret]: secret })));
      expect(JSON.stringify(report)).not.toContain(secret);
    }),
    { seed: 1, numRuns: 30 },
  );
});

describe('is not clean', () => {
  test('with members beside the entries', async () => {
    const text = JSON.stringify({ log: { version: '1.2', pages: [{ title: 'Leads of Jo' }], entries: [clean] } });
    expect(await check(text)).toMatchObject({ hasMore: true, isClean: false });
    const beside = JSON.stringify({ log: { entries: [clean] }, note: 'Jo' });
    expect(await check(beside)).toMatchObject({ hasMore: true, isClean: false });
  });

  test('when it breaks off', async () => {
    const text = har(clean);
    expect(await check(text)).toMatchObject({ isClean: true });
    expect(await check(text.slice(0, -2))).toMatchObject({
      isClean: false,
      problem: expect.stringContaining('ends at'),
    });
  });

  test('where an entry nests deeper than can be looked into', async () => {
    const depth = 200_000;
    const text = har(clean).replace('"cache":{}', `"cache":${'['.repeat(depth)}${']'.repeat(depth)}`);
    const report = await check(text);
    expect(report.isClean).toBe(false);
  });
});

test('a body behind the limit is still a leak', async () => {
  const one = withContent(`{"success":true,"result":"${'é'.repeat(3_000)}"}`);
  expect(await kindsOf(one)).toEqual(['body']);
});
