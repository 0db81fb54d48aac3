import { expect, test } from 'vitest';
import { exported, requestsOf } from '../kit/program.ts';

const programs: Readonly<Record<string, { readonly source: string; readonly value: string }>> = {
  'an as const table': { source: `const T = { a: '/a' } as const; export const value = T.a;`, value: '"/a"' },
  satisfies: { source: `export const value = ({ a: '/a' } satisfies Record<string, string>).a;`, value: '"/a"' },
  'type assertions and non-null': {
    source: `const x = <string>'/a'; export const value = (x as unknown as string)!;`,
    value: '"/a"',
  },
  'a text enum': { source: `enum E { A = '/a', B = A + '/b' } export const value = E.B + E['A'];`, value: '"/a/b/a"' },
  'a numbered enum': { source: `const enum E { A = 4, B } export const value = [E.B, E[5]];`, value: '[5, "B"]' },
  'a namespace': {
    source: `namespace N { export const p = '/n'; export namespace M { export const q = p + '/m'; } } export const value = N.M.q;`,
    value: '"/n/m"',
  },
  overloads: {
    source: `function f(a: string): string; function f(a: any) { return '/' + a; } export const value = f('a');`,
    value: '"/a"',
  },
  'an abstract class': {
    source: `abstract class A { abstract tail(): string; path() { return '/a' + this.tail(); } } class B extends A { tail() { return '/b'; } } export const value = new B().path();`,
    value: '"/a/b"',
  },
  'parameter properties': {
    source: `class A { constructor(private readonly p: string, public q = p + '/q') {} both() { return this.q; } } export const value = new A('/a').both();`,
    value: '"/a/q"',
  },
  'private fields and methods': {
    source: `class A { #p = '/a'; static #s = '/s'; #m() { return this.#p + A.#s; } get p() { return this.#m(); } } export const value = new A().p;`,
    value: '"/a/s"',
  },
  'an accessor field': { source: `class A { accessor p = '/a'; } export const value = new A().p;`, value: '"/a"' },
  'a decorator': {
    source: `const d = (c: any, _x?: any) => c; @d class A { @d p() { return '/a'; } } export const value = new A().p();`,
    value: '"/a"',
  },
  using: {
    source: `function f() { using x = { p: '/a', [Symbol.dispose]() {} }; return x.p; } export const value = f();`,
    value: '"/a"',
  },
  'top-level await': { source: `const p = await Promise.resolve('/a'); export const value = p;`, value: '"/a"' },
  'async and await': {
    source: `const f = async () => '/a'; export const value = await f().then((p) => p + '/b');`,
    value: '"/a/b"',
  },
  'Promise.all': {
    source: `const [a, b] = await Promise.all([Promise.resolve('/a'), '/b']); export const value = a + b;`,
    value: '"/a/b"',
  },
  'new Promise': {
    source: `export const value = await new Promise((resolve) => setTimeout(() => resolve('/a'), 5));`,
    value: '"/a"',
  },
  'a generator': {
    source: `function* g() { yield '/a'; yield* ['/b']; } const r = []; for (const p of g()) r.push(p); export const value = typeof r;`,
    value: '"object"',
  },
  'optional calls': {
    source: `const o: any = { f: () => '/a' }; export const value = [o.f?.(), o.g?.(), o.g?.().h.i];`,
    value: '["/a", missing, missing]',
  },
  'big integers and separators': { source: 'export const value = `/${10n}/${1_000}`;', value: '"/10/1000"' },
  'a tagged template': {
    source: 'const path = (s: any, ...v: any[]) => s.join("|") + v.join(); export const value = path`/a/${1}/b`;',
    value: '"/a/|/b1"',
  },
  'String.raw': { source: 'export const value = String.raw`\\d${1}`;', value: '"\\d1"' },
  'a labelled block': {
    source: `let p = '/a'; out: { if (p) break out; p = '/b'; } export const value = p + '/c';`,
    value: '"/a/c"',
  },
  'import.meta': { source: `export const value = import.meta.env.HOST;`, value: '{environment import.meta.env.HOST}' },
};

test.each(Object.entries(programs))('%s', (_name, { source, value }) => {
  expect(exported(source)).toBe(value);
});

test('what JSX hands over is called by code outside', () => {
  const source = `export const Button = () => <button onClick={() => fetch('/clicked')}>{fetch('/shown')}</button>;`;
  expect(requestsOf({ 'a.tsx': source })).toEqual(['GET /clicked', 'GET /shown']);
});

test('a getter, a static block and a default run where they stand', () => {
  const source = `class A { static { fetch('/static'); } get p() { fetch('/get'); return 1; } m(x = fetch('/default')) {} } new A().p; new A().m();`;
  expect(requestsOf(source)).toEqual(['GET /default', 'GET /get', 'GET /static']);
});
