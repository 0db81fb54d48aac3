import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { common, describeCall, readLog } from './kit.ts';

const host = '123-abc-456.mktorest.com';
const start = '203.0.113.57 - - [02/Oct/2026:08:15:30 +0200]';
const ids = Array.from({ length: 400 }, (_, index) => 2_000_000 + index).join(',');
const cut = `${start} "GET /rest/v1/companies.json?filterType=id&filterValues=${ids}`;

async function read(text: string, over: Parameters<typeof readLog>[1] = {}) {
  const { calls, summary } = await readLog(text, over);
  return { calls: calls.map(describeCall), raw: calls, summary };
}

describe('lines that a producer cut', () => {
  test('count by the path and method that are whole', async () => {
    const { calls, raw, summary } = await read(`${cut}\n${common('GET /rest/v1/lists.json HTTP/1.1')}\n`);
    expect(calls).toEqual(['GET /rest/v1/companies.json', 'GET /rest/v1/lists.json']);
    expect(raw[0]).toMatchObject({ parameters: { names: ['filterType', 'filterValues'], complete: false } });
    expect(summary.complete).toBe(true);
  });

  test('and the next line that is glued to it counts as well', async () => {
    const glued = `${cut}${start} "DELETE /rest/v1/lists/7/leads.json?id=1 HTTP/1.1" 200 5 "-" "GET /rest/v1/tags.json HTTP/1.1"`;
    expect((await read(glued)).calls).toEqual(['GET /rest/v1/companies.json', 'DELETE /rest/v1/lists/7/leads.json']);
  });

  test.each([
    ['in the path', `${start} "GET /rest/v1/lea`],
    ['in the path of JSON', `{"method":"GET","host":"${host}","path":"/rest/v1/lea`],
    ['by dots', common('GET /rest/v1/lea... HTTP/1.1')],
  ])('%s are calls whose operation cannot be told', async (_, line) => {
    expect((await read(`${line}\n`)).raw).toMatchObject([{ method: 'GET', path: '/rest/v1/', pathIsOpen: true }]);
  });

  test('a POST that is cut in its query may be another method', async () => {
    const { raw } = await read(`${cut.replace('GET', 'POST')}\n`);
    expect(raw).toMatchObject([{ method: undefined, path: '/rest/v1/companies.json', pathIsOpen: false }]);
  });

  test('an address of more than is held of a line counts', async () => {
    const target = `/rest/v1/leads.json?filterValues=${'1000000,'.repeat(100_000)}1`;
    const long = `${start} "GET ${target} HTTP/1.1" 200 5\n`;
    const json = `${JSON.stringify({ request_method: 'GET', http_host: host, request_uri: target })}\n`;
    expect((await read(long + json)).calls).toEqual(['GET /rest/v1/leads.json', 'GET /rest/v1/leads.json']);
  });
});

test.each([
  ['nothing behind the question mark', 'POST /rest/v1/leads.json?'],
  ['a word in its place', 'POST /rest/v1/leads.json?[REDACTED]'],
  ['dots', 'POST /rest/v1/leads.json?filterType=id&fil...'],
])('a POST of which the query is left out is not known to write: %s', async (_, request) => {
  const { raw, summary } = await read(common(`${request} HTTP/1.1`));
  expect(raw).toMatchObject([{ method: undefined }]);
  expect(summary.notes.join()).toContain('strip_query_terms');
});

describe('JSON as its producer meant it', () => {
  test.each([
    ['quotes of nginx', `{"request":"GET /rest/asset/v1/emails.json?folder={\\x22id\\x22:1} HTTP/1.1"}`, 'emails.json'],
    ['bytes of Apache', `{"method":"GET","path":"/rest/v1/customobjects/caf\\xc3\\xa9_c.json"}`, 'caf%C3%A9_c.json'],
    ['an escaped backslash before an x', `{"method":"GET","path":"/rest/v1/a.json","ua":"C:\\\\x41"}`, 'a.json'],
    ['escapes that are none', `{"method":"GET","path":"/rest/v1/a.json","ua":"\\v\\'"}`, 'a.json'],
    ['a bare tab', `{"method":"GET","path":"/rest/v1/a.json","ua":"a\tb"}`, 'a.json'],
    ['numbers of Python', `{"method":"GET","path":"/rest/v1/a.json","t":NaN,"u":-Infinity}`, 'a.json'],
    ['slashes of PHP', `{"method":"GET","path":"\\/rest\\/v1\\/a.json"}`, 'a.json'],
    ['behind a prefix that nobody knows', `app[7] >> {"method":"GET","path":"/rest/v1/a.json"}`, 'a.json'],
  ])('%s', async (_, line, end) => {
    const { calls, summary } = await read(line, { isApiPath: (path) => path.startsWith('/rest/') });
    expect(calls.map((call) => call.split('/').at(-1))).toEqual([end]);
    expect(summary.complete).toBe(true);
  });

  const objects = [
    { method: 'POST', path: '/rest/v1/leads.json', host },
    { method: 'GET', path: '/rest/v1/lists.json', host },
  ];
  const found = ['POST /rest/v1/leads.json', 'GET /rest/v1/lists.json'];
  test.each([
    ['one a line', objects.map((one) => JSON.stringify(one)).join('\n')],
    ['a list, one a line', `[\n${objects.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`],
    ['a list on one line', JSON.stringify(objects)],
    ['a list to be read', JSON.stringify(objects, null, 2)],
    ['a list to be read with tabs', JSON.stringify(objects, null, '\t')],
    ['objects to be read', objects.map((one) => JSON.stringify(one, null, 2)).join('\n')],
    ['records of Azure', JSON.stringify({ records: objects })],
    ['records to be read', JSON.stringify({ records: objects }, null, 2)],
    ['Windows', JSON.stringify(objects, null, 2).replaceAll('\n', '\r\n')],
    ['an old Macintosh', JSON.stringify(objects, null, 2).replaceAll('\n', '\r')],
  ])('%s', async (_, text) => {
    expect((await read(text)).calls).toEqual(found);
  });

  test('an object that never ends costs no line behind it', async () => {
    const text = `{\n  "method": "GET",\n${objects.map((one) => JSON.stringify(one)).join('\n')}\n`;
    expect((await read(text)).calls).toEqual(found);
  });
});

test('lines that end with a carriage return alone are lines', async () => {
  const lines = ['GET /rest/v1/leads.json HTTP/1.1', 'DELETE /rest/v1/leads.json HTTP/1.1'].map((one) => common(one));
  expect((await read(lines.join('\r'))).calls).toEqual(['GET /rest/v1/leads.json', 'DELETE /rest/v1/leads.json']);
});

describe('a line that may hold a call and cannot be read', () => {
  const odd = '{"who":"rosa.l@fabrikam.example","verb_used":"POST","where_to":"/rest/v1/leads/delete.json"}';

  test('makes the log incomplete, and is shown without what it says', async () => {
    const { calls, summary } = await read(`${common('GET /rest/v1/lists.json HTTP/1.1')}\n${odd}\n`);
    expect(calls).toEqual(['GET /rest/v1/lists.json']);
    expect(summary).toMatchObject({ complete: false, skipped: [{ reason: 'unread', count: 1 }] });
    expect(summary.problem).toBe('line 2 may hold a call and cannot be read; it looks like {who, verb_used, where_to}');
  });

  test('is an error where most are such, and names the fields that would fit', async () => {
    await expect(read(`${odd}\n${odd}\n`)).rejects.toMatchObject({
      what: 'most of its lines may hold calls and cannot be read (2 of 2); they look like {who, verb_used, where_to}',
      next: '--log-fields method=verb_used,path=where_to would fit',
    });
    expect((await read(odd, { fields: { method: 'verb_used', path: 'where_to' } })).calls).toHaveLength(1);
  });

  test.each([
    'worker process 7 started',
    'base URL is https://123-abc-456.mktorest.com',
    '{"level":"info"}',
    'GET ready',
  ])('is not one that only a program says of itself: %s', async (line) => {
    expect((await read(`${common('GET /rest/v1/lists.json HTTP/1.1')}\n${line}\n`)).summary.complete).toBe(true);
  });
});

describe('the host', () => {
  test.each([
    ['upstream', `{"method":"GET","path":"/rest/v1/a.json","host":"proxy.fabrikam.example","went_to":"${host}:443"}`],
    ['in a URL', `{"method":"GET","path":"/rest/v1/a.json","service":{"url":"https://${host}/rest"}}`],
    ['behind the line', `${common('GET /rest/v1/a.json HTTP/1.1')} "-" "sync/2" upstream=${host}:443`],
  ])('is found wherever it stands: %s', async (_, line) => {
    expect((await read(line)).raw).toMatchObject([{ host: 'rest' }]);
  });

  test('in a query is none', async () => {
    const line = common(`GET https://a.fabrikam.example/rest/v1/a.json?next=https://${host}/rest HTTP/1.1`);
    expect((await read(line)).calls).toEqual([]);
  });

  test('of a proxy is named with --host where paths are like those of the API', async () => {
    const proxied = `proxy.fabrikam.example ${common('GET /rest/v1/leads.json HTTP/1.1')}`;
    const one = await read(proxied);
    expect(one.summary.notes.join()).toMatch(/^1 line went to another host .* --host$/);
    const other = `shop.fabrikam.example ${common('GET /cart HTTP/1.1')}`;
    expect((await read(other)).summary.notes).toEqual([]);
  });

  test('is none where it is the name of a machine', async () => {
    expect((await read('{"method":"GET","path":"/rest/v1/a.json","host":"web-01"}')).raw).toMatchObject([
      { host: undefined },
    ]);
  });
});

test('the query is the one of another field, and the path that has one wins', async () => {
  const line = (fields: object) => JSON.stringify({ request_method: 'POST', http_host: host, ...fields });
  const lines = [
    line({ uri: '/rest/v1/leads.json', args: '_method=GET' }),
    line({ path: '/rest/v1/leads.json', uri: '/rest/v1/leads.json?_method=GET' }),
    line({ path: '/rest/v1/leads.json', query: { _method: 'GET' } }),
  ];
  expect((await read(lines.join('\n'))).calls).toEqual(Array(3).fill('GET (as POST) /rest/v1/leads.json'));
});

test('secrets of a line are noted, and nothing of them is told', async () => {
  const lines = [
    common('GET /rest/v1/leads.json?access_token=T0KENT0KEN HTTP/1.1'),
    common('GET /identity/oauth/token?client_secret=S3CRETS3CRET HTTP/1.1'),
    JSON.stringify({ method: 'GET', path: '/rest/v1/x', headers: { authorization: 'Bearer T0KENT0KENT0KEN' } }),
    common('GET /rest/v1/leads.json?access_token=REDACTED HTTP/1.1'),
  ];
  const { raw, summary } = await read(lines.join('\n'), { defaultHost: 'rest', isApiPath: () => true });
  expect(summary.secrets).toEqual({ clientSecrets: 1, tokens: 2 });
  expect(JSON.stringify([raw, summary])).not.toMatch(/T0KEN|S3CRET/);
});

test.each([
  ["407 is the proxy's own", `${start} "GET http://${host}/rest/v1/x HTTP/1.1" 407 5`, true],
  [
    'Squid denied it',
    `1790921730.1 9 1.2.3.4 TCP_DENIED/403 512 GET https://${host}/rest/v1/x - HIER_NONE/- text/html`,
    true,
  ],
  [
    'Envoy asked nobody',
    `{"method":"GET","path":"/rest/v1/x","authority":"${host}","response_code":403,"upstream_host":"-"}`,
    true,
  ],
  [
    'Envoy asked it',
    `{"method":"GET","path":"/rest/v1/x","authority":"${host}","response_code":403,"upstream_host":"1.2.3.4:443"}`,
    false,
  ],
  ['403 of whoever', `${start} "GET http://${host}/rest/v1/x HTTP/1.1" 403 5`, false],
])('a call that the proxy refused never reached Marketo: %s', async (_, line, refused) => {
  expect((await read(line)).raw).toMatchObject([{ refused }]);
});

test('the user of a combined log is a principal; --log-fields names another field of a line of text by its place', async () => {
  const lines = ['sam', 'kim', '-'].map(
    (user) => `1.2.3.4 - ${user} [02/Oct/2026:08:15:30 +0200] "GET /rest/v1/x HTTP/1.1" 200 5 "-" "agent-1"`,
  );
  const principals = async (fields: object) =>
    new Set((await read(lines.join('\n'), { fields })).raw.map(({ principal }) => principal)).size;
  expect(await principals({})).toBe(3);
  expect(await principals({ user: '8' })).toBe(1);
});

test('what a runtime split is put together', async () => {
  const line = common(`GET https://${host}/rest/v1/leads.json?filterValues=${ids} HTTP/1.1`);
  const cri = `2026-10-02T06:15:30Z stdout P ${line.slice(0, 900)}\n2026-10-02T06:15:30Z stderr F noise\n2026-10-02T06:15:30Z stdout F ${line.slice(900)}\n`;
  const docker = [
    { log: `${'x'.repeat(16_384)}`, stream: 'stderr' },
    { log: `${line}\n`, stream: 'stdout' },
  ].map((one) => `${JSON.stringify(one)}\n`);
  const { calls, summary } = await read(cri + docker.join(''));
  expect(calls).toEqual(['GET /rest/v1/leads.json', 'GET /rest/v1/leads.json']);
  expect(summary.lines).toBe(5);
});

test('Zstandard is taken off', async () => {
  // One block as it is, of a frame without a content size: RFC 8878.
  const text = Buffer.from(`${common('GET /rest/v1/leads.json HTTP/1.1')}\n`);
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
  const block = Buffer.alloc(3);
  block.writeUIntLE((text.length << 3) | 1, 0, 3);
  expect((await readLog(Buffer.concat([header, block, text]))).calls).toHaveLength(1);
  const damaged = Buffer.concat([header, block, text.subarray(0, 9), Buffer.from(zlibSync(text))]);
  await expect(readLog(damaged.subarray(0, 8))).rejects.toMatchObject({ name: 'InputError' });
});

test.each([
  ['Net::HTTP of Ruby', '<- "DELETE /rest/v1/lists/7/leads.json?id=1 HTTP/1.1\\r\\nAccept: */*\\r\\n\\r\\n"'],
  ['the wire log of Java', '>> "DELETE /rest/v1/lists/7/leads.json?id=1 HTTP/1.1[\\r][\\n]"'],
  [
    'a blank behind the version, as Wireshark has it',
    '"1","0.0","HTTP","DELETE /rest/v1/lists/7/leads.json?id=1 HTTP/1.1 "',
  ],
])('a request that ends as its producer writes the end of a line is whole: %s', async (_, line) => {
  const { raw, summary } = await read(`${line}\n`);
  expect(raw).toMatchObject([{ method: 'DELETE', path: '/rest/v1/lists/7/leads.json', pathIsOpen: false }]);
  expect(summary.complete).toBe(true);
});

test('the host that a reverse proxy was asked for is a host', async () => {
  const headers = { host: 'proxy.internal', 'x-forwarded-host': host, 'x-forwarded-for': '10.0.0.7' };
  const { raw } = await read(`${JSON.stringify({ method: 'POST', path: '/rest/v1/leads.json', headers })}\n`);
  expect(raw).toMatchObject([{ method: 'POST', host: 'rest' }]);
});
