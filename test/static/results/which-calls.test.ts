import { describe, expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

/** The calls of a program whose code speaks of Marketo, each without its place, sorted. */
function calls(program: string): readonly string[] {
  return callsOf(`const marketo = 'Marketo'; ${program}`)
    .map((call) => call.replace(/^\S+ /, ''))
    .toSorted();
}

const lead = 'fetch(`${process.env.MARKETO_URL}/rest/v1/leads.json`);';

describe('another service beside Marketo', () => {
  test.each([
    ['a link in what an answer brings', 'const a = await ask(); fetch(a.file.url_private);', []],
    ['a webhook', 'export const tell = (webhookUrl: string) => fetch(webhookUrl);', []],
    ['a download of an asset', 'const a = await ask(); fetch(a.asset.downloadUrl);', []],
    [
      'what is sent is of another service',
      'const a = await ask(); fetch(a.next, { headers: { Authorization: `Bearer ${process.env.SLACK_TOKEN}` } });',
      [],
    ],
    [
      'a base of another service',
      'const t = await ask(); fetch(`${process.env.SUPABASE_URL}/rest/v1/${t.table}`);',
      [],
    ],
    ['its paths look like Marketo’s', "fetch(`${process.env.SUPABASE_URL}/rest/v1/leads`, { method: 'POST' });", []],
    [
      'a header that Marketo never gets',
      "fetch(`${process.env.DB_URL}/rest/v1/leads`, { headers: { apikey: 'x' } });",
      [],
    ],
    // The nearest neighbours: what may be Marketo's stays.
    ['an address that is an API', 'const a = await ask(); fetch(a.next.endpoint);', ['GET {ask().next.endpoint}']],
    ['a plain address', 'export const get = (url: string) => fetch(url);', ['GET {url}']],
    ['a link that names Marketo', 'const a = await ask(); fetch(a.marketo.fileUrl);', ['GET {ask().marketo.fileUrl}']],
    [
      'a header with Marketo’s token',
      "const a = await ask(); fetch(a.next, { headers: { Authorization: process.env.TOKEN, Slack: 'no' } });",
      ['GET {ask().next}'],
    ],
    [
      'a path of Marketo alone',
      'fetch(`${process.env.SUPABASE_URL}/rest/v1/leads.json`);',
      ['GET /rest/v1/leads.json'],
    ],
    ['a path that is not there', 'fetch(`${process.env.DB_URL}/rest/v1/leads`);', ['GET /rest/v1/leads']],
  ])('%s', (_name, program, found) => {
    expect(calls(`declare const ask: any; ${program} ${lead}`)).toEqual(
      [...found, 'GET /rest/v1/leads.json'].toSorted(),
    );
  });
});

describe('the call for the token, whose address lies in the settings', () => {
  const token = 'GET /identity/oauth/token';
  test.each([
    ['parameters', "axios.get(process.env.MARKETO_AUTH, { params: { grant_type: 'client_credentials' } });", [token]],
    [
      'a query',
      'axios.get(`${process.env.MARKETO_AUTH}?grant_type=client_credentials&client_id=${process.env.ID}`);',
      [token],
    ],
    [
      'a form',
      "fetch(process.env.MARKETO_AUTH!, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }) });",
      ['POST /identity/oauth/token'],
    ],
    [
      'a text',
      "fetch(process.env.MARKETO_AUTH!, { method: 'POST', body: `grant_type=client_credentials&client_id=${process.env.ID}` });",
      ['POST /identity/oauth/token'],
    ],
    [
      'another grant',
      "axios.get(process.env.MARKETO_AUTH, { params: { grant_type: 'password' } });",
      ['GET {MARKETO_AUTH}'],
    ],
    ['no grant', 'axios.get(process.env.MARKETO_AUTH);', ['GET {MARKETO_AUTH}']],
    [
      'another service’s',
      "axios.get(process.env.SALESFORCE_AUTH, { params: { grant_type: 'client_credentials' } });",
      [],
    ],
  ])('%s', (_name, program, found) => {
    expect(calls(`import axios from 'axios'; ${program}`)).toEqual(found);
  });
});

describe('a function that nobody knows gets an address', () => {
  test.each([
    ['it may request it', "lib.send('/rest/v1/lists.json');", ['GET /rest/v1/lists.json']],
    [
      'a client requests it beside',
      "const url = 'https://1.mktorest.com/rest/v1/leads.json'; lib.note(url); fetch(url, { method: 'POST' });",
      ['POST /rest/v1/leads.json'],
    ],
    [
      'a client requests it below',
      "const url = 'https://1.mktorest.com/rest/v1/leads.json'; lib.run({ url }, () => fetch(url, { method: 'POST' }));",
      ['POST /rest/v1/leads.json'],
    ],
    [
      'it names another method',
      "const url = 'https://1.mktorest.com/rest/v1/leads.json'; lib.get(url); fetch(url, { method: 'POST' });",
      ['GET /rest/v1/leads.json', 'POST /rest/v1/leads.json'],
    ],
    [
      'a client requests another',
      "lib.note('/rest/v1/lists.json'); fetch('https://1.mktorest.com/rest/v1/leads.json');",
      ['GET /rest/v1/leads.json', 'GET /rest/v1/lists.json'],
    ],
    [
      'a cache',
      "const url = 'https://1.mktorest.com/rest/v1/lists.json'; lib.cache.get(url); lib.responseCache.save(url);",
      [],
    ],
    ['a hash', "lib.createHash('sha256').update('POST').update('/rest/v1/lists.json').digest('hex');", []],
    ['a signature', "lib.signUrl('/rest/v1/lists.json');", []],
    ['a counter', "lib.metrics.count('marketo', { url: '/rest/v1/lists.json' });", []],
    ['the path has no GET', "lib.emit('lead', '/rest/v1/leads/delete.json');", ['? /rest/v1/leads/delete.json']],
    ['it gets Marketo’s address', "new lib.Client({ url: 'https://1.mktorest.com' });", ['? {lib.Client}']],
  ])('%s', (_name, program, found) => {
    expect(calls(`declare const lib: any; export function main() { ${program} }`)).toEqual(found);
  });
});

describe('parts of a path that stand in for nothing', () => {
  test.each([
    [
      'a missing id',
      "const id = input.id ?? ''; fetch(`${base}/rest/v1/lists/${id}.json`);",
      ['GET /rest/v1/lists/{input.id}.json'],
    ],
    ['nothing else', "fetch(`${base}/rest/v1/lists/${''}.json`);", ['GET /rest/v1/lists/.json']],
    [
      'a query without its question mark',
      "let p = '/rest/v1/lists.json'; if (input.a) p += '?'; if (input.b) p += 'id=1'; fetch(base + p);",
      ['GET /rest/v1/lists.json', 'GET /rest/v1/lists.json'],
    ],
    ['and nothing beside it', "fetch(base + '/rest/v1/lists.json' + 'id=1');", ['GET /rest/v1/lists.jsonid=1']],
  ])('%s', (_name, program, found) => {
    expect(calls(`const base = process.env.MARKETO_URL; export function main(input: any) { ${program} }`)).toEqual(
      found,
    );
  });
});

describe('code that names Marketo nowhere, and what sends is handed in', () => {
  test.each([
    ['a resource of Marketo’s, its end not known', "'/rest/v1/companies/' + name", ['GET /rest/v1/companies/{name}']],
    ['a whole address', "'/rest/v1/lists/' + name + '/leads.json'", ['GET /rest/v1/lists/{name}/leads.json']],
    ['a table of somebody’s', "'/rest/v1/' + name", []],
    ['a resource that Marketo has not', "'/rest/v1/orders/' + name", []],
  ])('%s', (_name, path, expected) => {
    const found = callsOf(`export const read = (api, name) => api.get(${path});`);
    expect(found.map((call) => call.replace(/^\S+ /, ''))).toEqual(expected);
  });
});

describe('a client that is called as a logger is', () => {
  test.each([
    ['sends where it is asked to', "logger.post(host + '/rest/v1/leads.json')", ['POST /rest/v1/leads.json']],
    [
      'also with a request',
      "log.request({ url: host + '/rest/v1/lists.json', method: 'GET' })",
      ['GET /rest/v1/lists.json'],
    ],
    ['and writes down where it is told to', "logger.info(host + '/rest/v1/leads.json')", []],
    ['at whatever level', "this.logger.child().warn('/rest/v1/leads.json')", []],
  ])('%s', (_name, call, expected) => {
    expect(calls(`import { log, logger } from 'acme'; const host = process.env.MARKETO_URL; ${call};`)).toEqual(
      expected,
    );
  });
});
