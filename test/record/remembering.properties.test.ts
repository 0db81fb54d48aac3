import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyedNaming } from '../../src/record/hook/naming.ts';
import { rememberingWriter } from '../../src/record/remembering.ts';
import { type SeenCall, writeCall } from '../../src/record/seen-call.ts';
import { type Written, writtenOut } from '../../src/record/written.ts';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const options = { hostFamily: (host: string) => hostFamily(host, []), naming: keyedNaming(key, false) };

const number = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000_000 }).map(String),
  fc.constantFrom('0', '007', '123456789'),
);
const segment = fc.oneof(
  number,
  fc.constantFrom(
    'lead',
    'leads',
    'lists',
    'email',
    'a-b_c',
    'ann@private.example',
    'ann%40private.example',
    '..',
    '',
    'x;y=1',
  ),
  fc.constantFrom('0123456789abcdef0123456789abcdef', '482-QRT-901', 'programs', 'tag{id}', 'café', 'export/create'),
);
const path = fc.oneof(
  number.map((id) => `/rest/v1/lead/${id}.json`),
  number.map((id) => `/rest/asset/v1/email/${id}/content.json`),
  number.map((id) => `/rest/v1/lists/${id}/leads.json`),
  fc.constantFrom(
    '/rest/v1/leads.json',
    '/bulk/v1/leads/export/create.json',
    '/identity/oauth/token',
    '/rest/v1/campaigns.json',
  ),
  fc.array(segment, { maxLength: 4 }).map((parts) => `/rest/v1/${parts.join('/')}`),
);
const parameterName = fc.constantFrom(
  ...['filterType', 'filterValues', 'nextPageToken', '_method', 'access_token', 'client_id', 'client_secret'],
  ...['partitionName', 'PartitionName', 'workspace', 'workspaceId', 'a%62', 'x.y', 'dialog', ''],
);
const value = fc.constantFrom(
  '',
  'id',
  'ann@private.example',
  'GET',
  'Europe',
  '7',
  'a=b',
  'a%26b',
  'ü',
  '6f1d2c3b-aaaa-4bbb-8ccc-0123456789ab',
);
const query = fc
  .array(fc.tuple(parameterName, fc.option(value)), { maxLength: 3 })
  .map((pairs) => pairs.map(([name, text]) => (text === null ? name : `${name}=${text}`)).join('&'));
const target = fc
  .tuple(path, query, fc.boolean())
  .map(([where, what, has]) => (what === '' && !has ? where : `${where}?${what}`));
const body = fc.constantFrom(
  '',
  '{"input":[{"email":"ann@private.example"}]}',
  '{"partitionName":"Europe","input":[]}',
  '_method=GET&filterType=id',
  'partitionName=Europe',
);
const answerText = fc.constantFrom(
  '{"requestId":"1#2","success":true}',
  '{"requestId":"1#2","result":[{"id":5}],"success":true}',
  '{"success":true,"result":[{"workspace":"Europe"}]}',
  '{"success":true,"result":[{"exportId":"6f1d2c3b-aaaa-4bbb-8ccc-0123456789ab"}]}',
  '{"success":true,"result":[{"status":"skipped","reasons":[{"code":"1008"}]}]}',
  '{"success":false,"errors":[{"code":"603","message":"Access denied"}]}',
  '{"access_token":"6f1d2c3b-aaaa-4bbb-8ccc-0123456789ab:sj","scope":"ann@private.example"}',
  'id,email\n1,ann@private.example\n',
  '',
  '{"success":tr',
);
const call: fc.Arbitrary<SeenCall> = fc
  .record({
    startedAt: fc.integer({ min: 1, max: 4_000_000_000_000 }),
    method: fc.constantFrom('GET', 'POST', 'post', 'DELETE', 'OPTIONS', 'PROPFIND'),
    host: fc.constantFrom(
      '482-QRT-901.mktorest.com',
      '482-qrt-901.mktorest.com',
      '001-AAA-002.mktorest.com',
      'example.com',
    ),
    target,
    token: fc.option(fc.constantFrom('Bearer one', 'bearer two', 'REDACTED', '')),
    type: fc.option(
      fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/csv',
      ),
    ),
    length: fc.option(fc.constantFrom('0', '12', '5000')),
    body,
    answer: fc.option(
      fc.record({
        status: fc.constantFrom(200, 201, 401, 500),
        type: fc.constantFrom('application/json', 'text/csv', ''),
        text: answerText,
      }),
    ),
  })
  .map(({ startedAt, method, host, target: where, token, type, length, body: text, answer }) => ({
    startedAt,
    method,
    url: `https://${host}${where}`,
    headers: [
      ...(token === null ? [] : [{ name: 'authorization', value: token }]),
      ...(type === null ? [] : [{ name: 'content-type', value: type }]),
      ...(length === null ? [] : [{ name: 'content-length', value: length }]),
    ],
    body: text,
    ...(answer === null ? {} : { answer }),
  }));

/** Alike in nearly everything, so that many are taken for one kind. */
const plainCall: fc.Arbitrary<SeenCall> = fc
  .record({
    method: fc.constantFrom('GET', 'POST'),
    where: fc.oneof(
      fc.constantFrom('/rest/v1/leads.json', '/rest/v1/campaigns.json', '/bulk/v1/leads/export/create.json'),
      number.map((id) => `/rest/asset/v1/email/${id}.json`),
    ),
    parameter: fc.option(fc.tuple(parameterName, value)),
    body: fc.constantFrom('', '{"input":[]}', '{"partitionName":"Europe","input":[]}', '_method=GET'),
    isForm: fc.boolean(),
    token: fc.constantFrom('Bearer one', 'Bearer two'),
    answerType: fc.constantFrom('application/json', 'text/csv'),
    text: answerText,
  })
  .map(({ method, where, parameter, body: sent, isForm, token, answerType, text }) => ({
    startedAt: 1_700_000_000_000,
    method,
    url: `https://482-QRT-901.mktorest.com${where}${parameter === null ? '' : `?${parameter.join('=')}`}`,
    headers: [
      { name: 'authorization', value: token },
      { name: 'content-type', value: isForm ? 'application/x-www-form-urlencoded' : 'application/json' },
    ],
    body: sent,
    answer: { status: 200, type: answerType, text },
  }));

const outOf = (written: Written | undefined) => (written === undefined ? undefined : writtenOut(written));

test('a call is written as if none had been written before it', () => {
  // One for all: what is remembered of some must be right for the others.
  const write = rememberingWriter(options);
  fc.assert(
    fc.property(fc.array(fc.oneof(call, plainCall), { minLength: 1, maxLength: 5 }), (calls) => {
      for (const one of calls) expect(outOf(write(one))).toBe(writeCall(one, options));
    }),
    { numRuns: 3_000 },
  );
});

test('most of what a program asks is written without being read again', () => {
  let named = 0;
  const munchkin = (text: string): string => {
    named += 1;
    return text;
  };
  const counting = { ...options, naming: { ...options.naming, munchkin } };
  const write = rememberingWriter(counting);
  for (let at = 0; at < 100; at += 1) {
    write({
      startedAt: 1_700_000_000_000 + at,
      method: 'GET',
      url: `https://482-QRT-901.mktorest.com/rest/v1/lead/${at}.json?fields=f${at}`,
      headers: [{ name: 'authorization', value: 'Bearer one' }],
      body: '',
      answer: { status: 200, type: 'application/json', text: `{"result":[{"id":${at}}],"success":true}` },
    });
  }
  expect(named).toBe(1);
});
