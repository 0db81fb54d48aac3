import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const host = "const host = 'https://571-kqx-902.mktorest.com';";
const ask = "await fetch(host + '/rest/v1/' + (await got) + '.json');";
const unknown = 'GET /rest/v1/{promise}.json';
const [leads, lists] = ['GET /rest/v1/leads.json', 'GET /rest/v1/lists.json'];

/** A promise brings what anybody resolves it with, not what its executor does alone. */
test.each<[name: string, program: string, calls: readonly string[]]>([
  [
    'one whose end is kept in a list where it has not come at once',
    `const kept = [];
const get = () => new Promise((end) => { if (Math.random() < 0.5) end('leads'); else kept.push(end); });
export const go = async () => { const got = get(); ${ask} };
export const tell = () => kept.forEach((end) => end('lists'));`,
    [leads, lists],
  ],
  [
    'one that ends by itself where nobody answers',
    `const asked = {};
const get = (id) => new Promise((end) => { asked[id] = end; setTimeout(() => end('leads'), 1000); });
export const go = async (id) => { const got = get(id); ${ask} };
export const answer = (id) => asked[id]('lists');`,
    [leads, lists],
  ],
  [
    'one that a module makes, which runs once',
    `let end;
const got = new Promise((e) => { if (process.argv[2]) e('leads'); end = e; });
export const go = async () => { ${ask} };
export const answer = () => end('lists');`,
    [leads, unknown],
  ],
  [
    'one that a module makes, and hands over in a function',
    `const kept = [];
const got = new Promise((end) => { if (process.argv[2]) end('leads'); kept.push(() => end('lists')); });
export const go = async () => { ${ask} };
export const tell = () => kept.forEach((f) => f());`,
    [leads, unknown],
  ],
  [
    'one that nothing but a timer ends',
    `const got = new Promise((end) => { setTimeout(() => end('leads'), 10); });
export const go = async () => { ${ask} };`,
    [leads],
  ],
])('%s', (_name, program, calls) => {
  const found = callsOf(`${host}\n${program}`).map((call) => call.replace(/^\S+ /, ''));
  expect([...new Set(found)].sort()).toEqual([...calls].sort());
});
