import { describe, expect, test } from 'vitest';
import { callsOf, stepsOf } from '../kit/program.ts';

const host = "'https://571-kqx-902.mktorest.com'";

describe('where a call is reported', () => {
  test('at the call that hands a wrapper the path, not at the wrapper', () => {
    const calls = callsOf(`const send = (method: string, path: string) => fetch(${host} + path, { method });
send('POST', '/rest/v1/leads.json');
send('GET', '/rest/v1/lists.json');`);
    expect(calls).toEqual(['a.ts:2 POST /rest/v1/leads.json', 'a.ts:3 GET /rest/v1/lists.json']);
  });

  test("at the wrapper's own request where a record's id is all that is handed over", () => {
    const calls = callsOf(`const lead = (id: string) => fetch(${host} + '/rest/v1/lead/' + id + '.json');
lead('4417');`);
    expect(calls).toEqual(['a.ts:1 GET /rest/v1/lead/4417.json']);
  });

  test('in the file of the caller', () => {
    const calls = callsOf({
      'a.ts': `import { get } from './b.ts';
get('/rest/v1/companies.json');`,
      'b.ts': `export const get = (path: string) => fetch(${host} + path);`,
    });
    expect(calls).toEqual(['a.ts:2 GET /rest/v1/companies.json']);
  });

  test('as dead where nothing reaches it', () => {
    const calls =
      callsOf(`function never() { return fetch(${host} + '/rest/v1/leads/delete.json', { method: 'POST' }); }
fetch(${host} + '/rest/v1/leads.json');`);
    expect(calls.toSorted()).toEqual([
      'a.ts:1 POST /rest/v1/leads/delete.json (dead)',
      'a.ts:2 GET /rest/v1/leads.json',
    ]);
  });
});

test('twice the calls take about twice the work', () => {
  const program = (calls: number) =>
    `const get = (path: string) => fetch(${host} + path);
${Array.from({ length: calls }, (_, index) => `get('/rest/v1/lead/${index}.json');`).join('\n')}`;
  const [some, twice] = [stepsOf(program(200)), stepsOf(program(400))];
  expect(twice / some).toBeLessThan(2.2);
});
