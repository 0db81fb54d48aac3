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
