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
    ['no user', [anonymous]],
    ['one token', [by('t1'), anonymous]],
  ])('stay unknown beside %s', async (_, entries) => {
    const { labels, summary } = await readAll(har(...entries));
    expect(labels.at(-1)).toBe(unknownPrincipal);
    expect(summary.notes).toEqual([]);
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
