import { describe, expect, test } from 'vitest';
import { callsOf, evaluated, requestsOf } from '../../kit/program.ts';

const host = "const H = 'https://123-abc-456.mktorest.com/rest/v1';";

describe('decorators of the older standard', () => {
  test.each([
    [
      'a descriptor whose value is replaced',
      "function d(t: any, k: string, desc: any) { const f = desc.value; desc.value = function () { return '/a' + f.call(this); }; } class A { @d m() { return '/b'; } }",
      'new A().m()',
      '"/a/b"',
    ],
    [
      'a descriptor that is returned',
      "function d(t: any, k: string, desc: any) { return { ...desc, value: () => '/c' }; } class A { @d m() { return '/b'; } }",
      'new A().m()',
      '"/c"',
    ],
    [
      'a method that becomes a getter',
      "function bound(t: any, k: string, desc: any) { const f = desc.value; return { get() { return f.bind(this); } }; } class A { p = '/p'; @bound m() { return this.p; } } const { m } = new A();",
      'm()',
      '"/p"',
    ],
    [
      'a property that gets a getter',
      "function d(t: any, k: string) { Object.defineProperty(t, k, { get() { return '/' + k; } }); } class A { @d declare leads: string; }",
      'new A().leads',
      '"/leads"',
    ],
    [
      'two decorators, the lower one first',
      "function a(t: any, k: string, desc: any) { const f = desc.value; desc.value = () => '/a' + f(); } function b(t: any, k: string, desc: any) { const f = desc.value; desc.value = () => '/b' + f(); } class A { @a @b m() { return '/c'; } }",
      'new A().m()',
      '"/a/b/c"',
    ],
    [
      'a class that is replaced',
      "const at = (path: string) => (C: any) => class extends C { path = path; }; @at('/a') class A { path!: string; }",
      'new A().path',
      '"/a"',
    ],
    [
      'an accessor pair',
      "function d(t: any, k: string, desc: any) { const g = desc.get; desc.get = function () { return '/d' + g.call(this); }; } class A { @d get p() { return '/p'; } }",
      'new A().p',
      '"/d/p"',
    ],
  ])('%s', (_name, before, expression, value) => {
    expect(evaluated(expression, before)).toBe(value);
  });

  test('parameters are decorated when the class is made, before anything is called', () => {
    const source = `${host} const table: string[] = []; function from(t: any, k: any, i: number) { table.push('/leads.json'); } class A { m(@from x: string) {} } for (const p of table) fetch(H + p);`;
    expect(requestsOf(source)).toEqual(['GET https://123-abc-456.mktorest.com/rest/v1/leads.json']);
  });
});

describe('decorators of the language', () => {
  test.each([
    [
      'a method that is replaced',
      "function d(f: any, ctx: any) { return function () { return '/a' + f.call(this); }; } class A { @d m() { return '/b'; } }",
      'new A().m()',
      '"/a/b"',
    ],
    [
      'the first value of a field',
      "function d(v: any, ctx: any) { return (x: string) => '/a' + x; } class A { @d p = '/b'; }",
      'new A().p',
      '"/a/b"',
    ],
    [
      'the first value of a static field',
      "function d(v: any, ctx: any) { return (x: string) => '/a' + x; } class A { @d static p = '/b'; }",
      'A.p',
      '"/a/b"',
    ],
    [
      'an accessor field',
      "function d({ get, set }: any, ctx: any) { return { get() { return '/g' + get.call(this); } }; } class A { @d accessor p = '/p'; }",
      'new A().p',
      '"/g/p"',
    ],
    [
      'a private accessor under another name keeps what is set',
      "function d({ get, set }: any, ctx: any) { return { init: (x: string) => x + '/i' }; } class A { @d accessor p = '/p'; } const a = new A(); const first = a.p; a.p = '/set';",
      '[first, a.p]',
      '["/p/i", "/set"]',
    ],
    [
      'an initializer on each instance',
      "function bound(f: any, ctx: any) { ctx.addInitializer(function (this: any) { this[ctx.name] = this[ctx.name].bind(this); }); } class A { p = '/p'; @bound m() { return this.p; } } const { m } = new A();",
      'm()',
      '"/p"',
    ],
    [
      'a class in a registry',
      "const reg: any = {}; const register = (n: string) => (C: any, ctx: any) => { reg[n] = C; }; @register('x') class X { m() { return '/x'; } }",
      "new reg['x']().m()",
      '"/x"',
    ],
    [
      'the context',
      "const seen: any = {}; function d(v: any, ctx: ClassMethodDecoratorContext) { seen.at = ctx.kind + '/' + String(ctx.name); seen.own = ctx.static; } class A { @d static m() {} }",
      '[seen.at, seen.own]',
      '["method/m", true]',
    ],
  ])('%s', (_name, before, expression, value) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});

test('a class that an unknown decorator gets is live, a class beside it is not', () => {
  const source = `import { Job } from 'jobs'; ${host}
@Job() class A { run() { fetch(H + '/leads.json'); } }
class B { run() { fetch(H + '/lists.json'); } }`;
  expect(callsOf(source)).toEqual(['a.ts:2 GET /rest/v1/leads.json', 'a.ts:3 GET /rest/v1/lists.json (dead)']);
});

test('a method that is replaced and never asked for is not called', () => {
  const source = `${host} function off(t: any, k: string, desc: any) { return { ...desc, value: () => undefined }; }
class A { @off m() { fetch(H + '/leads.json'); } } new A().m();`;
  expect(callsOf(source)).toEqual(['a.ts:2 GET /rest/v1/leads.json (dead)']);
});
