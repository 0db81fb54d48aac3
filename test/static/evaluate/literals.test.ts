import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('evaluate: literals', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['a text', "'/rest'", '"/rest"', ''],
    ['a template', '`/v1/${"leads"}.json`', '"/v1/leads.json"', ''],
    ['a template with a hole', '`/v1/${process.env.KIND}.json`', '"/v1/{environment KIND}.json"', ''],
    ['an object in order', "({ a: '/x', b: '/y' }).b", '"/y"', ''],
    ['a spread is overridden by what follows', "({ ...o, a: '/new' }).a", '"/new"', "const o = { a: '/old' };"],
    ['a spread overrides what stands before', "({ a: '/new', ...o }).a", '"/old"', "const o = { a: '/old' };"],
    ['a computed name', "({ [k]: '/x' }).leads", '"/x"', "const k = 'leads';"],
    ['a shorthand', '({ path }).path', '"/p"', "const path = '/p';"],
    ['an array with a spread', "[...a, '/c'].join('')", '"/a/b/c"', "const a = ['/a', '/b'];"],
    ['a getter of a literal', "({ get p() { return '/p'; } }).p", '"/p"', ''],
    ['a property that nobody set', '({ a: 1 }).b', 'undefined', ''],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
