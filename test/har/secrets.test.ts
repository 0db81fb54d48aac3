import fc from 'fast-check';
import { expect, test } from 'vitest';
import { har, host, readAll } from './kit.ts';

const hex = fc.stringMatching(/^[0-9a-f]{12}$/);
const token = fc.tuple(fc.uuid(), fc.constantFrom('sj', 'ab', 'lon')).map(([id, centre]) => `${id}:${centre}`);
const email = fc.tuple(hex, hex).map(([user, domain]) => `u${user}@d${domain}.example`);
const secret = fc.stringMatching(/^[A-Za-z0-9]{32,40}$/);
const planted = fc.oneof(token, email, secret);
const encode = fc.constantFrom(
  (text: string) => text,
  encodeURIComponent,
  (text: string) => encodeURIComponent(encodeURIComponent(text)),
);

/** An entry with something planted in every place that takes text. */
const entryWithSecrets = fc
  .tuple(fc.array(planted, { minLength: 12, maxLength: 12 }), encode, fc.constantFrom('GET', 'POST'), fc.boolean())
  .map(([places, encoded, method, asMap]) => {
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = '', k = '', l = ''] = places;
    const url = `https://${encodeURIComponent(l)}:pw@${host}/rest/v1/lead/${encoded(a)}.json?${encoded(b)}=${encoded(c)}#${encoded(d)}`;
    const headers = asMap
      ? { authorization: `Bearer ${e}`, [f]: g }
      : [{ name: 'Authorization', value: `Bearer ${e}` }, [f, g]];
    const answer = { success: false, requestId: h, errors: [{ code: '603', message: i }, { code: j }] };
    const entry = {
      startedDateTime: d,
      comment: a,
      serverIPAddress: k,
      request: {
        method,
        url,
        headers,
        cookies: [{ name: b, value: c }],
        queryString: [{ name: encoded(k), value: a }],
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          text: `${encoded(j)}=${i}&${h}`,
          params: [{ name: g, value: f }],
        },
      },
      response: {
        status: 200,
        statusText: f,
        headers,
        content: { mimeType: e, text: JSON.stringify(answer) },
        redirectURL: g,
      },
      [h]: i,
    };
    const identity = { access_token: e, scope: i, token_type: j };
    const login = {
      request: { method, url: `https://${host}/identity/oauth/token?client_secret=${c}`, headers: [] },
      response: { status: 200, content: { text: JSON.stringify(identity) } },
    };
    return { places, entries: [entry, login] };
  });

test('nothing planted in a HAR is in what the reader gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(entryWithSecrets, { minLength: 1, maxLength: 4 }),
      fc.oneof(fc.constant(0), fc.nat(400)),
      async (made, cut) => {
        const text = har(...made.flatMap(({ entries }) => entries)).replace('WebInspector', made[0]?.places[0] ?? '');
        const results = await readAll(text.slice(0, cut === 0 ? undefined : -cut));
        const output = JSON.stringify(results).toLowerCase();
        for (const secretText of made.flatMap(({ places }) => places)) {
          expect(output).not.toContain(secretText.toLowerCase());
          expect(output).not.toContain(encodeURIComponent(secretText).toLowerCase());
        }
        if (cut === 0) expect(results.exchanges).toHaveLength(2 * made.length);
        expect(output).not.toContain('mktorest');
      },
    ),
    { seed: 20261122, numRuns: 200 },
  );
});

test('an exchange has these fields and no others', async () => {
  await fc.assert(
    fc.asyncProperty(entryWithSecrets, async ({ entries }) => {
      const { exchanges } = await readAll(har(...entries));
      const allowed = [
        'entry',
        'errors',
        'host',
        'method',
        'methodOverridden',
        'outcome',
        'parameters',
        'path',
        'principal',
        'startedAt',
      ];
      for (const exchange of exchanges) expect(allowed).toEqual(expect.arrayContaining(Object.keys(exchange)));
      expect(exchanges).toHaveLength(2);
    }),
    { seed: 3, numRuns: 20 },
  );
});
