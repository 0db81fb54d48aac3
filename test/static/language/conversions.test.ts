import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('what an object is worth', () => {
  test.each([
    [
      'where it says it itself',
      "[`${p}`, '' + p]",
      '["/p/string", "/p/default"]',
      "class P { constructor(private p: string) {} [Symbol.toPrimitive](h: string) { return this.p + '/' + h; } } const p = new P('/p');",
    ],
    ['as a text', "'/a' + new P()", '"/a/p"', "class P { toString() { return '/p'; } }"],
    [
      'as a number',
      '[n * 2, n > 2, n == 3]',
      '[6, true, true]',
      'class N { valueOf() { return 3; } } const n: any = new N();',
    ],
    ['a text before a number in a template', '`${n}`', '"/t"', "const n = { valueOf: () => 3, toString: () => '/t' };"],
    [
      'a number before a text in a sum',
      "n + '/x'",
      '"3/x"',
      "const n: any = { valueOf: () => 3, toString: () => '/t' };",
    ],
    ['where it says nothing', "'/a' + o", '"/a{not-text}"', 'const o = {};'],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});

describe('classes', () => {
  test.each([
    [
      'say what their instances are',
      '[{ even: true } instanceof E, { even: false } instanceof E]',
      '[true, false]',
      'class E { static [Symbol.hasInstance](x: any) { return x.even === true; } }',
    ],
    [
      'may return another object',
      'new A().p',
      '"/r"',
      "class A { declare p: string; constructor() { return { p: '/r' }; } }",
    ],
    [
      'know what is made',
      'new C().at',
      '"/c"',
      "class C { static p = '/c'; at: string; constructor() { this.at = new.target.p; } }",
    ],
    [
      'reach their base from a field',
      'new B().q()',
      '"/a/b"',
      "class A { p() { return '/a'; } } class B extends A { q = () => super.p() + '/b'; }",
    ],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});

describe('tags of templates', () => {
  test.each([
    ['get the texts as written', 't`/a${"/v"}`', '"/a/v"', 'const t = (s: any, ...v: any[]) => s.raw[0] + v[0];'],
    ['are methods of their object', 'o.t`/c`', '"/b/c"', "const o = { b: '/b', t(s: any) { return this.b + s[0]; } };"],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});

test('a counter gives what it was, and is not known afterwards', () => {
  expect(evaluated('[i++, i]', 'let i = 2;')).toBe('[2, {unknown-key i}]');
});
