import { describe, expect, test } from 'vitest';
import { agreementOf, minimalOptions } from '../../src/rules/agreement.ts';
import type { ClaimRow, RequirementRow } from '../../src/schema/index.ts';
import { permissions, when } from './rule-source.ts';

const claims = (spec: RequirementRow | undefined, table: RequirementRow | undefined): readonly ClaimRow[] => [
  { source: 'spec', checked: '2026-01-02', ...(spec && { requires: spec }) },
  { source: 'endpoint-table', checked: '2026-01-02', ...(table && { requires: table }) },
];
const either = { anyOf: ['Read-Only Apple', 'Read-Write Apple'] };

describe('two claims', () => {
  test.each<[string, RequirementRow | undefined, RequirementRow | undefined, string]>([
    ['only the spec speaks', either, undefined, 'single'],
    ['only the table speaks', undefined, 'Sell Fruit', 'single'],
    ['equal', 'Sell Fruit', 'Sell Fruit', 'same'],
    ['equal but for order', either, { anyOf: ['Read-Write Apple', 'Read-Only Apple'] }, 'same'],
    ['both ask for nothing', { allOf: [] }, { allOf: [] }, 'same'],
    ['one adds the stronger twin of a shared permission', either, 'Read-Only Apple', 'same'],
    ['one adds the weaker twin of a shared permission', either, 'Read-Write Apple', 'overlap'],
    ['one adds an unrelated permission', { anyOf: ['Sell Fruit', 'Read-Only Apple'] }, 'Read-Only Apple', 'overlap'],
    ['one sets a condition', { allOf: ['Sell Fruit', when('ripe', 'Read-Only Apple')] }, 'Sell Fruit', 'overlap'],
    [
      'both set the same condition',
      { allOf: ['Sell Fruit', when('ripe', either)] },
      { allOf: [when('ripe', either), 'Sell Fruit'] },
      'same',
    ],
    ['they have nothing in common', 'Sell Fruit', 'Read-Only Apple', 'conflict'],
    ['twins, each named by one alone', 'Read-Write Apple', 'Read-Only Apple', 'conflict'],
    ['one asks for more', { allOf: ['Sell Fruit', 'Read-Only Apple'] }, 'Read-Only Apple', 'conflict'],
  ])('%s', (_, spec, table, expected) => {
    expect(agreementOf(claims(spec, table), permissions)).toBe(expected);
    expect(agreementOf(claims(table, spec), permissions)).toBe(expected);
  });

  test('a third page of the guide makes no dispute', () => {
    const guide: ClaimRow = { source: 'guide', requires: 'Sell Fruit', checked: '2026-01-02' };
    expect(agreementOf([...claims(either, either), guide], permissions)).toBe('same');
  });
});

test('minimal options contain one another never', () => {
  const requirement = { anyOf: ['a', { allOf: ['a', 'b'] }, { allOf: [{ anyOf: ['c', 'd'] }, 'b'] }] };
  expect(minimalOptions(requirement)).toEqual([['a'], ['b', 'c'], ['b', 'd']]);
});
