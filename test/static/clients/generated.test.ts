import { describe, expect, test } from 'vitest';
import { analyzeProgram, describeCall } from './analyze-program.ts';

const base = 'https://123-ABC-456.mktorest.com';
const callsOf = (source: string) =>
  [...new Set(analyzeProgram(source).map((call) => `${call.certainty} ${describeCall(call)}`))].sort();

// The shapes of what code generators write, in a few lines each.
describe('clients that are generated', () => {
  test('services with a table of settings and one function that sends', () => {
    const source = `const settings = { BASE: '${base}' };
const addressOf = ({ BASE }, { url, path = {} }) => BASE + url.replace(/{(.*?)}/g, (whole, name) => (Object.hasOwn(path, name) ? encodeURI(String(path[name])) : whole));
const send = (config, options) => new Promise(async (done) => { done(await fetch(addressOf(config, options), { method: options.method })); });
class Leads { static one(id) { return send(settings, { method: 'GET', url: '/rest/v1/lead/{id}.json', path: { id } }); } static sync() { return send(settings, { method: 'POST', url: '/rest/v1/leads.json' }); } }
await Leads.one(7); await Leads.sync();`;
    expect(callsOf(source)).toEqual(['definite GET /rest/v1/lead/7.json', 'definite POST /rest/v1/leads.json']);
  });

  test('a promise of the function that sends', () => {
    const source = `import plain from 'axios';
const asking = ({ url, options }) => (http = plain, at = 'https://localhost') => http.request({ ...options, url: at + url });
const creators = { sync: async (body, options = {}) => { const url = new URL('/rest/v1/leads.json', 'https://example.com'); return { url: url.pathname + url.search, options: { method: 'POST', ...options, data: body } }; } };
const bound = () => ({ async sync(body) { return asking(await creators.sync(body)); } });
class Api { constructor(at = '${base}', http = plain) { this.at = at; this.http = http; } }
class Leads extends Api { sync(body) { return bound().sync(body).then((ask) => ask(this.http, this.at)); } }
await new Leads().sync({});`;
    expect(callsOf(source)).toEqual(['definite POST /rest/v1/leads.json']);
  });

  test('a base class with middleware', () => {
    const source = `class Config { constructor(given = {}) { this.given = given; } get at() { return this.given.at ?? '${base}'; } }
class Api { constructor(config = new Config()) { this.config = config; this.middleware = []; }
  async request({ path, method, body }, extra) { const more = typeof extra === 'function' ? extra : async () => extra; return this.send(this.config.at + path, { method, body, ...(await more({})) }); }
  send = async (url, init) => { let parts = { url, init }; for (const one of this.middleware) if (one.pre) parts = (await one.pre({ ...parts })) || parts; return fetch(parts.url, parts.init); }; }
class Leads extends Api { async sync(body) { return this.request({ path: '/rest/v1/leads.json', method: 'POST', body }, {}); } }
await new Leads().sync('{}');`;
    expect(callsOf(source)).toContain('definite POST /rest/v1/leads.json');
    expect(callsOf(source).filter((call) => /GET/.test(call))).toEqual([]);
  });

  test('decorators of nobody known leave what they name to be found, and nothing silent', () => {
    const source = `import { Base, Get, Post } from 'acme-decorators';
@Base('${base}/rest') class Api { @Get('/v1/leads.json') all() {} @Post('/v1/leads.json') push() {} }
export const api = new Api();`;
    const paths = callsOf(source).map((call) => call.replace(/^\w+ /, ''));
    expect(paths).toEqual(expect.arrayContaining(['GET /v1/leads.json', 'POST /v1/leads.json']));
  });
});
