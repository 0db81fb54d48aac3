import { describe, expect, test } from 'vitest';
import { analyzeProgram, describeCall } from './analyze-program.ts';

const base = 'https://123-ABC-456.mktorest.com';
const callsOf = (source: string) =>
  [...new Set(analyzeProgram(source).map((call) => `${call.host ?? '?'} ${describeCall(call)}`))].sort();

describe('a method that a description lacks', () => {
  test.each([
    ['of a module', `import got from 'got';\nawait got.search('${base}/rest/v1/leads.json');`],
    [
      'of an instance',
      `import got from 'got';\nawait got.extend({ prefixUrl: '${base}/rest' }).purge('v1/leads.json');`,
    ],
    [
      'whose name is made',
      `import ky from 'ky';\nconst api = ky.create({ prefixUrl: '${base}/rest' });\nawait api[process.env.M]('v1/leads.json');`,
    ],
    [
      'that gets nothing but the base',
      `import got from 'got';\nawait got.extend({ prefixUrl: '${base}/rest/v1/leads.json' }).purge();`,
    ],
    [
      'whose name says nothing',
      `import axios from 'axios';\nawait axios.create({ baseURL: '${base}' }).fetchAll('/rest/v1/leads.json');`,
    ],
  ])('is an open call: %s', (_, source) => {
    expect(callsOf(source).map((call) => call.replace(/^\S+ /, ''))).toEqual(['? /rest/v1/leads.json']);
  });

  test('and what names its method is believed', () => {
    const source = `import { Client } from 'undici';\nnew Client('${base}').dispatch({ path: '/rest/v1/leads.json', method: 'POST' }, {});`;
    expect(callsOf(source)).toEqual(['rest POST /rest/v1/leads.json']);
  });

  test('asks for nothing where it gets no path', () => {
    const source = `import axios from 'axios';
const api = axios.create({ baseURL: '${base}/rest' });
try { await api.get('/v1/leads.json'); } catch (error) { if (!api.isCancel(error)) api.on('x', console.error); }`;
    expect(callsOf(source)).toEqual(['rest GET /rest/v1/leads.json']);
  });
});

describe('a host of Marketo in the hands of code that is not followed', () => {
  test.each([
    ['handed over', `import { setHost } from 'acme';\nsetHost('${base}');`],
    [
      'without a scheme',
      `import { Acme } from 'acme';\nawait new Acme({ host: '123-ABC-456.mktorest.com', secure: true }).sync();`,
    ],
    ['set', `import acme from 'acme';\nacme.base = '${base}'; await acme.run();`],
    ['to another thread', `new Worker('./w.js').postMessage({ base: '${base}/rest' });`],
    ['for a proxy', `import { proxy } from 'acme';\nproxy.createServer({ target: '${base}' }).listen(1);`],
    ['exported', `export default { base: '${base}/rest' };`],
  ])('is an open call: %s', (_, source) => {
    const calls = callsOf(source);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.every((call) => call.startsWith('rest ? '))).toBe(true);
  });
});
