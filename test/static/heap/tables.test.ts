import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const table = `const ops = [
  { name: 'find', method: 'GET', path: '/rest/v1/leads.json' },
  { name: 'act', method: 'POST', path: '/rest/v1/activities/external.json' },
  { name: 'camp', method: 'GET', path: '/rest/v1/campaigns.json' },
];
const byName = Object.fromEntries(ops.map((op) => [op.name, op]));
const inMap = new Map(ops.map((op) => [op.name, op]));`;
const send = "fetch('https://571-kqx-902.mktorest.com' + op.path, { method: op.method })";

/** Two rows have the same method: neither it nor the path of one may meet what another row holds. */
test.each([
  ['find', 'ops.find((one) => one.name === name)'],
  ['findLast', 'ops.findLast((one) => one.name === name)'],
  ['an index', 'ops[name]'],
  ['a key', 'byName[name]'],
  ['a map', 'inMap.get(name)'],
  ['values of a table', 'Object.values(byName).find((one) => one.name === name)'],
  ['a default', 'ops.find((one) => one.name === name) ?? ops[0]'],
  ['the first that passes', 'ops.filter((one) => one.name === name)[0]'],
  ['at', 'ops.at(name)'],
])('a row chosen by %s stays one row', (_name, choice) => {
  const program = `${table}\nexport const run = (name) => { const op = ${choice}; return ${send}; };`;
  expect(new Set(callsOf(program).map((call) => call.replace(/^\S+ /, '')))).toEqual(
    new Set(['GET /rest/v1/leads.json', 'POST /rest/v1/activities/external.json', 'GET /rest/v1/campaigns.json']),
  );
});

test('a key that may have been taken away in between means the same key before and after', () => {
  const program = `const ops = { a: 'leads', b: 'lists' };
export const run = (key) => { const first = ops[key]; delete ops.a; return fetch('https://571-kqx-902.mktorest.com/rest/v1/' + first + '/' + ops[key] + '.json'); };`;
  expect(callsOf(program)).toContain('a.ts:2 GET /rest/v1/lists/lists.json');
});

test('what is put under a partly known key is found under such a key', () => {
  const program = `const paths = {};
for (const name of JSON.parse(process.argv[2])) paths['get' + name] = '/rest/v1/leads.json';
export const run = (name) => fetch('https://571-kqx-902.mktorest.com' + paths['get' + name]);`;
  expect(callsOf(program)).toContain('a.ts:3 GET /rest/v1/leads.json');
});

test('an empty table of the program holds nothing, one that a library fills holds anything', () => {
  const read =
    "export const run = (key) => fetch('https://571-kqx-902.mktorest.com' + (table[key] ?? '/rest/v1/leads.json'));";
  expect(callsOf(`const table = {};\n${read}`)).toEqual(['a.ts:2 GET /rest/v1/leads.json']);
  expect(callsOf(`import { fill } from 'lib';\nconst table = {};\nfill(table);\n${read}`)).toHaveLength(2);
});
