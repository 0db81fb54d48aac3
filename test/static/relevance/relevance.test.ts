import { describe, expect, test } from 'vitest';
import { callsOf, type Files, setAsideOf, stepsOf } from '../../kit/program.ts';

/** As in a large program: from the first step on, only what has a bearing on the answer is run. */
const choosing = { unchosen: 0 } as const;

const host = "'https://123-abc-456.mktorest.com'";
const send = `export const send = (path) => fetch(${host} + '/rest/v1/' + path);`;

/** The operations of a program of which only that runs which has a bearing, without their places. */
function found(files: Files, limits: Parameters<typeof callsOf>[1] = choosing): string[] {
  return callsOf(files, limits).map((line) => line.replace(/^\S+ /, ''));
}

describe('what does nothing about Marketo by itself runs where it has a bearing', () => {
  const leads = ['GET /rest/v1/leads.json'];
  test.each<[name: string, program: string]>([
    ['it calls what sends', "export const run = () => send('leads.json');"],
    [
      'through other functions',
      "const a = () => send('leads.json'); const b = () => a(); export const run = () => b();",
    ],
    ['through a table', "const t = { x: () => send('leads.json') }; export const run = (k) => t[k]();"],
    ['through a list', "const t = [() => send('leads.json')]; export const run = () => t.forEach((f) => f());"],
    ['through a map', "const t = new Map([['a', () => send('leads.json')]]); export const run = (k) => t.get(k)();"],
    [
      'through another name for this',
      "export const o = { f() { const s = this; return s.g(); }, g: () => send('leads.json') };",
    ],
    [
      'through a class that it makes',
      "class A { go() { return send('leads.json'); } } export const run = () => new A().go();",
    ],
    [
      'through the base of a class',
      "class B { go() { return this.by(); } } class A extends B { by() { return send('leads.json'); } } export const run = () => new A().go();",
    ],
    ['through an accessor', "const o = { get now() { return send('leads.json'); } }; export const run = () => o.now;"],
    ['through a default', "export const run = (f = () => send('leads.json')) => f();"],
    [
      'through a function that it is bound to',
      "const f = (p) => send(p); const g = f.bind(null, 'leads.json'); export const run = () => g();",
    ],
    ['through code outside', "export const run = () => other.later(() => send('leads.json'));"],
    ['through what it returns', "export const run = () => ({ go: () => send('leads.json') });"],
    [
      'by the name of a method',
      "class A { syncAll() { return send('leads.json'); } } export const made = outside(A); export const run = (box) => box.a.syncAll();",
    ],
    [
      'by the name of a method of what is in something unknown',
      "import { box } from 'box'; class A { syncAll() { return send('leads.json'); } } export const made = outside(A); export const run = () => box.a.syncAll();",
    ],
    [
      'by the name of a method that is called by call',
      "class A { syncAll() { return send('leads.json'); } } export const made = outside(A); export const run = (box) => box.a.syncAll.call(box.a);",
    ],
  ])('%s', (_name, program) => {
    const files = { 'a.ts': `import { send } from './send';\n${program}`, 'send.ts': send };
    expect(found(files)).toEqual(leads);
  });

  test('it writes what decides what is sent', () => {
    const files = {
      'a.ts':
        "import { send } from './send'; import { state } from './state';\nexport { use } from './state';\nexport const run = () => send(state.isBig ? 'lists.json' : 'leads.json');",
      'state.ts': 'export const state = { isBig: false };\nexport const use = () => { state.isBig = true; };',
      'send.ts': send,
    };
    expect(found(files).toSorted()).toEqual(['GET /rest/v1/leads.json', 'GET /rest/v1/lists.json']);
  });

  test('it writes a name that decides what is sent', () => {
    const files = {
      'a.ts':
        "import { send } from './send'; import { isBig, use } from './state';\nexport { use };\nexport const run = () => send(isBig ? 'lists.json' : 'leads.json');",
      'state.ts': 'export let isBig = false;\nexport function use() { isBig = true; }',
      'send.ts': send,
    };
    expect(found(files).toSorted()).toEqual(['GET /rest/v1/leads.json', 'GET /rest/v1/lists.json']);
  });

  test('it changes what all requests of a client are', () => {
    const files = {
      'a.ts': `import axios from 'axios';\nexport { setUp } from './set-up';\nexport const run = () => axios.get(${host} + '/rest/v1/leads.json');`,
      'set-up.ts':
        "import axios from 'axios';\nexport const setUp = () => void axios.interceptors.request.use((config) => { config.method = 'post'; return config; });",
    };
    expect(found(files)).toContain('POST /rest/v1/leads.json');
  });

  test('it puts something into a list that is sent', () => {
    const files = {
      'a.ts':
        "import { send } from './send'; import { paths } from './state';\nexport { add } from './state';\nexport const run = () => paths.length > 1 ? send('lists.json') : send('leads.json');",
      'state.ts': "export const paths = ['x'];\nexport const add = (one) => void paths.push(one);",
      'send.ts': send,
    };
    expect(found(files).toSorted()).toEqual(['GET /rest/v1/leads.json', 'GET /rest/v1/lists.json']);
  });
});

describe('what has no bearing costs next to nothing', () => {
  /** Functions that all call one another, in modules that all have what sends in scope. */
  function routes(count: number): Record<string, string> {
    const body = Array.from(
      { length: 30 },
      (_, k) =>
        `f${k}(input) { const a = { id: ${k}, tags: input.tags.map((t) => t.trim()) }; return this.f${(k + 1) % 30}({ ...input, ...a }); },`,
    ).join('\n');
    const one = `import { send } from './send';\nexport const all = {\n${body}\n  lead: (id) => send('leads.json'),\n};`;
    const names = Array.from({ length: count }, (_, index) => `r${index}`);
    return {
      'a.ts': names.map((name) => `export { all as ${name} } from './${name}';`).join('\n'),
      'send.ts': send,
      ...Object.fromEntries(names.map((name) => [`${name}.ts`, one])),
    };
  }

  test('forty modules of it take few steps for each of their functions', () => {
    const steps = stepsOf(routes(40), choosing);
    expect(steps).toBeLessThan(40 * 31 * 10);
    expect(stepsOf(routes(2), { unchosen: Number.POSITIVE_INFINITY })).toBeGreaterThan(steps);
  });

  test('and what they do send is found', () => {
    expect([...new Set(found(routes(40)))]).toEqual(['GET /rest/v1/leads.json']);
  });

  test('a call that leads nowhere and takes its time is left out, and what it may write is unknown', () => {
    const slow = `let turn = 0;\nexport const state = { isBig: false };\nexport function slow(x) { ${Array.from({ length: 400 }, (_, k) => `turn = x.a${k} ? turn + ${k} : turn * 2; x.set(turn, { n: ${k}, s: 'a' + turn });`).join('\n')} state.isBig = true; return turn; }`;
    const files = {
      'a.ts':
        "import { send } from './send'; import { slow, state } from './slow';\nexport const run = (x) => { slow(x); return send(state.isBig ? 'lists.json' : 'leads.json'); };",
      'slow.ts': slow,
      'send.ts': send,
    };
    const whole = stepsOf(files, { unchosen: Number.POSITIVE_INFINITY });
    expect(stepsOf(files, choosing)).toBeLessThan(whole);
    expect(found(files).toSorted()).toEqual(['GET /rest/v1/leads.json', 'GET /rest/v1/lists.json']);
  });

  test('what is left out is counted', () => {
    expect(setAsideOf(routes(4), choosing)).toBeGreaterThan(4 * 29);
    expect(setAsideOf({ 'a.ts': `${send}\nsend('leads.json');` }, choosing)).toBe(0);
  });

  test('a client that a compiled module calls `default` is no setting of it', () => {
    const files = {
      'a.ts':
        "import { send } from './send'; import { track } from './track';\nexport const run = (x) => { track(x); return send('leads.json'); };",
      'track.ts': `const axios_1 = require('axios');\nexport function track(x) { ${Array.from({ length: 400 }, (_, k) => `x.set(${k}, { n: x.a${k} + 'b' + ${k} });`).join('\n')} axios_1.default.post('https://stats.example.com', x); }`,
      'send.ts': send,
    };
    expect(setAsideOf(files, choosing)).toBe(1);
    expect(found(files)).toEqual(['GET /rest/v1/leads.json']);
    const changed = {
      ...files,
      'track.ts': files['track.ts'].replace('default.post(', 'default.interceptors.request.use('),
    };
    expect(setAsideOf(changed, choosing)).toBe(0);
  });
});

test('a function that is broken off, and run again, leaves nothing behind of the first time', () => {
  const steps = Array.from({ length: 400 }, (_, index) => `  total += step(${index}, total);`);
  const program = `
import { later } from 'outside';
const step = (a, b) => { let x = a; for (const y of [1, 2, 3]) x += y * b; return x; };
export function run() {
  var name;
  var total = 0;
  name = 'leads';
  later(() => fetch(${host} + '/rest/v1/' + name + '.json'));
${steps.join('\n')}
  return total;
}
`;
  expect(callsOf({ 'a.ts': program }, choosing)).toEqual(['a.ts:8 GET /rest/v1/leads.json']);
});

describe('a module that is loaded in the middle of a call', () => {
  const many = Array.from({ length: 1200 }, (_, index) => `seen.push(${index});`).join('\n');
  const program = (start: string): Record<string, string> => ({
    'a.js': `const load = () => require('./big'); ${start}`,
    'big.js': `const { send } = require('./send'); const seen = [];\n${many}\nsend('leads.json');`,
    'send.ts': send,
  });

  test('runs to its end, however much of the steps of the call it takes', () => {
    expect(found(program('load();'))).toEqual(['GET /rest/v1/leads.json']);
  });

  test('runs again where the call is broken off: what it did elsewhere is undone', () => {
    const files = {
      ...program(`const all = require('./all'); const spin = () => { ${many.replaceAll('seen', 'all.rest')} };
        const start = () => { load(); spin(); }; start(); exports.run = () => all.first.forEach((f) => f());`),
      'all.js': 'exports.first = []; exports.rest = [];',
      'big.js': `const { send } = require('./send'); require('./all').first.push(() => send('leads.json'));`,
    };
    expect(found(files)).toEqual(['GET /rest/v1/leads.json']);
  });
});

describe('the code of a large program that nothing calls', () => {
  const busy = (count: number): string =>
    Array.from({ length: count }, (_, n) => `function f${n}(x) { x.a${n} = x.b; return send(x.c${n}); }`).join('\n');
  const program = {
    'a.ts': `${send}\nsend('leads.json');`,
    'dead.ts': `import { send } from './a';\n${busy(200)}`,
  };
  const few = { ...choosing, stepsOfDead: 300 };

  test('takes no more than its share of the steps, and what was live is found', () => {
    expect(stepsOf(program, few)).toBeLessThan(600);
    expect(stepsOf(program, choosing)).toBeGreaterThan(1500);
    expect(found(program, few)).toContain('GET /rest/v1/leads.json');
  });

  test('is counted where it was not followed', () => {
    expect(setAsideOf(program, few)).toBeGreaterThan(100);
  });
});
