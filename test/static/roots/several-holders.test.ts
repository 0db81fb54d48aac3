import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const program = (use: string): string => `import { feathers } from '@feathersjs/feathers';
class Lead { find() {} lists() { return fetch('https://123-abc-456.mktorest.com/rest/v1/lists.json'); } }
const make = () => new Lead();
feathers().use('/leads', make);
${use}`;

// A framework calls what its row says of what a function gives; whoever else has the same function may call more.
test.each([
  ['the framework alone', '', 'a.ts:2 GET /rest/v1/lists.json (dead)'],
  ['code that nobody knows as well', 'globalThis.other.keep(make);', 'a.ts:2 GET /rest/v1/lists.json'],
  ['whoever imports it as well', 'export { make };', 'a.ts:2 GET /rest/v1/lists.json'],
])('a function that is in the hands of %s', (_name, use, call) => {
  expect(callsOf(program(use))).toEqual([call]);
});
