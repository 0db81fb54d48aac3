import { expect, test } from 'vitest';
import { entry, har, host, readAll } from './kit.ts';

const url = `https://${host}/rest/v1/companies.json`;
const form = 'application/x-www-form-urlencoded';
const header = (name: string, value: string) => ({ name, value });

test.each([
  [
    'a form of some length',
    { headers: [header('content-type', form), header('content-length', '40')], bodySize: 0 },
    true,
  ],
  ['a stream without a length', { headers: [header('Content-Type', form)] }, true],
  ['a form with a file', { headers: [header('Content-Type', 'multipart/form-data; boundary=x')], bodySize: 9 }, true],
  ['a body of which no header is known', { headers: [], bodySize: 12 }, true],
  ['an empty form', { headers: [header('content-type', form), header('content-length', '0')] }, false],
  ['JSON', { headers: [header('content-type', 'application/json'), header('content-length', '40')] }, false],
  ['a form that was recorded', { headers: [], postData: { mimeType: form, text: 'a=1' } }, false],
  ['nothing', { headers: [] }, false],
  ['neither headers nor a size, as tools write it', { headers: [], bodySize: -1 }, false],
  ['a word in place of its form', { headers: [], postData: { mimeType: form, text: '[REDACTED]' } }, true],
  [
    'the beginning of its form',
    { headers: [header('content-length', '900')], postData: { mimeType: form, text: 'filterType=id&filterValues=1' } },
    true,
  ],
  [
    'a form that its producer decoded',
    { headers: [header('content-length', '30')], postData: { mimeType: form, text: 'name=Ä Ö&b=@,@' } },
    false,
  ],
  ['a _method of which the value was taken out', { postData: { mimeType: form, text: '_method=***' } }, true],
])('a POST with %s may be another method: %s', async (_, request, open) => {
  const { exchanges } = await readAll(har(entry({ request: { method: 'POST', url, ...request } })));
  expect(exchanges.map(({ method, methodIsOpen = false }) => [method, methodIsOpen])).toEqual([['POST', open]]);
});

test('a form that is wrapped as a binary body says what it is', async () => {
  const text = Buffer.from('_method=GET&filterType=id').toString('base64');
  const postData = { mimeType: form, text, encoding: 'base64' };
  const { exchanges } = await readAll(har(entry({ request: { method: 'POST', url, headers: [], postData } })));
  expect(exchanges).toMatchObject([{ method: 'GET', parameters: ['_method', 'filterType'] }]);
});

test('the header decides where a proxy wrote its own name, and another vendor is none of Marketo', async () => {
  const at = (name: string) =>
    entry({ request: { url: 'http://127.0.0.1:9101/rest/v1/leads.json', headers: [header('Host', name)] } });
  const { exchanges, summary } = await readAll(har(at(host), at('api.fabrikam.example')));
  expect(exchanges.map((exchange) => exchange.entry)).toEqual([0]);
  expect(summary.skipped).toEqual([{ reason: 'not-marketo', count: 1 }]);
});

test('what went to another host with a path of the API is said, for the host may be a proxy', async () => {
  const at = (url: string) => entry({ request: { url, headers: [] } });
  const { summary } = await readAll(har(at('http://127.0.0.1:9101/rest/v1/leads.json'), at('http://shop.example/v1/')));
  expect(summary.skipped).toEqual([
    { reason: 'another-host', count: 1 },
    { reason: 'not-marketo', count: 1 },
  ]);
  expect(summary.notes.join()).toContain('1 entry went to another host');
});

test('numbers that are none cost no entry', async () => {
  const text = har(entry()).replace('"startedDateTime"', '"time":NaN,"_t":[-Infinity],"_s":"NaN","startedDateTime"');
  expect((await readAll(text)).summary).toMatchObject({ taken: 1, complete: true });
});
