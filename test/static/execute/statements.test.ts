import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('execute: statements', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['if known', 'p', '"/c"', "let p = '/a'; if (1 > 2) p = '/b'; else p = '/c';"],
    [
      'switch known',
      'p',
      '"/b"',
      "let p = ''; const k: string = 'b'; switch (k) { case 'a': p = '/a'; break; case 'b': p = '/b'; break; default: p = '/d'; }",
    ],
    [
      'switch unknown',
      'p',
      '<"/b" | "/none" | "/a">',
      "let p = '/none'; switch (process.env.K) { case 'a': p = '/a'; break; case 'b': p = '/b'; }",
    ],
    [
      'switch falls through',
      'p',
      '"/a/b"',
      "let p = ''; switch ('a' as string) { case 'a': p += '/a'; case 'b': p += '/b'; break; case 'c': p += '/c'; }",
    ],
    [
      'an early return',
      'f(process.env.X)',
      '<"/b" | "/a">',
      "function f(x: any) { let p = '/a'; if (x) { p = '/b'; return p; } return p; }",
    ],
    ['for of a table', 'r.join()', '"/a,/b"', "const r: string[] = []; for (const k of ['a', 'b']) r.push('/' + k);"],
    ['for in', 'r.join()', '"a,b"', 'const r: string[] = []; for (const k in { a: 1, b: 2 }) r.push(k);'],
    ['break', 'p', '"/a"', "let p = ''; for (const k of ['/a', '/b']) { p = k; if (k === '/a') break; }"],
    ['try and catch', 'p', '<"/a" | "/b">', "let p = ''; try { p = '/a'; JSON.parse('x'); } catch { p = '/b'; }"],
    ['finally', 'p', '"/a/f"', "let p = ''; try { p = '/a'; } finally { p += '/f'; }"],
    ['var is hoisted', 'p', '"/x"', "p = '/x'; var p: any;"],
    [
      'a labelled loop',
      'p',
      '"/1/x"',
      "let p = ''; outer: for (const a of ['/1', '/2']) for (const b of ['/x']) { p = a + b; break outer; }",
    ],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
