import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('evaluate: call', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['a function', "f('/x')", '"/rest/x"', "function f(p: string) { return '/rest' + p; }"],
    ['an arrow function', "f('/x')", '"/rest/x"', "const f = (p: string) => '/rest' + p;"],
    ['a default parameter', 'f()', '"/d"', "const f = (p = '/d') => p;"],
    ['a default does not replace', "f('/x')", '"/x"', "const f = (p = '/d') => p;"],
    [
      'a destructured parameter',
      "f({ path: '/x' })",
      '"/b/x"',
      "const f = ({ path, base = '/b' }: any) => base + path;",
    ],
    ['a rest parameter', "f('/a', '/b')", '"/a/b"', "const f = (...p: string[]) => p.join('');"],
    ['a spread argument', "f(...['/a', '/b'])", '"/b/a"', 'const f = (a: string, b: string) => b + a;'],
    ['an async function', 'await f()', '"/x"', "const f = async () => '/x';"],
    ['several returns', 'f()', '<"/a" | "/b">', "function f() { if (process.env.X) return '/a'; return '/b'; }"],
    ['a closure', "make('/b')('/x')", '"/b/x"', 'const make = (base: string) => (p: string) => base + p;'],
    ['a function reference', "g('/x')", '"/f/x"', "const f = (p: string) => '/f' + p; const g = f;"],
    ['call', "f.call(null, '/x')", '"/x"', 'function f(p: string) { return p; }'],
    ['apply', "f.apply(null, ['/x'])", '"/x"', 'function f(p: string) { return p; }'],
    ['bind', "f.bind(null, '/b')('/x')", '"/b/x"', 'function f(b: string, p: string) { return b + p; }'],
    [
      'a parameter from outside',
      'f',
      '"/x{environment P}"',
      "let seen: any; export function outer(p: string) { return '/x' + p; } const f = outer(process.env.P as string);",
    ],
    [
      'a recursion to its end',
      'f(3)',
      '"/x/x/x"',
      "function f(n: number): string { return n ? '/x' + f(n - 1) : ''; }",
    ],
    ['a callback', 'r', '"/x"', "let r = ''; function run(cb: any) { cb('/x'); } run((p: string) => { r = p; });"],
    ['code outside the program', "fn('/x')", '{external-call elsewhere.fn()}', "import { fn } from 'elsewhere';"],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
