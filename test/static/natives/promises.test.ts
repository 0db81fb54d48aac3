import { describe, expect, test } from 'vitest';
import { analyzeProgram, describeCall } from '../clients/analyze-program.ts';

const base = 'https://123-ABC-456.mktorest.com';
const callsOf = (source: string) =>
  [...new Set(analyzeProgram(source).map((call) => `${call.certainty} ${describeCall(call)}`))].sort();

describe('a promise stands for whatever it is kept with', () => {
  test.each([
    [
      'a function',
      `const make = async () => (path) => fetch('${base}' + path, { method: 'POST' });\nmake().then((send) => send('/rest/v1/leads.json'));`,
    ],
    [
      'a function of a resolved promise',
      `const send = (path) => fetch('${base}' + path, { method: 'POST' });\nPromise.resolve(send).then((f) => f('/rest/v1/leads.json'));`,
    ],
    [
      'an address',
      `Promise.resolve(new URL('${base}/rest/v1/leads.json')).then((url) => fetch(url, { method: 'POST' }));`,
    ],
    [
      'a class',
      `const load = async () => class { go() { return fetch('${base}/rest/v1/leads.json', { method: 'POST' }); } };\nload().then((Api) => new Api().go());`,
    ],
    [
      'a map',
      `Promise.resolve(new Map([['at', '${base}/rest/v1/leads.json']])).then((all) => fetch(all.get('at'), { method: 'POST' }));`,
    ],
  ])('%s', (_, source) => {
    expect(callsOf(source)).toEqual(['definite POST /rest/v1/leads.json']);
  });

  test('and a path set without a slash gets one, as every address has', () => {
    const source = `const url = new URL('${base}'); url.pathname = ['rest', 'v1', 'leads.json'].join('/'); fetch(url);`;
    expect(callsOf(source)).toEqual(['definite GET /rest/v1/leads.json']);
  });
});
