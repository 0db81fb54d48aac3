import { describe, expect, test } from 'vitest';
import { redact } from '../redact/kit.ts';
import { bearer, entry, har, host, identity, readAll } from './kit.ts';

const secretsIn = async (...entries: readonly unknown[]) => (await readAll(har(...entries))).summary.secrets;
const get = (path: string, over: object = {}) =>
  entry({ request: { url: `https://${host}/rest/v1/leads.json${path}`, headers: [], ...over } });
const form = (text: string) =>
  get('', { method: 'POST', postData: { mimeType: 'application/x-www-form-urlencoded', text } });

describe('of a recording is counted', () => {
  test.each([
    ['a client secret in the query', get('?client_secret=b'), { clientSecrets: 1, tokens: 0, cookies: 0 }],
    ['a client secret in a form', form('client_secret=b'), { clientSecrets: 1, tokens: 0, cookies: 0 }],
    ['a token in the header', get('', { headers: bearer('t') }), { clientSecrets: 0, tokens: 1, cookies: 0 }],
    ['a token in the query', get('?access_token=t'), { clientSecrets: 0, tokens: 1, cookies: 0 }],
    ['a token that was issued', identity('t', 'u'), { clientSecrets: 1, tokens: 1, cookies: 0 }],
    ['a cookie', get('', { cookies: [{ name: 'a', value: 'b' }] }), { clientSecrets: 0, tokens: 0, cookies: 1 }],
    ['a cookie as a header', get('', { headers: { Cookie: 'a=b' } }), { clientSecrets: 0, tokens: 0, cookies: 1 }],
  ])('%s', async (_, one, counts) => {
    expect(await secretsIn(one, get(''))).toEqual(counts);
  });

  test.each([
    ['nothing', get('')],
    ['a secret that was taken out', get('?client_secret=REDACTED&access_token=***')],
    ['a token that was taken out', get('', { headers: bearer('[removed]') })],
    ['a secret that another host got', entry({ request: { url: 'https://shop.example/?client_secret=b' } })],
  ])('not %s', async (_, one) => {
    expect(await secretsIn(one)).toBeUndefined();
  });

  test('none in a redacted copy, whose pseudonyms look like tokens', async () => {
    const recording = har(identity('t', 'u'), get('?access_token=t'), get('', { headers: bearer('t') }));
    expect((await readAll(recording)).summary.secrets).toEqual({ clientSecrets: 1, tokens: 3, cookies: 0 });
    expect((await readAll((await redact(recording)).text)).summary).not.toHaveProperty('secrets');
  });
});
