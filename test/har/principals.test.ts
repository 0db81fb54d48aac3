import { describe, expect, test } from 'vitest';
import { Principals, unknownPrincipal } from '../../src/har/index.ts';
import { bearer, entry, har, host, identity, readAll } from './kit.ts';

const anonymous = entry({ request: { headers: [] } });

function by(token: string) {
  return entry({ request: { headers: bearer(token) } });
}

async function labelsOf(...entries: readonly unknown[]) {
  return (await readAll(har(...entries))).labels;
}

test('a call of Data Ingestion belongs to the user of X-Mkto-User-Token, whatever integration sends it', async () => {
  const url = 'https://mkto-ingestion-api.adobe.io/subscriptions/123-abc-456/persons';
  const ingest = (user: string) =>
    entry({
      request: {
        method: 'POST',
        url,
        headers: [
          { name: 'Authorization', value: 'Bearer ims-token-of-the-integration' },
          { name: 'X-Mkto-User-Token', value: user },
        ],
      },
    });
  const labels = await labelsOf(identity('t1', 'a'), identity('t2', 'b'), ingest('t2'), ingest('Bearer t1'));
  expect(labels).toEqual(['user 1', 'user 2', 'user 2', 'user 1']);
});

describe('labels', () => {
  test('users are numbered by first appearance, and keep their number over new tokens', async () => {
    const labels = await labelsOf(
      identity('t1', 'b@x.test'),
      by('t1'),
      identity('t2', 'a@x.test'),
      identity('t3', 'b@x.test'),
      by('t3'),
      by('t2'),
    );
    expect(labels).toEqual(['user 1', 'user 1', 'user 2', 'user 1', 'user 1', 'user 2']);
  });

  test('a token may be used before the answer that names its user', async () => {
    expect(await labelsOf(by('t2'), by('t1'), identity('t1', 'a'), by('t9'), identity('t2', 'b'))).toEqual([
      'user 1',
      'user 2',
      'user 2',
      'token 1',
      'user 1',
    ]);
  });

  test('tokens nobody named are told apart', async () => {
    expect(await labelsOf(by('t2'), by('t1'), by('t2'))).toEqual(['token 1', 'token 2', 'token 1']);
  });

  test.each(['REDACTED', '[redacted]', '***', 'xxxxx', '', '<hidden>'])('%j is no credential', async (value) => {
    expect(await labelsOf(by(value))).toEqual([unknownPrincipal]);
  });
});

describe('entries without a credential', () => {
  test('belong to the only user of the file, and the summary says so', async () => {
    const { labels, summary } = await readAll(har(anonymous, identity('t1', 'a'), anonymous));
    expect(labels).toEqual(['user 1', 'user 1', 'user 1']);
    expect(summary.notes).toEqual([
      'calls without a credential are taken to be those of user 1, the only principal in the file',
    ]);
  });

  test.each([
    ['two users', [identity('t1', 'a'), identity('t2', 'b'), anonymous]],
    ['another token', [identity('t1', 'a'), by('t2'), anonymous]],
    ['one token', [by('t1'), anonymous]],
  ])('stay unknown beside %s', async (_, entries) => {
    const { labels, summary } = await readAll(har(...entries));
    expect(labels.at(-1)).toBe(unknownPrincipal);
    expect(summary.notes).toEqual([]);
  });

  test('are one unknown principal where no call has a credential, and the summary says so', async () => {
    const { labels, summary } = await readAll(har(anonymous, anonymous));
    expect(labels).toEqual([unknownPrincipal, unknownPrincipal]);
    expect(summary.notes).toEqual([
      'no call in it carries a token or tells its user: all are taken to be of one principal, "unknown"',
    ]);
  });

  test('nothing is noted when every call has its credential', async () => {
    expect((await readAll(har(identity('t1', 'a'), by('t1')))).summary.notes).toEqual([]);
  });
});

describe('where the credential stands', () => {
  test.each([
    ['a header of any case', { headers: [{ name: 'AUTHORIZATION', value: 'bearer t1' }] }],
    ['after pseudo headers', { headers: [{ name: ':method', value: 'GET' }, ...bearer('t1')] }],
    [
      'pairs',
      {
        headers: [
          ['accept', '*/*'],
          ['Authorization', 'Bearer t1'],
        ],
      },
    ],
    ['a map', { headers: { Authorization: 'Bearer t1' } }],
    ['a map of lists', { headers: { authorization: ['Bearer t1'] } }],
    ['the URL', { headers: [], url: `https://${host}/rest/v1/leads.json?access_token=t1` }],
    ['broken headers beside it', { headers: [null, 3, {}, [], ...bearer('t1')] }],
  ])('%s', async (_, request) => {
    expect(await labelsOf(identity('t1', 'a'), identity('t2', 'b'), entry({ request }))).toEqual([
      'user 1',
      'user 2',
      'user 1',
    ]);
  });

  test('an identity answer elsewhere than at the identity endpoint names nobody', async () => {
    const text = '{"access_token":"t1","scope":"a"}';
    const forged = entry({ request: { headers: [] }, response: { content: { text } } });
    expect(await labelsOf(forged, by('t1'))).toEqual([unknownPrincipal, 'token 1']);
  });
});

describe('several captures of one run', () => {
  test('share their users', async () => {
    const principals = new Principals();
    await readAll(har(identity('t1', 'a'), by('t1')), { principals });
    const second = await readAll(har(identity('t8', 'b'), identity('t9', 'a'), by('t1'), by('t8')), { principals });
    expect(second.labels).toEqual(['user 2', 'user 1', 'user 1', 'user 2']);
  });

  test('and keep their entries without a credential apart', async () => {
    const principals = new Principals();
    const first = await readAll(har(identity('t1', 'a'), anonymous), { principals });
    const second = await readAll(har(anonymous), { principals });
    expect([...first.labels, ...second.labels]).toEqual(['user 1', 'user 1', unknownPrincipal]);
  });
});

test('credentials without end are not all remembered', async () => {
  const entries = Array.from({ length: 10_050 }, (_, index) => by(`t${index}x`));
  const { labels } = await readAll(har(...entries));
  expect(labels[9_999]).toBe('token 10000');
  expect(labels[10_000]).toBe(unknownPrincipal);
});

describe('several Custom Services of one user', () => {
  const first = '6f1d2c3b-5a4e-4d7c-9b8a-112233445501';
  const second = 'a04e9c77-5a4e-4d7c-9b8a-112233445504';
  /** Alike in all that is shown. */
  const third = '6f1d0000-5a4e-4d7c-9b8a-112233440001';

  function issued(token: string, scope: string, clientId: string) {
    const { response } = identity(token, scope);
    const url = `https://${host}/identity/oauth/token?grant_type=client_credentials&client_id=${clientId}`;
    return entry({ request: { url, headers: [] }, response });
  }

  test('are told apart by the client id, of which no label holds more than six signs', async () => {
    const entries = [
      issued('t1', 'a', first),
      issued('t2', 'a', second),
      issued('t3', 'b', second),
      by('t1'),
      by('t2'),
    ];
    const labels = await labelsOf(...entries);
    expect(labels).toEqual([
      'user 1 (client 6f1d…01)',
      'user 1 (client a04e…04)',
      'user 2',
      'user 1 (client 6f1d…01)',
      'user 1 (client a04e…04)',
    ]);
  });

  test('stay apart where what is shown of their ids is the same', async () => {
    expect(await labelsOf(issued('t1', 'a', first), issued('t2', 'a', third))).toEqual([
      'user 1 (client 6f1d…01)',
      'user 1 (client 6f1d…01, number 2)',
    ]);
  });

  test('a token that nobody saw being asked for is of none of them', async () => {
    const labels = await labelsOf(issued('t1', 'a', first), issued('t2', 'a', second), identity('t3', 'a'));
    expect(labels[2]).toBe('user 1 (client unknown)');
  });

  test('many tokens of one service are one principal', async () => {
    const tokens = ['t1', 't2', 't3'].map((token) => issued(token, 'a', first));
    expect(await labelsOf(...tokens, by('t2'))).toEqual(['user 1', 'user 1', 'user 1', 'user 1']);
  });

  test.each(['alice@example.test', 'short', '[redacted]'])('%s tells no services apart', async (clientId) => {
    expect(await labelsOf(issued('t1', 'a', first), issued('t2', 'a', clientId))).toEqual(['user 1', 'user 1']);
  });

  test('are one service where the user is named, and are listed as sharing it', async () => {
    const principals = new Principals();
    await readAll(har(issued('t1', 'a', first), issued('t2', 'a', second), issued('t3', 'b', second)), { principals });
    expect([
      ...new Set(
        principals
          .labels(
            new Map([
              ['a', 'sync'],
              ['c', 'none'],
            ]),
          )
          .values(),
      ),
    ]).toEqual(['sync', 'user 2', unknownPrincipal]);
    expect(principals.sharedUsers()).toEqual([['user 1 (client 6f1d…01)', 'user 1 (client a04e…04)']]);
  });
});
