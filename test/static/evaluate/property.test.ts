import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('evaluate: property', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['a known key', "t['leads']", '"/l"', "const t = { leads: '/l', lists: '/s' };"],
    [
      'an unknown key gives every value',
      "t[process.env.K as 'a']",
      '<"/a" | "/b" | missing>',
      "const t = { a: '/a', b: '/b' };",
    ],
    [
      'a partly known key',
      "t['get' + process.env.K]",
      '<"/a" | missing>',
      "const t: any = { getA: '/a', setB: '/b' };",
    ],
    ['an element', "['/a', '/b'][1]", '"/b"', ''],
    ['optional', 'o?.p', '"/p"', "const o = { p: '/p' };"],
    ['of the environment', 'process.env.MARKETO_HOST', '{environment MARKETO_HOST}', ''],
    [
      'of something unknown',
      'config.marketo.host',
      '{external-module config.marketo.host}',
      "import config from 'config';",
    ],
    ['a key named constructor', "t['constructor']", 'undefined', 'const t = Object.create(null);'],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
