import { describe, expect, test } from 'vitest';
import { toApiCall } from '../../src/har/index.ts';
import { entry, host, readOne } from './kit.ts';

const leads = `https://${host}/rest/v1/leads.json`;

function form(text: string) {
  return { mimeType: 'application/x-www-form-urlencoded; charset=UTF-8', text };
}

describe('the method', () => {
  test.each([
    ['in lower case', { method: 'get' }, 'GET', false],
    ['overridden in the URL', { method: 'POST', url: `${leads}?_method=GET` }, 'GET', true],
    ['overridden in small letters', { method: 'POST', url: `${leads}?_method=get` }, 'GET', true],
    ['overridden in the list', { method: 'POST', queryString: [{ name: '_method', value: 'GET' }] }, 'GET', true],
    [
      'overridden in params',
      { method: 'POST', postData: { params: [{ name: '_method', value: 'DELETE' }] } },
      'DELETE',
      true,
    ],
    ['overridden in a form', { method: 'POST', postData: form('a=1&_method=GET') }, 'GET', true],
    [
      'overridden in a form whose type only the header tells',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        postData: { mimeType: '', text: '_method=GET' },
      },
      'GET',
      true,
    ],
    ['not overridden by a body of unknown type', { method: 'POST', postData: { text: '_method=GET' } }, 'POST', false],
    ['overridden with itself', { method: 'POST', postData: form('_method=POST') }, 'POST', false],
    [
      'not overridden by a JSON body',
      { method: 'POST', postData: { mimeType: 'application/json', text: '_method=GET' } },
      'POST',
      false,
    ],
    ['not overridden with nonsense', { method: 'POST', url: `${leads}?_method=STEAL` }, 'POST', false],
    ['not overridden for a GET', { method: 'GET', url: `${leads}?_method=DELETE` }, 'GET', false],
  ])('%s', async (_, request, method, methodOverridden) => {
    expect(await readOne(entry({ request }))).toMatchObject({ method, methodOverridden });
  });

  test('the URL speaks before the list', async () => {
    const request = {
      method: 'POST',
      url: `${leads}?_method=GET`,
      queryString: [{ name: '_method', value: 'DELETE' }],
    };
    expect(await readOne(entry({ request }))).toMatchObject({ method: 'GET' });
  });
});

describe('the path', () => {
  test.each([
    ['dot segments', '/rest/../bulk/v1/leads/export/create.json', '/bulk/v1/leads/export/create.json'],
    ['query and fragment', '/rest/v1/leads.json?a=1#b', '/rest/v1/leads.json'],
    ['escapes', '/rest/v1/list%2F7.json', '/rest/v1/list%2F7.json'],
    ['doubled slashes', '//rest//v1/leads.json', '//rest//v1/leads.json'],
    ['a bulk export id', '/bulk/v1/leads/export/ce45a7a1-f19d-4ce2-882c-a3c795940a7d/file.json', null],
    ['an e-mail address', '/rest/v1/lead/alice@example.test.json', '/rest/v1/lead/redacted.json'],
    ['an encoded address', '/rest/v1/lead/alice%2540example.test', '/rest/v1/lead/redacted'],
    ['a token', '/rest/v1/cdf01657-110d-4155-99a7-f986b2ff13a0:int/x', '/rest/v1/redacted/x'],
    ['a secret', `/rest/v1/${'aB3'.repeat(11)}`, '/rest/v1/redacted'],
    ['a secret beside a bad escape', `/rest/v1/%E0%A4%A%61${'b'.repeat(31)}`, '/rest/v1/redacted'],
    ['escapes in escapes', '/rest/v1/%25252525252540', '/rest/v1/redacted'],
    ['a subscription', '/subscriptions/123-ABC-456/persons', '/subscriptions/redacted/persons'],
    ['a very long segment', `/rest/v1/${'a-'.repeat(200)}.json`, '/rest/v1/redacted.json'],
  ])('%s', async (_, path, expected) => {
    expect((await readOne(entry({ request: { url: `https://${host}${path}` } }))).path).toBe(expected ?? path);
  });
});

describe('parameters', () => {
  test('are names from the URL, the list and a form, sorted, each once', async () => {
    const request = {
      method: 'POST',
      url: `${leads}?filterType=email&filterValues=a@b.c&filterType=id`,
      queryString: [
        { name: 'batchSize', value: '1' },
        { name: 'filterType', value: 'x' },
        'odd',
        null,
        { value: 'nameless' },
      ],
      postData: { ...form('fields=a%2Cb&lookup%5Bid%5D=1'), params: [{ name: 'action' }] },
    };
    const { parameters } = await readOne(entry({ request }));
    expect(parameters).toEqual(['action', 'batchSize', 'fields', 'filterType', 'filterValues', 'lookup[id]']);
  });

  test('that are no names are dropped', async () => {
    const odd = ['{"email":"alice@example.test"}', 'alice@example.test', 'x'.repeat(65), 'aB3'.repeat(11), 'two words'];
    const query = odd.map((name) => `${encodeURIComponent(name)}=1`).join('&');
    expect((await readOne(entry({ request: { url: `${leads}?${query}&ok=1` } }))).parameters).toEqual(['ok']);
  });
});

test.each([
  ['2026-10-02T10:15:30.1234567+02:00', '2026-10-02T08:15:30.123Z'],
  ['2026-10-02T08:15:30.123456+00:00', '2026-10-02T08:15:30.123Z'],
  ['', undefined],
  ['yesterday', undefined],
  ['2026-99-99T00:00:00Z', undefined],
  [1_790_000_000, undefined],
])('the date %j', async (startedDateTime, expected) => {
  expect((await readOne(entry({ startedDateTime }))).startedAt).toBe(expected);
});

test('an exchange becomes a call', async () => {
  const exchange = await readOne(entry({ request: { url: `${leads}?filterType=id` } }));
  expect(toApiCall(exchange, 'captures/a.har', 'user 1')).toEqual({
    method: 'GET',
    host: 'rest',
    path: ['/rest/v1/leads.json'],
    parameters: { names: ['filterType'], complete: true },
    certainty: 'definite',
    reachable: true,
    principal: 'user 1',
    evidence: { kind: 'traffic', file: 'captures/a.har', entry: 0, outcome: 'allowed' },
  });
});
