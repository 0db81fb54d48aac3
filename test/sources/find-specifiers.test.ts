import { expect, test } from 'vitest';
import { findSpecifiers } from '../../src/sources/find-specifiers.ts';

const specifiers = (text: string): string[] =>
  [...findSpecifiers(text)].map(({ start, end }) => text.slice(start, end));

test.each([
  ["import a, { b } from './a';", './a'],
  ["import {\n  a,\n} from\n  './a'", './a'],
  ["import'./a'", './a'],
  ['import type { T } from "./a"', './a'],
  ["export * as x from './a'", './a'],
  ["const a = require( './a' )", './a'],
  ["import a = require('./a')", './a'],
  ["await import(/* webpackChunkName: 'x' */ './a')", './a'],
  ['import(`./a`)', './a'],
  ["require.resolve('./a')", './a'],
  ["jest.mock('./b'); from('./a')", './a'],
])('%s', (text, expected) => {
  expect(specifiers(text)).toEqual([expected]);
});

test.each(['import(`./$' + '{name}`)', "fromage './a'", "important('./a')", "import('unclosed\n')"])(
  'none in %s',
  (text) => {
    expect(specifiers(text)).toEqual([]);
  },
);

test.each([' ', '/*', "'", 'from', 'from ', 'import('])('takes linear time on %j repeated', (piece) => {
  const start = performance.now();
  specifiers(`import ${piece.repeat(300_000)}`);
  expect(performance.now() - start).toBeLessThan(2_000);
});
