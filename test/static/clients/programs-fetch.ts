import { host } from './host.ts';
import type { ClientProgram } from './programs.ts';

/** fetch, its wrappers, and the clients built on it. */
export const fetchPrograms: readonly ClientProgram[] = [
  {
    client: 'swr',
    name: 'the function gets the key',
    source: `import useSWR from 'swr'; const ask = (path) => fetch('${host}' + path, { method: 'POST' }); export const use = () => useSWR('/rest/v1/leads.json', ask);`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'swr',
    name: 'a key that a function gives, and options with the function',
    source: `import useSWRInfinite from 'swr/infinite'; export const use = () => useSWRInfinite((page) => '/rest/v1/leads.json?page=' + page, { fetcher: (path) => fetch('${host}' + path) });`,
    expect: ['GET /rest/v1/leads.json'],
  },
  {
    client: 'swr',
    name: 'a mutation',
    source: `import useSWRMutation from 'swr/mutation'; export const use = () => useSWRMutation('${host}/rest/v1/leads.json', (url, { arg }) => fetch(url, { method: 'POST', body: arg })).trigger;`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'fetch',
    name: 'the global function',
    source: `fetch('${host}/rest/v1/leads.json');`,
    expect: ['GET /rest/v1/leads.json'],
  },
  {
    client: 'fetch',
    name: 'a method in the second argument, in lower case',
    source: `import fetch from 'node-fetch'; fetch('${host}/rest/v1/leads/push.json', { method: 'post' });`,
    expect: ['POST /rest/v1/leads/push.json'],
  },
  {
    client: 'fetch',
    name: 'a ponyfill with a named export',
    source: `const { fetch: send } = require('cross-fetch'); send('${host}/rest/v1/leads/1.json', { method: 'DELETE' });`,
    expect: ['DELETE /rest/v1/leads/1.json'],
  },
  {
    client: 'fetch',
    name: 'defaults()',
    source: `const f = require('make-fetch-happen').defaults({ retry: 3 }); f('${host}/rest/v1/leads.json', { method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'fetch-request',
    name: 'a Request object',
    source: `fetch(new Request('${host}/rest/v1/leads.json', { method: 'POST' }));`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'fetch',
    name: "a ponyfill's Request class",
    source: `import fetch, { Request } from 'node-fetch'; fetch(new Request('${host}/rest/v1/leads.json', { method: 'POST' }));`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'fetch-wrapper',
    name: 'a function made from fetch',
    source: `import wrap from 'fetch-retry'; const f = wrap(fetch); f('${host}/rest/v1/leads.json', { method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'adobe-fetch',
    name: 'a context',
    source: `const { fetch } = require('@adobe/fetch').keepAlive(); fetch('${host}/rest/v1/leads.json', { method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'ky',
    name: 'a prefix and a verb',
    source: `import ky from 'ky'; const api = ky.create({ prefixUrl: '${host}/rest' }); api.post('v1/leads.json').json();`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'ky',
    name: 'extend()',
    source: `import ky from 'ky'; ky.extend({ prefixUrl: '${host}' }).extend({ retry: 1 })('rest/v1/leads.json', { method: 'post' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'ofetch',
    name: 'create() with a base',
    source: `import { ofetch } from 'ofetch'; const api = ofetch.create({ baseURL: '${host}/rest/' }); api('/v1/leads.json', { method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'ofetch',
    name: 'the global function and raw()',
    source: `$fetch.raw('/v1/leads.json', { baseURL: '${host}/rest', method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'wretch',
    name: 'a chain',
    source: `import wretch from 'wretch'; const api = wretch('${host}').url('/rest').auth('x'); api.url('/v1/leads.json').query({ a: 1 }).post({}).json();`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'wretch',
    name: 'what runs with the answer',
    source: `import wretch from 'wretch'; wretch('${host}/rest/v1/leads.json').get().json(() => wretch('${host}/rest/v1/leads/delete.json').post({}).res());`,
    expect: ['GET /rest/v1/leads.json', 'POST /rest/v1/leads/delete.json'],
  },
  {
    client: 'undici',
    name: 'request()',
    source: `import { request } from 'undici'; request('${host}/rest/v1/leads.json', { method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'undici',
    name: 'a client of one origin',
    source: `import { Client } from 'undici'; new Client('${host}').request({ path: '/rest/v1/leads.json', method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'undici',
    name: 'an agent',
    source: `import { Agent } from 'undici'; new Agent().request({ origin: '${host}', path: '/rest/v1/leads.json', method: 'PUT' });`,
    expect: ['PUT /rest/v1/leads.json'],
  },
  {
    client: 'openapi-fetch',
    name: 'a method in capitals',
    source: `import createClient from 'openapi-fetch'; const api = createClient({ baseUrl: '${host}' }); api.POST('/rest/v1/leads.json', { body: {} });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'bent',
    name: 'arguments in any order',
    source: `const bent = require('bent'); const post = bent('json', 200, 'POST', '${host}/'); post('rest/v1/leads.json', {});`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'gaxios',
    name: 'an instance with a base',
    source: `import { Gaxios } from 'gaxios'; new Gaxios({ baseURL: '${host}/rest/' }).request({ url: 'v1/leads.json', method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
];
