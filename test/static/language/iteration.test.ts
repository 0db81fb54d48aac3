import { describe, expect, test } from 'vitest';
import { callsOf, evaluated, requestsOf } from '../../kit/program.ts';

const host = "const H = 'https://123-abc-456.mktorest.com/rest/v1';";
const leads = 'GET https://123-abc-456.mktorest.com/rest/v1/leads.json';
const lists = 'GET https://123-abc-456.mktorest.com/rest/v1/lists.json';

describe('iterators of the program', () => {
  // What the expression is worth, after these statements.
  test.each([
    [
      'an iterator method that is a generator',
      '[...new A()]',
      '["/a", "/b"]',
      "class A { *[Symbol.iterator]() { yield '/a'; yield '/b'; } }",
    ],
    [
      'a list behind it',
      '[...new A()]',
      '["/a", "/b"]',
      "class A { items = ['/a', '/b']; [Symbol.iterator]() { return this.items[Symbol.iterator](); } }",
    ],
    [
      'the values of a map behind it',
      '[...new A()]',
      '["/a"]',
      "class A { m = new Map([['k', '/a']]); [Symbol.iterator]() { return this.m.values(); } }",
    ],
    [
      'a method next that takes from a queue',
      '[...q]',
      '["/a", "/b"]',
      "const q = { n: ['/a', '/b'], [Symbol.iterator]() { return this; }, next() { const value = this.n.shift(); return value ? { value, done: false } : { done: true }; } };",
    ],
    [
      'a counter: only its first answer is certain',
      '[a, b]',
      '["/a", <"/a" | "/b" | missing | undefined>]',
      "const q = { [Symbol.iterator]() { let i = 0; const s = ['/a', '/b']; return { next() { return i < s.length ? { value: s[i++], done: false } : { value: undefined, done: true }; } }; } }; const [a, b] = q;",
    ],
    ['asking a list for one', "['/a', '/b'][Symbol.iterator]().next().value", '<"/a" | "/b" | missing>', ''],
    [
      'an asynchronous one',
      'seen',
      '["/a"]',
      "class A { async *[Symbol.asyncIterator]() { yield '/a'; } } const seen: string[] = []; for await (const x of new A()) seen.push(x);",
    ],
    ['what says nothing of it stays open', '[...o]', '[…{unsupported-syntax}]', "const o: any = { a: '/a' };"],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });

  test('a loop that is left early closes it, one that is not does not', () => {
    const program = (body: string) => `${host}
const q = { [Symbol.iterator]() { return { next() { return { done: this.n++ > 1, value: 1 }; }, n: 0, return() { fetch(H + '/leads.json'); return {}; } }; } };
${body}`;
    expect(callsOf(program('for (const x of q) break;'))).toEqual(['a.ts:2 GET /rest/v1/leads.json']);
    expect(callsOf(program('const all = [...q];'))).toEqual(['a.ts:2 GET /rest/v1/leads.json (dead)']);
  });
});

describe('generators', () => {
  test.each([
    ['in order', '[a, b]', '["/a", "/b"]', "function* g() { yield '/a'; yield '/b'; } const [a, b] = g();"],
    [
      'out of a loop, in any order',
      'a',
      '<"/a" | "/b" | missing>',
      "function* g(xs: string[]) { for (const x of xs) yield x; } const [a] = g(['/a', '/b']);",
    ],
    [
      'one within another, with what it returns',
      '[...g()]',
      '["/a", "/r"]',
      "function* a() { yield '/a'; return '/r'; } function* g() { const r = yield* a(); yield r; }",
    ],
    ['asked by hand', 'g().next().value', '<"/a" | missing>', "function* g() { yield '/a'; }"],
    [
      'what is handed in comes out of yield',
      'got',
      '<undefined | {external-call yield} | "/s">',
      "let got: any; function* g(): any { got = yield '/a'; } const it = g(); it.next(); it.next('/s');",
    ],
    ['with a helper', 'g().map((x) => x + 1).toArray()', '["/a1"]', "function* g(): any { yield '/a'; }"],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });

  const body = `${host} function* g() { fetch(H + '/leads.json'); yield 1; }`;

  test.each([
    ['is iterated over', 'for (const x of g());', true],
    ['is asked for one', 'g().next();', true],
    ['is given away', "import { pipe } from 'x'; pipe(g());", true],
    ['is made by code outside', "import { co } from 'x'; co(g);", true],
    ['is only made', 'g();', false],
  ])('its body runs where it %s', (_name, use, isLive) => {
    expect(callsOf(`${body} ${use}`)).toEqual([`a.ts:1 GET /rest/v1/leads.json${isLive ? '' : ' (dead)'}`]);
  });

  test('the loop over it changes what its body sees', () => {
    const source = `${host} let page = '/leads.json'; function* g() { yield 1; fetch(H + page); } for (const x of g()) page = '/lists.json';`;
    expect(requestsOf(source)).toEqual([leads, lists]);
  });
});

describe('thenables', () => {
  test.each([
    ['awaited', 'v', '"/a"', "const v = await { then(ok: any) { ok('/a'); } };"],
    [
      'a query that is built and awaited',
      'await f()',
      '"/w/x"',
      "class Q { p = ''; where(p: string) { this.p = p; return this; } then(ok: any) { ok(this.p + '/x'); } } async function f() { return new Q().where('/w'); }",
    ],
    [
      'given back by then',
      'v',
      '"/a"',
      "const v = await Promise.resolve(1).then(() => ({ then(ok: any) { ok('/a'); } }));",
    ],
    ['what has no then', 'v.a', '"/a"', "const v = await { a: '/a' };"],
    ['one that never answers', 'v', '{external-call await}', 'const v = await { then() {} };'],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});

test.each([
  ['using', '{ using d = { [Symbol.dispose]() { fetch(H + "/leads.json"); } }; }', true],
  [
    'await using in a function',
    'async function f() { await using d = { async [Symbol.asyncDispose]() { await fetch(H + "/leads.json"); } }; } f();',
    true,
  ],
  ['using in the head of a loop', 'for (using d of [{ [Symbol.dispose]() { fetch(H + "/leads.json"); } }]);', true],
  ['const', '{ const d = { [Symbol.dispose]() { fetch(H + "/leads.json"); } }; }', false],
])('what %s holds is disposed of, or is not', (_name, body, isLive) => {
  expect(callsOf(`${host} ${body}`)).toEqual([`a.ts:1 GET /rest/v1/leads.json${isLive ? '' : ' (dead)'}`]);
});

test('a function behind a spread of unknown length has no known place: it is given away', () => {
  const source = `import { xs } from 'x'; ${host} function run(a: any, b: any) {} run(...xs, () => fetch(H + '/leads.json'));`;
  expect(callsOf(source)).toEqual(['a.ts:1 GET /rest/v1/leads.json']);
});
