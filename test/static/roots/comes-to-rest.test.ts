import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const host = "const host = 'https://571-kqx-902.mktorest.com';";

/** State that changes with each run, in ways that programs have it: none of it makes the role a lower bound. */
test.each<[name: string, program: string, calls: readonly string[]]>([
  [
    'a list that is filled, sent and emptied by its length',
    `const buffer = [];
async function flush() { await fetch(host + '/rest/v1/leads.json', { method: 'POST', body: JSON.stringify(buffer) }); buffer.length = 0; }
export function add(lead) { buffer.push({ email: lead.email }); if (buffer.length >= 300) return flush(); }`,
    ['a.ts:3 POST /rest/v1/leads.json'],
  ],
  [
    'a token that is kept until a time, and asked for again by a call that calls itself',
    `let token; let until = 0;
async function getToken() { if (Date.now() < until) return token; const { expires_in, access_token } = await (await fetch(host + '/identity/oauth/token?grant_type=client_credentials')).json(); token = access_token; until = Date.now() + expires_in * 1000; return token; }
export async function call(retries = 0) { const t = await getToken(); const r = await fetch(host + '/rest/v1/leads.json', { headers: { Authorization: t } }); if (r.status === 401 && retries < 3) { until = 0; return call(retries + 1); } return r.json(); }`,
    ['a.ts:3 GET /identity/oauth/token', 'a.ts:4 GET /rest/v1/leads.json'],
  ],
  [
    'an address that gets longer with each page',
    `let path = '/rest/v1/leads.json?batchSize=300';
export async function next() { const page = await (await fetch(host + path)).json(); if (page.moreResult) { path = path + '&nextPageToken=' + page.nextPageToken; return next(); } }`,
    ['a.ts:3 GET /rest/v1/leads.json'],
  ],
  [
    'a queue in which what has failed stands first again',
    `const queue = []; let busy = false;
async function drain() { if (busy) return; busy = true; while (queue.length) { const job = queue.shift(); try { await fetch(host + '/rest/v1/leads.json', { method: 'POST', body: job }); } catch { queue.unshift(job); } } busy = false; }
export const add = (job) => { queue.push(job); return drain(); };`,
    ['a.ts:3 POST /rest/v1/leads.json'],
  ],
  [
    'a semaphore that keeps those who wait',
    `const waiting = []; let free = 10;
async function enter() { if (free > 0) { free--; return; } await new Promise((go) => waiting.push(go)); }
function leave() { const go = waiting.shift(); if (go) go(); else free++; }
export async function one(id) { await enter(); try { return await fetch(host + '/rest/v1/lead/' + id + '.json'); } finally { leave(); } }`,
    ['a.ts:5 GET /rest/v1/lead/{id}.json'],
  ],
  [
    'headers that are filled in where there are none, with a token that was fetched',
    `let token = null;
async function sign(config) { if (!token) token = (await (await fetch(host + '/identity/oauth/token')).json()).access_token; if (!config.headers) config.headers = {}; config.headers.Authorization = token; return config; }
async function request(given) { const config = await sign({ ...given }); return fetch(host + '/rest' + config.url, { headers: config.headers }); }
export const lead = (id) => request({ url: '/v1/lead/' + id + '.json' });`,
    ['a.ts:3 GET /identity/oauth/token', 'a.ts:5 GET /rest/v1/lead/{id}.json'],
  ],
  [
    'a pool of clients that sign what they send',
    `class Client {
  constructor(account) { this.account = account; this.edits = [async (c) => { if (!this.token) this.token = (await (await fetch(host + '/identity/oauth/token')).json()).access_token; if (!c.headers) c.headers = {}; c.headers.Authorization = this.token; return c; }]; }
  async request(config) { let final = { ...config }; for (const edit of this.edits) final = await edit(final); return fetch(host + '/rest' + final.url, { method: final.method, headers: final.headers }); } }
const pool = new Map();
function clientOf(account) { if (pool.has(account.id)) return pool.get(account.id); const client = new Client(account); pool.set(account.id, client); return client; }
export const run = (account, id) => clientOf(account).request({ method: 'GET', url: '/v1/lead/' + id + '.json' });`,
    ['a.ts:3 GET /identity/oauth/token', 'a.ts:7 GET /rest/v1/lead/{id}.json'],
  ],
])('%s comes to rest', (_name, program, calls) => {
  expect([...new Set(callsOf(`${host}\n${program}`))]).toEqual(calls);
});

test('a text that grows over slashes may be longer than all that were seen', () => {
  const program = `${host}
let path = '/rest/v1/leads.json';
export async function next(more) { await fetch(host + path); path = path + '/' + more; }`;
  expect(callsOf(program).some((call) => call.includes('too-many-values'))).toBe(true);
});
