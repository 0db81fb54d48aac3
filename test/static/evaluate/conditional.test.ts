import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('evaluate: conditional', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['known', "true ? '/a' : '/b'", '"/a"', ''],
    ['unknown gives both', "process.env.X ? '/a' : '/b'", '<"/a" | "/b">', ''],
    ['compared text decides', "k === 'x' ? '/a' : '/b'", '"/a"', "const k: string = 'x';"],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
