import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/model/input-error.ts';
import { bearer, entry, har, host, identity, readAll } from '../har/kit.ts';
import { findLeaks } from '../kit/leaks.ts';
import { check, entriesOf, redact } from './kit.ts';

const hex = fc.stringMatching(/^[0-9a-f]{12}$/);
const token = fc.tuple(fc.uuid(), fc.constantFrom('sj', 'ab', 'lon')).map(([id, centre]) => `${id}:${centre}`);
const email = fc.tuple(hex, hex).map(([user, domain]) => `u${user}@d${domain}.example`);
const planted = fc.oneof(token, email, fc.stringMatching(/^[A-Za-z0-9]{32,40}$/));
const encode = fc.constantFrom(
  (text: string) => text,
  encodeURIComponent,
  (text: string) => encodeURIComponent(encodeURIComponent(text)),
);
const users = ['one@example.test', 'two@example.test'];
const tokens = ['t1', 't2', 't3'];

/** Any shape that the reader tells apart, with something private in every place that takes text. */
const anyEntry = fc
  .record({
    secrets: fc.array(planted, { minLength: 8, maxLength: 8 }),
    encoded: encode,
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'OPTIONS', 'BREW'),
    path: fc.constantFrom(
      '/rest/v1/leads.json',
      '/rest/asset/v1/emails.json',
      '/bulk/v1/leads/export/1/file.json',
      '/userservice/x',
      '/rest/../bulk/v1',
      '//a//b',
    ),
    at: fc.constantFrom(host, 'mkto-ingestion-api.adobe.io', 'shop.example'),
    override: fc.constantFrom('', '?_method=GET', '?_method=get', '?_method=NONE', '?_method='),
    status: fc.constantFrom(200, 204, 403, 0, -1, 'x', 1e9),
    mimeType: fc.constantFrom('application/json', 'text/csv', ''),
    success: fc.constantFrom(true, false, undefined),
    codes: fc.array(fc.constantFrom('601', '603', '1008', '1003', '700'), { maxLength: 3 }),
    form: fc.constantFrom('whole', 'cut', 'base64', 'csv', 'none', 'records'),
    credential: fc.constantFrom(...tokens, 'REDACTED', '', undefined),
    startedDateTime: fc.constantFrom(
      '2026-10-02T08:15:30Z',
      '2026-10-02T08:15:30.1234567+02:00',
      '',
      'yesterday',
      '9999-12-31T23:00:00-05:00',
    ),
    isQueryToken: fc.boolean(),
    place: fc.constantFrom('EU', 'EMEA Marketing', 'REDACTED', 'a@b.example', '7', undefined),
    fromCache: fc.constantFrom('memory', 'disk', undefined, true),
  })
  .map((one) => {
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = ''] = one.secrets;
    const query = `${one.override === '' ? '?' : `${one.override}&`}${one.isQueryToken ? `access_token=${a}&` : ''}${one.place === undefined ? '' : `partitionName=${encodeURIComponent(one.place)}&workspace=${encodeURIComponent(one.place)}&`}email=${one.encoded(b)}&${one.encoded(c)}=1`;
    const made = entry({
      startedDateTime: one.startedDateTime,
      comment: d,
      serverIPAddress: e,
      _fromCache: one.fromCache,
      request: {
        method: one.method,
        url: `https://${encodeURIComponent(f)}:pw@${one.at}${one.path}/${one.encoded(g)}${query}#${h}`,
        headers: one.credential === undefined ? [] : bearer(one.credential),
        cookies: [{ name: a, value: b }],
        postData: { mimeType: 'application/x-www-form-urlencoded', text: `${one.encoded(c)}=${d}&listName=${e}` },
      },
      response: {
        status: one.status,
        statusText: f,
        content: { mimeType: one.mimeType, ...contentOf(one) },
        redirectURL: h,
      },
    });
    return { secrets: one.secrets, entry: made };
  });

function contentOf({
  form,
  success,
  codes,
  secrets,
  place,
}: {
  form: string;
  place: string | undefined;
  success: boolean | undefined;
  codes: string[];
  secrets: string[];
}) {
  const errors = codes.map((code) => ({ code, message: secrets[0] }));
  const body =
    form === 'records'
      ? { success, result: [{ id: 1, email: secrets[1], reasons: errors }] }
      : { requestId: secrets[2], success, errors, result: [{ email: secrets[1], workspace: place }] };
  const text = JSON.stringify(body);
  if (form === 'none') return {};
  if (form === 'csv') return { text: `id,email\n1,${secrets[3]}` };
  if (form === 'base64') return { text: Buffer.from(text).toString('base64'), encoding: 'base64' };
  return { text: form === 'cut' ? text.slice(0, -9) : text };
}

const clients = ['6f1d2c3b-5a4e-4d7c-9b8a-112233445501', '6f1daaaa-5a4e-4d7c-9b8a-112233445501', 'no-client-id'];
const login = fc
  .tuple(fc.constantFrom(...tokens), fc.constantFrom(...users), fc.constantFrom(...clients))
  .map(([issued, scope, client]) => {
    const made = identity(issued, scope);
    const url = made.request.url.replace('client_id=a', `client_id=${client}`);
    return { secrets: [scope, client], entry: { ...made, request: { ...made.request, url } } };
  });
const anyHar = fc.array(fc.oneof({ weight: 4, arbitrary: anyEntry }, { weight: 1, arbitrary: login }), {
  minLength: 1,
  maxLength: 8,
});

/** What the reader makes of a HAR, but for what entries tell that a copy drops: their positions, and how many asked another host. */
async function meaning(text: string) {
  const { exchanges, labels, summary } = await readAll(text);
  const { taken, complete, from, to, notes } = summary;
  return {
    calls: exchanges.map(({ entry: _entry, principal: _principal, ...exchange }, index) => ({
      ...exchange,
      label: labels[index],
    })),
    ...{ taken, complete, from, to, notes: notes.filter((note) => !note.includes('to another host')) },
  };
}

test('a copy means the same, holds nothing private, passes its own check, and is its own copy', async () => {
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(anyHar, async (made) => {
      const text = har(...made.map((one) => one.entry));
      const copy = await redact(text);
      const copied = await meaning(copy.text);
      expect(copied).toEqual(await meaning(text));
      calls += copied.taken;
      const secrets = made.flatMap((one) => one.secrets);
      expect(findLeaks(copy.text, secrets)).toEqual([]);
      expect(entriesOf(copy.text)).toHaveLength(copy.summary.taken);
      expect((await check(copy.text)).isClean).toBe(true);
      expect((await redact(copy.text)).text).toBe(copy.text);
    }),
    { seed: 20261122, numRuns: 300 },
  );
  // Were nearly all entries dropped, the law would say little.
  expect(calls).toBeGreaterThan(500);
});

test('a recording that anything happened to ends in a whole HAR without its secrets, or in an input error', async () => {
  let copies = 0;
  await fc.assert(
    fc.asyncProperty(anyHar, fc.nat(999), fc.uint8Array({ minLength: 1, maxLength: 6 }), async (made, place, noise) => {
      const bytes = Buffer.from(har(...made.map((one) => one.entry)));
      const at = Math.floor((place / 1_000) * bytes.length);
      bytes.set(noise.subarray(0, bytes.length - at), at);
      const copy = await redact(bytes, { size: 1_000 }).catch((error: unknown) => error);
      if (copy instanceof Error) {
        expect(copy).toBeInstanceOf(InputError);
        return;
      }
      copies += 1;
      const { text } = copy as Awaited<ReturnType<typeof redact>>;
      entriesOf(text);
      expect(
        findLeaks(
          text,
          made.flatMap((one) => one.secrets),
        ),
      ).toEqual([]);
    }),
    { seed: 7, numRuns: 400 },
  );
  expect(copies).toBeGreaterThan(300);
});
