import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const host = 'https://123-abc-456.mktorest.com/rest/v1';
const both = [
  expect.stringMatching(/GET \/rest\/v1\/leads\.json$/),
  expect.stringMatching(/GET \/rest\/v1\/lists\.json$/),
];

// Shrunk from random programs that were really run: each way into the program may find what any other has left behind,
// and what there was before.
test.each([
  [
    'a global variable that another way in sets',
    `export const set = () => { globalThis.mode = 'run'; };
    export const send = () => { (globalThis.mode ?? 'idle') === 'run' ? lists() : leads(); };`,
  ],
  [
    'a timer that goes off again',
    `const first = { done: false };
    setInterval(() => { if (!first.done) { first.done = true; leads(); } else lists(); }, 1000);`,
  ],
  [
    'a variable that a callback may have written before it is read',
    `import { create } from 'some-lib';
    let mode = 'idle';
    export const send = () => { create().use(() => { mode = 'run'; }); mode === 'done' ? lists() : leads(); mode = 'done'; };`,
  ],
  [
    'what an async function sets once it has waited',
    `import { wait } from 'some-lib';
    let mode = 'idle';
    const start = async () => { await wait(); mode = 'run'; };
    start().catch(() => {});
    export const send = () => { mode === 'run' ? lists() : leads(); };`,
  ],
  [
    'what a timer sets when it goes off',
    `let mode = 'idle';
    setTimeout(() => { mode = 'run'; }, 1000);
    export const send = () => { mode === 'run' ? lists() : leads(); };`,
  ],
  [
    'what an async function sets that is waited for later',
    `import { wait } from 'some-lib';
    let mode = 'idle';
    const start = async () => { await wait(); mode = 'run'; };
    export const send = async () => { const started = start(); mode === 'run' ? lists() : leads(); await started; };`,
  ],
  [
    'what one of several async functions sets that are started together',
    `import { wait } from 'some-lib';
    let mode = 'idle';
    const start = async () => { await wait(); mode = 'run'; };
    const look = async () => { mode === 'run' ? lists() : leads(); };
    await Promise.all([start(), look()]);`,
  ],
  [
    'what an async function sets that another one starts',
    `import { wait } from 'some-lib';
    let mode = 'idle';
    const start = async () => { await wait(); mode = 'run'; };
    const begin = () => start();
    const started = begin();
    mode === 'run' ? lists() : leads();`,
  ],
  [
    'what a constructor starts',
    `import { wait } from 'some-lib';
    class Client { mode = 'idle'; constructor() { this.ready = this.start(); } async start() { await wait(); this.mode = 'run'; } }
    const client = new Client();
    client.mode === 'run' ? lists() : leads();`,
  ],
  [
    'what a list of async functions does, which nobody can wait for',
    `import { wait } from 'some-lib';
    let mode = 'idle';
    await [1].forEach(async () => { await wait(); mode = 'run'; });
    mode === 'run' ? lists() : leads();`,
  ],
  [
    'what an async function has set in between',
    `import { wait } from 'some-lib';
    let mode = 'idle';
    const start = async () => { await wait(); mode = 'run'; await wait(); mode = 'done'; };
    const started = start();
    mode === 'run' ? lists() : leads();`,
  ],
  [
    'one thing that an async function sets before another',
    `import { wait } from 'some-lib';
    let mode = 'idle';
    let other = 'idle';
    const start = async () => { await wait(); mode = 'run'; await wait(); other = 'run'; };
    const started = start();
    mode === 'run' && other === 'idle' ? lists() : leads();`,
  ],
  [
    'a static member that code outside may set',
    `export class Store { static mode = 'idle'; }
    export const send = () => { Store.mode === 'run' ? lists() : leads(); };`,
  ],
  [
    'a function that two callers share, before and after the mode is set',
    `let mode = 'a';
    export const send = () => { mode === 'b' ? lists() : leads(); };
    export const set = () => { mode = 'b'; };
    send();`,
  ],
  [
    'a counter that only the rounds after the first one count',
    `import { list } from 'some-lib';
    const count = { value: 0 };
    let isFirst = true;
    for (const _ of list()) {
      if (isFirst) { isFirst = false; leads(); } else { count.value += 1; if (count.value > 1) lists(); }
    }`,
  ],
  [
    'what a loop comes to in steps, one in each of its rounds',
    `import { more } from 'some-lib';
    let state = 'a';
    while (more()) {
      switch (state) {
        case 'a': state = 'b'; leads(); break;
        case 'b': state = 'c'; break;
        case 'c': state = 'd'; break;
        case 'd': state = 'e'; break;
        case 'e': state = 'f'; break;
        default: lists();
      }
    }`,
  ],
  [
    'what a call of the package may have set since it was looked at',
    `import { use, flush } from 'some-lib';
    let mode = 'idle';
    const make = (isIdle) => () => { if (!isIdle) mode = 'run'; };
    use(make(false));
    export const send = () => { const before = mode; leads(); flush(); if (mode !== before) lists(); };`,
  ],
  [
    'what a function that was given away sets while another one waits',
    `import { use, wait } from 'some-lib';
    const state = { mode: 'idle' };
    const send = async () => {
      use(() => { state.mode = 'done'; });
      const before = state.mode;
      leads();
      await wait();
      if (state.mode !== before) lists();
    };
    send();`,
  ],
  [
    'what two of them set to the same',
    `import { wait } from 'some-lib';
    const first = { done: false };
    const send = async () => { await wait(); if (!first.done) { first.done = true; leads(); } else lists(); };
    send();
    const start = async () => { if (!first.done) first.done = true; };
    start();`,
  ],
  [
    'what is set to the same while something is tried again',
    `import { wait } from 'some-lib';
    const first = { done: false };
    export const plugin = () => { if (!first.done) first.done = true; };
    const retry = async (task, left = 2) => {
      try { return await task(); } catch (error) { if (left === 0) throw error; return retry(task, left - 1); }
    };
    const send = async () => {
      try { await retry(() => wait()); if (!first.done) { first.done = true; leads(); } else lists(); } catch {}
    };
    send();`,
  ],
])('%s', (_name, program) => {
  const senders = `function leads() { fetch('${host}/leads.json'); } function lists() { fetch('${host}/lists.json'); }`;
  expect(callsOf(`${program}\n${senders}`).toSorted()).toEqual(both);
});

test.each([
  ['awaited at once', `await start();`],
  ['given back by an async function that is awaited', `const run = async () => { return start(); }; await run();`],
  ['given back by a function whose promise is awaited', `const run = () => start(); await run();`],
  ['awaited with what follows a failure', `await start().catch(() => {});`],
  ['called by apply', `await start.apply(undefined, []);`],
])('what an async function sets has come to be: %s', (_name, program) => {
  const calls = callsOf(`import { wait } from 'some-lib';
    let mode = 'idle';
    const start = async () => { await wait(); mode = 'run'; };
    ${program}
    if (mode === 'run') fetch('${host}/lists.json'); else fetch('${host}/leads.json');`);
  expect(calls.filter((call) => !call.endsWith('(dead)'))).toEqual([both[1]]);
});

test('what a generator leaves for its next run counts, though the program calls it itself there', () => {
  const calls = callsOf(`import { use, read } from 'some-lib';
    const H = '${host}';
    let next;
    use(function* () {
      next?.();
      next = () => { fetch(H + '/leads.json', { method: read().method ?? 'GET' }); };
      yield 1;
    });`);
  expect(calls).toEqual(['a.ts:6 ? /rest/v1/leads.json', 'a.ts:6 GET /rest/v1/leads.json']);
});
