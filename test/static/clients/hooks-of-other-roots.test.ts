import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

// Ways into a program run in any order: what one of them registers on a client, another may find, or not yet.

const head = "import axios from 'axios';\n";
const call = "axios.get('https://123-abc-456.mktorest.com/rest/v1/leads.json')";
const hook = "axios.interceptors.request.use((config) => { config.method = 'post'; return config; })";
const methods = (program: string) => callsOf(program).map((line) => line.split(' ')[1]);

test('an interceptor that every way in finds is run on every request', () => {
  expect(methods(`${head}${hook};\nexport const run = () => ${call};`)).toEqual(['POST']);
});

test.each([
  ['before', `export const set = () => { ${hook}; };\nexport const run = () => ${call};`],
  ['after', `export const run = () => ${call};\nexport const set = () => { ${hook}; };`],
])('one that another way in registers may run, written %s the request', (_where, program) => {
  expect(methods(head + program).toSorted()).toEqual(['GET', 'POST']);
});

test('what another way in takes away may still be there', () => {
  const program = `const id = ${hook};\nexport const drop = () => axios.interceptors.request.eject(id);\nexport const run = () => ${call};`;
  expect(methods(head + program).toSorted()).toEqual(['GET', 'POST']);
});
