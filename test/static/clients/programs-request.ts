import { host } from './host.ts';
import type { ClientProgram } from './programs.ts';

/** axios, request and the other clients of Node.js. */
export const requestPrograms: readonly ClientProgram[] = [
  {
    client: 'axios',
    name: 'a config object',
    source: `import axios from 'axios'; axios({ method: 'post', url: '/v1/leads.json', baseURL: '${host}/rest' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'axios',
    name: 'an instance, its verbs and request()',
    source: `const axios = require('axios'); const api = axios.create({ baseURL: '${host}/rest' });
      api.get('/v1/leads.json'); api.patch('/v1/leads.json', {}); api.request({ url: '/v1/lists.json', method: 'DELETE' });`,
    expect: ['DELETE /rest/v1/lists.json', 'GET /rest/v1/leads.json', 'PATCH /rest/v1/leads.json'],
  },
  {
    client: 'axios',
    name: 'defaults set later',
    source: `import axios from 'axios'; axios.defaults.baseURL = '${host}/rest'; axios.post('/v1/leads.json', {});`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'axios',
    name: 'an interceptor that sets the base',
    source: `import axios from 'axios'; const api = axios.create();
      api.interceptors.request.use((config) => { config.baseURL = '${host}/rest'; return config; }); api.post('/v1/leads.json', {});`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'axios',
    name: 'the class',
    source: `import { Axios } from 'axios'; new Axios({ baseURL: '${host}/rest' }).put('/v1/leads.json', {});`,
    expect: ['PUT /rest/v1/leads.json'],
  },
  {
    client: 'axios',
    name: 'a parameter typed AxiosInstance',
    source: `import type { AxiosInstance } from 'axios'; export function sync(api: AxiosInstance) { return api.post('${host}/rest/v1/leads.json', {}); }`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'axios-wrapper',
    name: 'an instance handed through',
    source: `import axios from 'axios'; import limit from 'axios-rate-limit'; const api = limit(axios.create({ baseURL: '${host}/rest' }), {}); api.post('/v1/leads.json', {});`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'got',
    name: 'extend() and a verb',
    source: `import got from 'got'; got.extend({ prefixUrl: '${host}/rest' }).post('v1/leads.json', { json: {} }).json();`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'got',
    name: 'a stream and pages',
    source: `import got from 'got'; got.stream('${host}/bulk/v1/leads/export/a/file.json'); got.paginate.all('${host}/rest/v1/leads.json', { method: 'POST' });`,
    expect: ['GET /bulk/v1/leads/export/a/file.json', 'POST /rest/v1/leads.json'],
  },
  {
    client: 'request',
    name: 'an options object with uri',
    source: `const request = require('request'); request({ uri: '${host}/rest/v1/leads.json', method: 'POST' }, () => {});`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'request',
    name: 'defaults() and a verb',
    source: `const rp = require('request-promise').defaults({ baseUrl: '${host}/rest' }); rp.del('/v1/lists/7/leads.json');`,
    expect: ['DELETE /rest/v1/lists/7/leads.json'],
  },
  {
    client: 'request',
    name: 'what runs in the callback',
    source: `const request = require('request'); request.get('${host}/rest/v1/leads.json', () => request.post({ url: '${host}/rest/v1/leads.json' }));`,
    expect: ['GET /rest/v1/leads.json', 'POST /rest/v1/leads.json'],
  },
  {
    client: 'superagent',
    name: 'a chain that is awaited',
    source: `import request from 'superagent'; export async function sync() { const res = await request.post('${host}/rest/v1/leads.json').set('a', 'b').send({}); return res.body; }`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'superagent',
    name: 'an agent, and what runs at the end',
    source: `const agent = require('superagent').agent(); agent.get('${host}/rest/v1/leads.json').query({}).end(() => agent.del('${host}/rest/v1/lists/1/leads.json').then(() => {}));`,
    expect: ['DELETE /rest/v1/lists/1/leads.json', 'GET /rest/v1/leads.json'],
  },
  {
    client: 'superagent',
    name: 'method and address',
    source: `import request from 'superagent'; request('POST', '${host}/rest/v1/leads.json').end(() => {});`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'needle',
    name: 'the function and a verb',
    source: `const needle = require('needle'); needle('put', '${host}/rest/v1/leads.json', {}); needle.post('${host}/rest/v1/leads/push.json', {}, {}, () => {});`,
    expect: ['POST /rest/v1/leads/push.json', 'PUT /rest/v1/leads.json'],
  },
  {
    client: 'http',
    name: 'an options object',
    source: `import https from 'node:https'; https.request({ hostname: '123-ABC-456.mktorest.com', path: '/rest/v1/leads.json', method: 'POST' }, () => {}).end();`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'http',
    name: 'an address and options, and get()',
    source: `const https = require('https'); https.request('${host}/rest/v1/leads.json', { method: 'POST' }, () => {}); https.get(new URL('${host}/rest/v1/lists.json'), () => {});`,
    expect: ['GET /rest/v1/lists.json', 'POST /rest/v1/leads.json'],
  },
  {
    client: 'follow-redirects',
    name: 'its https',
    source: `const { https } = require('follow-redirects'); https.request({ host: '123-ABC-456.mktorest.com', path: '/rest/v1/leads.json', method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'http2',
    name: 'a session',
    source: `import http2 from 'node:http2'; http2.connect('${host}').request({ ':path': '/rest/v1/leads.json', ':method': 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'phin',
    name: 'defaults()',
    source: `const p = require('phin').promisified; p({ url: '${host}/rest/v1/leads.json', method: 'POST' }); p.defaults({ method: 'PUT' })('${host}/rest/v1/lists.json');`,
    expect: ['POST /rest/v1/leads.json', 'PUT /rest/v1/lists.json'],
  },
  {
    client: 'centra',
    name: 'a chain that is sent',
    source: `const c = require('centra'); c('${host}/rest', 'POST').path('/v1/leads.json').body({}, 'json').send();`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'simple-get',
    name: 'options and a verb',
    source: `const get = require('simple-get'); get.concat({ url: '${host}/rest/v1/leads.json', method: 'POST' }, () => {}); get.post({ url: '${host}/rest/v1/leads/push.json' }, () => {});`,
    expect: ['POST /rest/v1/leads.json', 'POST /rest/v1/leads/push.json'],
  },
  {
    client: 'restler',
    name: 'the verb of a JSON body',
    source: `const rest = require('restler'); rest.postJson('${host}/rest/v1/leads.json', {}); rest.del('${host}/rest/v1/lists/1/leads.json'); rest.json('${host}/rest/v1/lists.json', {});`,
    expect: ['DELETE /rest/v1/lists/1/leads.json', 'GET /rest/v1/lists.json', 'POST /rest/v1/leads.json'],
  },
  {
    client: 'then-request',
    name: 'the method first',
    source: `const request = require('sync-request'); request('POST', '${host}/rest/v1/leads.json', { json: {} });`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'unirest',
    name: 'a chain',
    source: `const unirest = require('unirest'); unirest.post('${host}/rest/v1/leads.json').headers({}).send({}).end(() => {});`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'wreck',
    name: 'defaults() with a base',
    source: `const Wreck = require('@hapi/wreck').defaults({ baseUrl: '${host}/' }); Wreck.request('POST', '/rest/v1/leads.json');`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'wreck',
    name: 'a base is what a link is resolved against',
    source: `const Wreck = require('@hapi/wreck'); Wreck.put('/rest/v1/leads.json', { baseUrl: '${host}/identity/' });`,
    expect: ['PUT /rest/v1/leads.json'],
  },
  {
    client: 'urllib',
    name: 'request() and the client class',
    source: `import { request, HttpClient } from 'urllib'; request('${host}/rest/v1/leads.json', { method: 'POST' }); new HttpClient().request('${host}/rest/v1/lists.json', { method: 'PUT' });`,
    expect: ['POST /rest/v1/leads.json', 'PUT /rest/v1/lists.json'],
  },
];
