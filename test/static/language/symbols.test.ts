import { expect, test } from 'vitest';
import { callsOf, evaluated } from '../../kit/program.ts';

test.each([
  [
    'a symbol of the language',
    'new A()[Symbol.toStringTag]',
    '"/a"',
    "class A { get [Symbol.toStringTag]() { return '/a'; } }",
  ],
  ['a symbol of the program', 'o[s]', '"/a"', "const s = Symbol('s'); const o = { [s]: '/a', [Symbol('s')]: '/b' };"],
  ['a registered symbol', "o[Symbol.for('s')]", '"/a"', "const o = { [Symbol.for('s')]: '/a' };"],
  ['a symbol is itself', "Symbol.for('a') === Symbol.for('a')", 'true', ''],
  ['two symbols of one name are two', "Symbol('a') === Symbol('a')", 'false', ''],
  ['no list of names has it', 'Object.keys({ a: 1, [Symbol.iterator]: 2 })', '["a"]', ''],
  ['a spread copies it', 'o[Symbol.iterator]', '"/i"', "const o = { ...{ [Symbol.iterator]: '/i' } };"],
  ['its type', 'typeof Symbol.iterator', '"symbol"', ''],
  [
    'a method under a name that is not known may be any',
    'new A().x()',
    '<"/a" | missing>',
    "declare const k: string; class A { [k]() { return '/a'; } }",
  ],
  [
    '… and is none that has a name',
    'new A().y()',
    '"/y"',
    "declare const k: string; class A { [k]() { return '/a'; } y() { return '/y'; } }",
  ],
])('%s', (_name, expression, value, before) => {
  expect(evaluated(expression, before)).toBe(value);
});

test('a member named by a symbol is listed though nothing calls it', () => {
  const source = `export {}; class A { [Symbol.for('nodejs.rejection')]() { fetch('https://123-abc-456.mktorest.com/rest/v1/leads.json'); } }`;
  expect(callsOf(source)).toEqual(['a.ts:1 GET /rest/v1/leads.json (dead)']);
});
