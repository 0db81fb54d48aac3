import { describe, expect, test } from 'vitest';
import { readLog, readUnnamed } from '../../src/denials/index.ts';

/** Each call as "METHOD path codes parameters", "?" for what is not known. */
function readings(text: string): readonly string[] {
  return readLog(text).map(({ method, path, codes, parameters }) =>
    [method ?? '?', path, codes.join('+') || '?', ...parameters].join(' '),
  );
}

const host = 'https://571-KQX-902.mktorest.com';
const denial = '{"requestId":"a#b","success":false,"errors":[{"code":"603","message":"Access denied"}]}';

const axiosDump = `AxiosError: Request failed
  config: {
    url: '/v1/leads.json',
    method: 'post',
    baseURL: '${host}/rest',
    headers: { Authorization: 'Bearer 1b2c:sj' }
  },
  request: { path: '/rest/v1/leads.json', _header: 'POST /rest/v1/leads.json HTTP/1.1' },
  response: { status: 200, data: { success: false, errors: [ { code: '603', message: 'Access denied' } ] } }`;

const curlVerbose = `* Connected to 571-kqx-902.mktorest.com (10.0.0.1) port 443
> GET /rest/asset/v1/emails.json?maxReturn=5 HTTP/1.1
> Host: 571-kqx-902.mktorest.com
> Authorization: Bearer 1b2c:sj
>
< HTTP/1.1 200 OK
< Content-Length: 610
${denial}`;

describe('the shapes of logs', () => {
  test.each([
    ['a line with the answer', `POST ${host}/rest/v1/leads.json 200 ${denial}`, 'POST /rest/v1/leads.json 603'],
    ['a line with the code alone', 'GET /rest/v1/lead/318581.json 603', 'GET /rest/v1/lead/318581.json 603'],
    ['an arrow', 'DELETE /rest/v1/lists/7/leads.json -> 603', 'DELETE /rest/v1/lists/7/leads.json 603'],
    ['words', 'calling GET /rest/v1/leads.json: denied (603)', 'GET /rest/v1/leads.json 603'],
    ['the message first', `603 Access denied: POST ${host}/rest/v1/leads.json.`, 'POST /rest/v1/leads.json 603'],
    [
      'a JSON line with a body in it',
      JSON.stringify({ method: 'post', url: `${host}/rest/v1/leads/delete.json`, body: denial }),
      'POST /rest/v1/leads/delete.json 603',
    ],
    [
      'a JSON line, code first',
      '{"code":603,"path":"/rest/v1/lists.json","verb":"GET"}',
      'GET /rest/v1/lists.json 603',
    ],
    ['an error of axios', axiosDump, 'POST /rest/v1/leads.json 603'],
    ['curl -v', curlVerbose, 'GET /rest/asset/v1/emails.json 603 maxReturn'],
    ['a base URL that ends in /rest', 'GET /v1/leads.json 603', 'GET /rest/v1/leads.json 603'],
    ['dot segments', 'GET /rest/../bulk/v1/leads/export.json 603', 'GET /bulk/v1/leads/export.json 603'],
    ['a proxy', 'POST https://proxy.example/marketo/rest/v1/leads.json 603', 'POST /rest/v1/leads.json 603'],
    ['no method', '/rest/v1/leads.json was denied 603', '? /rest/v1/leads.json 603'],
    ['no code', 'GET /rest/v1/leads.json', 'GET /rest/v1/leads.json ?'],
    [
      'a failing status',
      `GET ${host}/userservice/management/v1/users/allusers.json 403`,
      'GET /userservice/management/v1/users/allusers.json 403',
    ],
    [
      'a POST that is a GET',
      'POST /rest/v1/leads.json?_method=GET&filterType=id 603',
      'GET /rest/v1/leads.json 603 _method filterType',
    ],
  ])('%s', (_, text, expected) => {
    expect(readings(text)).toEqual([expected]);
  });
});

describe('numbers that are no codes', () => {
  test.each([
    ['the id in a path', 'GET /rest/v1/lead/603.json', '?'],
    ['the size in an access log', '"GET /rest/v1/leads.json HTTP/1.1" 200 603 "-"', '?'],
    ['a duration', 'GET /rest/v1/leads.json 603 ms', '?'],
    ['a query value', 'GET /rest/v1/leads.json?batchSize=603', '?'],
    ['a status beside a code', `GET /rest/v1/leads.json 200 ${denial}`, '603'],
  ])('%s', (_, text, codes) => {
    expect(readLog(text).map((call) => call.codes.join() || '?')).toEqual([codes]);
  });
});

test('of several lines those that failed are taken', () => {
  const log = ['GET /rest/v1/leads.json 200 12ms', 'POST /rest/v1/leads.json 603', 'GET /rest/v1/lists.json 602'];
  expect(readings(log.join('\n'))).toEqual(['POST /rest/v1/leads.json 603', 'GET /rest/v1/lists.json 602']);
});

test.each(['', 'nothing here', 'GET https://example.com/index.html 603', 'error 603'])('no call in %j', (text) => {
  expect(readLog(text)).toEqual([]);
});

test.each([
  ['slashes', '/'.repeat(300_000)],
  ['half paths', '/rest/'.repeat(100_000)],
  ['quotes', 'method":"'.repeat(60_000)],
  ['one endless path', `GET /rest/v1/${'a'.repeat(900_000)}`],
  ['digits', `GET /rest/v1/leads.json ${'1'.repeat(900_000)}`],
  ['backslashes', '\\'.repeat(900_000)],
  ['paths', 'GET /rest/v1/leads.json 603\n'.repeat(30_000)],
])('a megabyte of %s takes no time to speak of', (_, text) => {
  const start = performance.now();
  readLog(text);
  expect(performance.now() - start).toBeLessThan(3_000);
});

describe('a denial without its call', () => {
  test.each([
    ['as Segment shows it', '603: Access denied', ['603']],
    ['as an answer', denial, ['603']],
    ['in a sentence', 'Marketo returned error code 610', ['610']],
    ['the code alone', ' 1008 ', ['1008']],
    ['without a code', 'Access denied by the service', []],
  ])('is told by its code: %s', (_, text, codes) => {
    expect(readUnnamed(text)).toMatchObject({ path: undefined, codes, operations: [], calls: 1 });
  });

  test.each(['all is well', 'error 404', 'took 603 ms', '', '99999'])('is none: %s', (text) => {
    expect(readUnnamed(text)).toBeUndefined();
  });
});
