import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('evaluate: class', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['a field', 'new A().p', '"/p"', "class A { p = '/p'; }"],
    [
      'a constructor parameter',
      "new A('/b').p",
      '"/b/p"',
      "class A { p: string; constructor(b: string) { this.p = b + '/p'; } }",
    ],
    ['a parameter property', "new A('/b').base", '"/b"', 'class A { constructor(readonly base: string) {} }'],
    ['a method', "new A().m('/x')", '"/b/x"', "class A { base = '/b'; m(p: string) { return this.base + p; } }"],
    ['a getter', 'new A().p', '"/g"', "class A { get p() { return '/g'; } }"],
    [
      'a setter',
      'a.q',
      '"/x!"',
      "class A { q = ''; set p(v: string) { this.q = v + '!'; } } const a = new A(); a.p = '/x';",
    ],
    ['a static property', 'A.p', '"/s"', "class A { static p = '/s'; }"],
    [
      'super in a constructor',
      'new B().base',
      '"/from-b"',
      "class A { constructor(public base: string) {} } class B extends A { constructor() { super('/from-b'); } }",
    ],
    [
      'super in a method',
      'new B().m()',
      '"/a/b"',
      "class A { m() { return '/a'; } } class B extends A { override m() { return super.m() + '/b'; } }",
    ],
    [
      'a static property of the subclass',
      'new B().path',
      '"/v1/leads"',
      "class A { static section = ''; get path() { return '/v1/' + (this.constructor as typeof A).section; } } class B extends A { static override section = 'leads'; }",
    ],
    ['a private field', 'new A().m()', '"/private"', "class A { #p = '/private'; m() { return this.#p; } }"],
    [
      'a mixin',
      'new M().x()',
      '"/b/x"',
      "const mix = (B: any) => class extends B { x() { return this.base + '/x'; } }; class A { base = '/b'; } const M = mix(A);",
    ],
    [
      'a prototype',
      'new (A as any)().m()',
      '"/b/m"',
      "function A(this: any) { this.b = '/b'; } A.prototype.m = function () { return this.b + '/m'; };",
    ],
    ['an enum', 'E.Leads', '"/leads"', "enum E { Leads = '/leads', Lists = '/lists' }"],
    ['a namespace', 'N.p', '"/n"', "namespace N { export const p = '/n'; }"],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
