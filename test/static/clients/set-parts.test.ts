import { describe, expect, test } from 'vitest';
import { analyzeProgram, describeCall } from './analyze-program.ts';

const callsOf = (source: string) => [...new Set(analyzeProgram(source).map(describeCall))].sort();

const leads = "http.request('https://123-ABC-456.mktorest.com/rest/v1/leads.json')";
const head = "import * as http from 'node:http';\n";

// Node 24: what is set before the head of a request is written is what is sent.
describe('a part of a request that is set before it is sent', () => {
  test.each([
    ['at once', `const r = ${leads}; r.method = 'POST'; r.end();`],
    [
      'by the function that makes it',
      `function make() { const r = ${leads}; r.method = 'POST'; return r; } make().end();`,
    ],
    ['twice', `const r = ${leads}; r.method = 'PUT'; r.method = 'POST'; r.end();`],
  ])('takes the place of what was there: %s', (_, source) => {
    expect(callsOf(head + source)).toEqual(['POST /rest/v1/leads.json']);
  });

  test('and so does another path', () => {
    expect(callsOf(`${head}const r = ${leads}; r.path = '/rest/v1/lists.json'; r.end();`)).toEqual([
      'GET /rest/v1/lists.json',
    ]);
  });

  test.each([
    ['on one way only', `const r = ${leads}; if (process.env.X) r.method = 'POST'; r.end();`],
    ['behind a condition', `const r = ${leads}; process.env.X && (r.method = 'POST'); r.end();`],
    ['where it may not come to that', `let r; try { r = ${leads}; read(); r.method = 'POST'; } catch {} r.end();`],
    ['when it is on its way', `const r = ${leads}; r.end(); r.method = 'POST';`],
    ['when a function may have sent it', `const r = ${leads}; const go = () => r.end(); go(); r.method = 'POST';`],
    ['when others have it', `import { finish } from 'acme';\nconst r = ${leads}; finish({ r }); r.method = 'POST';`],
    ['of another one', `const make = () => ${leads}; const r = make(); r.method = 'POST'; r.end(); make().end();`],
    ['later', `const r = ${leads}; setTimeout(() => { r.method = 'POST'; }); r.end();`],
  ])('leaves what was there: %s', (_, source) => {
    expect(callsOf(head + source)).toEqual(['GET /rest/v1/leads.json', 'POST /rest/v1/leads.json']);
  });

  test('means nothing to a request that is sent at once', () => {
    const source = `${head}const r = ${leads.replace('request', 'get')}; r.method = 'POST';`;
    expect(callsOf(source)).toEqual(['GET /rest/v1/leads.json']);
  });
});
