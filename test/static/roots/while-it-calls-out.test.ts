import { expect, test } from 'vitest';
import { callsOf, requestsOf } from '../../kit/program.ts';

const host = 'https://123-abc-456.mktorest.com/rest/v1';
const senders = `function leads() { fetch('${host}/leads.json'); } function lists() { fetch('${host}/lists.json'); }`;
const leads = expect.stringMatching(/GET \/rest\/v1\/leads\.json$/);
const lists = expect.stringMatching(/GET \/rest\/v1\/lists\.json$/);

function found(program: string): readonly string[] {
  return callsOf(`import { app, App, use, wait } from 'some-lib';\n${program}\n${senders}`).toSorted();
}

// What a program has written itself, others may have written again by the time that a call of a package is over.
test.each([
  ['a variable', `let mode = 'idle'; use(() => { mode = 'run'; });`, `mode = 'idle'; app.run(); mode === 'run'`],
  ['a member', `const o = { mode: 'idle' }; use(o);`, `o.mode = 'idle'; app.run(); o.mode === 'run'`],
  [
    'a global variable',
    `use(() => { globalThis.mode = 'run'; });`,
    `mode = 'idle'; app.run(); globalThis.mode === 'run'`,
  ],
  [
    'a variable, by two functions of which one tells the other',
    `let mode = 'idle'; let on = false; use(() => { if (on) mode = 'run'; }); use(() => { on = true; });`,
    `mode = 'idle'; app.run(); mode === 'run'`,
  ],
  [
    'a variable, in a call that has been followed before',
    `let mode = 'idle'; use(() => { mode = 'run'; }); const flush = () => { app.run(); }; flush();`,
    `mode = 'idle'; flush(); mode === 'run'`,
  ],
])('%s that a function writes which was given away before', (_name, before, condition) => {
  const end = condition.lastIndexOf(';') + 1;
  const send = `${condition.slice(0, end)} if (${condition.slice(end)}) lists(); else leads();`;
  expect(found(`${before} export const send = () => { ${send} };`)).toEqual([leads, lists]);
  // What a module does as it loads is not done again for what is only told later.
  if (!before.includes('on = true')) expect(found(`${before} ${send}`)).toEqual([leads, lists]);
});

// Whatever way a value takes to code outside, that code may call and set at once what it leads to.
test.each([
  ['a property of what code outside made', (value: string) => `app.handler = ${value};`],
  ['a property by any name', (value: string) => `app[app.name] = ${value};`],
  ['a defined property', (value: string) => `Object.defineProperty(app, 'x', { value: ${value} });`],
  ['an assigned property', (value: string) => `Object.assign(app, { x: ${value} });`],
  ['a global variable', (value: string) => `window.handler = ${value};`],
  ['what a callback gives back', (value: string) => `use(() => ${value});`],
  ['an object that was given away', (value: string) => `const held = {}; use(held); held.handler = ${value};`],
  ['a list that was given away', (value: string) => `const held = []; use(held); held.push(${value});`],
  [
    'an argument of a base class',
    (value: string) => `class B extends App { constructor() { super(${value}); } } new B();`,
  ],
  ['a placeholder of a tag', (value: string) => `app\`${'$'}{${value}}\`;`],
])('by way of %s', (_name, give) => {
  const compare = `app.run(); if (o.mode === 'run') lists(); else leads();`;
  expect(found(`const o = { mode: 'idle' }; ${give('o')} ${compare}`)).toEqual([leads, lists]);
  const set = `() => { o.mode = 'run'; }`;
  expect(found(`const o = { mode: 'idle' }; ${give(`(${set})`)} ${compare}`)).toEqual([leads, lists]);
});

test('a callback that is called more than once finds what it has left itself', () => {
  const program = `let mode = 'idle'; let next; use(() => { next?.(); next = () => { mode = 'run'; }; });
    if (mode === 'run') lists(); else leads();`;
  expect(found(program)).toEqual([leads, lists]);
});

test('a function that is a global variable is called by code outside', () => {
  expect(found(`globalThis.send = () => { leads(); };`)[0]).toEqual(leads);
});

test('what nobody else writes is what the program has written', () => {
  const program = `let mode = 'idle'; let other = 'idle'; use(() => { other = 'run'; });
    export const send = () => { mode = 'idle'; app.run(); if (mode === 'run') lists(); else leads(); };`;
  expect(found(program)).toEqual([leads, expect.stringMatching(/lists\.json \(dead\)$/)]);
});

// What fails has done what it did by then, and who called it goes on: code outside, and whoever holds a promise.
test.each([
  ['by itself', `export const start = () => { mode = 'run'; throw new Error('no'); };`],
  ['on one way', `export const start = (on) => { if (on) { mode = 'run'; throw new Error('no'); } };`],
  ['in what it calls', `export const start = () => { mode = 'run'; wait(); mode = 'idle'; };`],
  ['while it waits', `export const start = async () => { mode = 'run'; await wait(); mode = 'idle'; };`],
  ['as it is given away', `use(() => { mode = 'run'; throw new Error('no'); });`],
  ['as a promise', `const start = async () => { mode = 'run'; throw new Error('no'); }; start().catch(() => {});`],
  [
    'as a promise among others',
    `const start = async () => { mode = 'run'; throw new Error('no'); }; await Promise.allSettled([start()]);`,
  ],
  ['as it makes a promise', `new Promise(() => { mode = 'run'; throw new Error('no'); }).catch(() => {});`],
  [
    'in a callback of a promise',
    `Promise.resolve().then(() => { mode = 'run'; throw new Error('no'); }).catch(() => {});`,
  ],
])('what a function writes that fails %s', (_name, program) => {
  const calls = found(
    `let mode = 'idle'; ${program} export const send = () => { if (mode === 'run') lists(); else leads(); };`,
  );
  expect(calls).toEqual([leads, lists]);
});

test.each([
  ['is thrown to code outside', `use(() => { throw () => { leads(); }; });`],
  [
    'is thrown with members',
    `export const start = () => { throw Object.assign(() => {}, { after() { leads(); } }); };`,
  ],
  ['handles the failure of a promise', `wait().then(() => {}, () => { leads(); });`],
  ['handles nothing but the failure', `wait().then(undefined, () => { leads(); });`],
  [
    'is exported, and set later',
    `let work; export const setUp = () => { work = () => { leads(); }; }; export { work };`,
  ],
])('a function that %s is called', (_name, program) => {
  expect(found(program)[0]).toEqual(leads);
});

// Nothing that code outside may pass, or set, is ruled out by what the program puts in its place.
test.each([
  [
    'a parameter with a default',
    `export const send = (mode = 'idle') => { if (mode === 'run') lists(); else leads(); };`,
  ],
  [
    'options with a default',
    `export const send = (o = { mode: 'idle' }) => { if (o.mode === 'run') lists(); else leads(); };`,
  ],
  [
    'options with defaults inside',
    `export const send = ({ mode = 'idle' } = {}) => { if (mode === 'run') lists(); else leads(); };`,
  ],
  [
    'pairs over known ones',
    `if (Object.fromEntries([['mode', 'idle'], ...Object.entries(app.read())]).mode === 'run') lists(); else leads();`,
  ],
  [
    'pairs of a map',
    `if (new Map([['mode', 'idle'], ...Object.entries(app.read())]).get('mode') === 'run') lists(); else leads();`,
  ],
  ['a key of a table', `const o = { mode: 'idle' }; use(o); ({ run: lists, idle: leads })[o.mode]();`],
  [
    'a key of a table of paths',
    `const o = { mode: 'idle' }; use(o); const table = { run: 'lists', idle: 'leads' }; fetch('${host}/' + table[o.mode] + '.json');`,
  ],
  [
    'a key of a map',
    `const o = { mode: 'idle' }; use(o); const table = new Map([['run', 'lists'], ['idle', 'leads']]); fetch('${host}/' + table.get(o.mode) + '.json');`,
  ],
])('%s', (_name, program) => {
  expect(found(program).filter((call) => !call.endsWith('(dead)'))).toEqual([leads, lists]);
});

test('a list that is made anew where there is none yet comes to rest', () => {
  const program = `const all = {};
    export const on = (name) => { (all[name] ??= []).push(() => { leads(); }); };
    export const emit = (name) => { all[name]?.forEach((listener) => listener()); };`;
  // What does not come to rest is a problem, and `requestsOf` throws it.
  expect(requestsOf(`${program}\n${senders}`)).toContain(`GET ${host}/leads.json`);
});
