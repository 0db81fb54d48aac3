import { describe, expect, test } from 'vitest';
import { common, describeCall, readLog } from './kit.ts';

const host = '123-abc-456.mktorest.com';
const time = '[02/Oct/2026:08:15:30 +0200]';

/** The calls of one line, or why it was left out. */
async function readOne(line: string, over: Parameters<typeof readLog>[1] = {}) {
  // A line of a log beside it, so that one foreign line is no foreign file.
  const { calls, summary } = await readLog(`${line}\n${common('GET /healthz HTTP/1.1')}\n`, over);
  const [reason] = summary.skipped.map(({ reason: one }) => one).filter((one) => one !== 'not-the-api');
  return calls.map(describeCall).join() || (reason ?? 'not-the-api');
}

describe('a request is found in', () => {
  test.each([
    ['the common format', common('GET /rest/v1/leads.json HTTP/1.1')],
    ['the combined format', `${common('GET /rest/v1/leads.json HTTP/1.1')} "https://a.example/" "sync/2 (\\"x\\")"`],
    ['one behind a virtual host', `${host}:443 1.2.3.4 - - ${time} "GET /rest/v1/leads.json HTTP/1.1" 200 1`],
    ['one without a protocol, as HTTP/0.9 was', common('GET /rest/v1/leads.json')],
    ['an absolute URL', common(`GET https://${host}/rest/v1/leads.json HTTP/1.1`)],
    [
      'Envoy',
      `[2026-10-02T06:15:30.1Z] "GET /rest/v1/leads.json HTTP/2" 200 - 0 1 2 3 "1.2.3.4" "ua" "id" "${host}" "ip"`,
    ],
    ['JSON of nginx', `{"request":"GET /rest/v1/leads.json HTTP/1.1","http_host":"${host}"}`],
    ['JSON of Caddy', `{"request":{"method":"GET","uri":"/rest/v1/leads.json","host":"${host}"}}`],
    ['JSON of Traefik', `{"RequestMethod":"GET","RequestPath":"/rest/v1/leads.json","RequestHost":"${host}"}`],
    [
      'JSON of Google Cloud',
      `{"httpRequest":{"requestMethod":"GET","requestUrl":"https://${host}/rest/v1/leads.json"}}`,
    ],
  ])('%s', async (_, line) => {
    expect(await readOne(line)).toBe('GET /rest/v1/leads.json');
  });
});

describe('the host', () => {
  test.each([
    [
      'of an absolute URL wins over a field',
      `{"method":"GET","url":"https://${host}/x","host":"other.example"}`,
      'GET /x',
    ],
    ['of another API in the URL', common('GET https://other.example/rest/v1/leads.json HTTP/1.1'), 'another-host'],
    [
      'of another virtual host',
      `other.example:443 1.2.3.4 - - ${time} "GET /rest/v1/x HTTP/1.1" 200 1`,
      'another-host',
    ],
    [
      'of another authority',
      `[2026-10-02T06:15:30Z] "GET /rest/v1/x HTTP/2" 200 - 0 1 2 3 "a" "b" "c" "other.example" "d"`,
      'another-host',
    ],
    ['that is not known leaves it to the path', common('GET /v2/orders HTTP/1.1'), 'not-the-api'],
    [
      'is not the address of a client whose name has a blank',
      `1.2.3.4 - Ann Lee ${time} "GET /rest/v1/x HTTP/1.1" 200 1`,
      'GET /rest/v1/x',
    ],
  ])('%s', async (_, line, expected) => {
    expect(await readOne(line)).toBe(expected);
  });

  test('behind two slashes is one where it is known, and part of the path where it is not', async () => {
    expect(await readOne(common(`GET //${host}/rest/v1/x HTTP/1.1`))).toBe('GET /rest/v1/x');
    expect(await readOne(common('GET //other.example/v1/x HTTP/1.1'), { defaultHost: 'rest' })).toBe('not-the-api');
  });

  test('makes the call definite only when somebody named it', async () => {
    const line = common('GET /rest/v1/leads.json HTTP/1.1');
    expect((await readLog(line)).calls).toMatchObject([{ host: undefined }]);
    expect((await readLog(line)).summary.notes[1]).toMatch(/^1 call named no host/);
    expect((await readLog(line, { defaultHost: 'rest' })).calls).toMatchObject([{ host: 'rest' }]);
    expect((await readLog(line, { defaultHost: 'rest' })).summary.notes).toEqual([
      'read as common or combined format (1)',
    ]);
  });
});

describe('a line is left out', () => {
  test.each([
    ['blank', '  \t', 'blank'],
    ['prose', 'nginx: worker process 12 started', 'no-log-line'],
    ['prose with quotes', 'worker "a" started', 'no-log-line'],
    ['no request', common('-'), 'no-request'],
    ['the bytes of a TLS handshake', common('\\x16\\x03\\x01'), 'no-request'],
    ['broken JSON', '{"level":"info",', 'no-request'],
    ['broken JSON with a method and no address', '{"method":"GET","path":"/', 'unread'],
    ['a line that names a path and no method', 'syncing /rest/v1/leads.json', 'unread'],
    ['JSON of something else', '{"level":"info"}', 'no-request'],
    ['preflight', common('OPTIONS /rest/v1/leads.json HTTP/1.1'), 'preflight'],
    ['tunnel', common(`CONNECT ${host}:443 HTTP/1.1`), 'connect'],
    ['another method', common('PURGE /rest/v1/leads.json HTTP/1.1'), 'bad-method'],
    ['a URL that is none', common('GET https:///// HTTP/1.1'), 'unread'],
    ['the MCP server, without a call', common('GET https://mcp.example/mcp HTTP/1.1'), 'no-tool-call'],
  ])('%s', async (_, line, reason) => {
    expect(await readOne(line)).toBe(reason);
  });
});

test('a POST to the MCP server is a call of a tool that is not known', async () => {
  expect(await readOne(common('POST https://mcp.example/mcp HTTP/1.1'))).toBe('MCP');
});

test('a method in the query is the method, and only names of parameters are kept', async () => {
  const target = '/rest/v1/leads.json?_method=get&filterType=email&filterValues=a@b.example&c@d.example=1';
  const { calls } = await readLog(common(`POST ${target} HTTP/1.1`));
  expect(calls).toEqual([
    {
      kind: 'api',
      line: 1,
      method: 'GET',
      methodOverridden: true,
      host: undefined,
      path: '/rest/v1/leads.json',
      // A form body may carry more.
      parameters: { names: ['_method', 'filterType', 'filterValues'], complete: false },
      principal: calls[0]?.principal,
      pathIsOpen: false,
      failed: false,
      refused: false,
      times: 1,
      startedAt: '2026-10-02T06:15:30.000Z',
    },
  ]);
});

test.each([
  ['02/Oct/2026:08:15:30 +0200', '2026-10-02T06:15:30.000Z'],
  ['2026-10-02T08:15:30.25+02:00', '2026-10-02T06:15:30.250Z'],
  ['1790921730.5', '2026-10-02T06:15:30.500Z'],
  ['1790921730500', '2026-10-02T06:15:30.500Z'],
  ['31/Foo/2026:08:15:30 +0200', undefined],
  ['1790921', undefined],
  ['never', undefined],
])('the time %s', async (time, expected) => {
  const line = JSON.stringify({ method: 'GET', path: '/rest/v1/x', time });
  expect((await readLog(line)).summary.from).toBe(expected);
});

test('fields that were named win over those that are known', async () => {
  const line = JSON.stringify({
    method: 'GET',
    path: '/rest/v1/a',
    req: { m: 'post', 'u.r': '/rest/v1/b' },
    'req.q': '/c',
  });
  const named = (fields: object) => readOne(line, { fields });
  expect(await named({})).toBe('GET /rest/v1/a');
  expect(await named({ method: 'req.m' })).toBe('POST /rest/v1/a');
  expect(await named({ path: 'req.q' })).toBe('aside');
  expect(await named({ path: 'req.nothing' })).toBe('unread');
});
