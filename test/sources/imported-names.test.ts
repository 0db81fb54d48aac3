import { expect, test } from 'vitest';
import { findImportedNames, type ImportedNames } from '../../src/sources/imported-names.ts';

/** As in `all from x`, `a, b from x`, with what is handed on behind an arrow. */
function shown({ specifier, names, handsOn }: ImportedNames): string {
  const taken = names === 'all' ? 'all' : [...names].toSorted().join(', ');
  if (handsOn === undefined) return `${taken} from ${specifier}`;
  const given = handsOn === 'all' ? 'all' : [...handsOn].map(([name, as]) => (name === as ? name : `${name} as ${as}`));
  return `${taken} from ${specifier} -> ${String(given)}`;
}

test.each([
  ["import { a } from './x';", 'a from ./x'],
  ["import { a as b, c, } from './x';", 'a, c from ./x'],
  ["import d from './x';", 'default from ./x'],
  ["import d, { a } from './x';", 'a, default from ./x'],
  ["import{a}from'./x'", 'a from ./x'],
  ["import type { A } from './x';", 'A from ./x'],
  ["import { type A, b } from './x';", 'A, b from ./x'],
  ["import type from './x';", 'default from ./x'],
  ["import {\n  a,\n  b,\n} from './x';", 'a, b from ./x'],
  ["import './x';", ' from ./x'],
  ["import * as x from './x';", 'all from ./x'],
  ["import d, * as x from './x';", 'all from ./x'],
  ["import { a, a as b } from './x';", 'all from ./x'],
  ["import { 'a b' as c } from './x';", 'all from ./x'],
  ["import { a /* b */ } from './x';", 'all from ./x'],
  ["import { ä } from './x';", 'all from ./x'],
  ["const { a } = require('./x');", 'all from ./x'],
  ["const { a } = await import('./x');", 'all from ./x'],
  ["import x = require('./x');", 'all from ./x'],
  ["export * from './x';", 'all from ./x -> all'],
  ["export * as x from './x';", 'all from ./x'],
  ["export { a, b as c } from './x';", 'a, b from ./x -> a,b as c'],
  ["export { default as a } from './x';", 'default from ./x -> default as a'],
  ["export class A {}\nimport { b } from './x';", 'b from ./x'],
  ["export const a = 1;\nArray.from('./x');", 'all from ./x'],
])('%j takes %s', (text, expected) => {
  expect(findImportedNames(text).map(shown)).toContain(expected);
});

test('a clause longer than is looked at takes everything', () => {
  const names = Array.from({ length: 900 }, (_, i) => `name${i}`).join(', ');
  expect(findImportedNames(`import { ${names} } from './x';`).map(shown)).toEqual(['all from ./x']);
});
