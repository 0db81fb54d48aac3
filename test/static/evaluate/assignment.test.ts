import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('evaluate: assignment', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['=', 'p', '"/b"', "let p = '/a'; p = '/b';"],
    ['+=', 'p', '"/a/b"', "let p = '/a'; p += '/b';"],
    ['||=', 'p', '"/b"', "let p = ''; p ||= '/b';"],
    ['??=', 'p', '"/b"', "let p: string | undefined; p ??= '/b';"],
    ['to a property', 'o.p', '"/x"', "const o: { p?: string } = {}; o.p = '/x';"],
    ['to an element', 'a[1]', '"/z"', "const a = ['/x', '/y']; a[1] = '/z';"],
    ['an object pattern', 'a + b', '"/a/d"', "let a, b; ({ a, c: b = '/d' } = { a: '/a' } as any);"],
    ['an array pattern', 'b', '"/2"', "let a, b; [a, b] = ['/1', '/2'];"],
    ['under a condition gives both', 'p', '<"/b" | "/a">', "let p = '/a'; if (process.env.X) p = '/b';"],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
