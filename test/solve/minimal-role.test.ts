import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/model/operation.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { minimalRole } from '../../src/solve/index.ts';
import { minimalChoice } from '../../src/solve/minimal-choice.ts';
import { type SmallPermission, smallGraph, smallOperation, useOf } from './small-model.ts';

const [lead, schema, asset] = ['lead', 'schema', 'asset'] as PermissionName[] as [
  PermissionName,
  PermissionName,
  PermissionName,
];

describe('the objective, one step after the other', () => {
  test('a heavier operation that nobody uses keeps its permission out', () => {
    const either = smallOperation('either', { anyOf: [lead, schema] });
    const remove = smallOperation('remove', lead, 'delete');
    const reads = Array.from({ length: 19 }, (_, position) => smallOperation(`read${position}`, schema));
    expect(names([either], { others: [remove, ...reads] })).toEqual(['schema']);
    const another = smallOperation('another', schema, 'write');
    expect(names([either], { others: [remove, ...reads, another] })).toEqual(['lead']);
  });

  test('where the known operations are the same, the fewest permissions hold, even if that takes more boxes', () => {
    const rows = { all: { implies: ['lead', 'schema', 'asset'] }, lead: {}, schema: {}, asset: {} };
    expect(names([smallOperation('both', { allOf: [lead, schema] })], { rows })).toEqual(['lead', 'schema']);
    expect(names([smallOperation('three', { allOf: [lead, schema, asset] })], { rows })).toEqual([
      'lead',
      'schema',
      'asset',
    ]);
  });

  test('of two equal roles the first in the dialog is taken', () => {
    expect(names([smallOperation('either', { anyOf: [asset, schema] })])).toEqual(['schema']);
  });
});

describe('what a role says of itself', () => {
  test('a permission is there because of every use that would fail, and names the disputed ones', () => {
    const first = { ...smallOperation('first', { allOf: [lead, asset] }), disputed: true };
    const role = solve([smallOperation('second', lead), first]);
    expect(role).toEqual({
      status: 'lower-bound',
      permissions: [
        { name: 'lead', because: ['GET /first', 'GET /second'], disputed: ['GET /first'] },
        { name: 'asset', because: ['GET /first'], disputed: ['GET /first'] },
      ],
      certificate: [
        { operation: 'GET /first', by: ['lead', 'asset'] },
        { operation: 'GET /second', by: ['lead'] },
      ],
    });
  });

  test('nothing used, no role', () => {
    expect(solve([])).toEqual({ status: 'lower-bound', permissions: [], certificate: [] });
  });
});

describe('refuses to guess', () => {
  test('a requirement that no role can meet', () => {
    expect(() => solve([smallOperation('never', { allOf: [lead, { anyOf: [] }] })])).toThrow(
      expect.objectContaining({
        what: 'no role can meet the requirement of GET /never',
        at: { file: 'rules/test.json#GET /never' },
      }),
    );
  });

  test('a permission whose needs go round in a circle', () => {
    const rows = { lead: { needs: ['asset'] }, asset: { needs: ['lead'] } };
    expect(() => names([smallOperation('circle', lead)], { rows })).toThrow(/no role can meet/);
  });

  test('a requirement that multiplies without end', () => {
    const rows: Record<string, SmallPermission> = {};
    const pairs = Array.from({ length: 20 }, (_, position): Requirement => {
      const pair = [`a${position}`, `b${position}`] as PermissionName[];
      for (const name of pair) rows[name] = {};
      return { anyOf: pair };
    });
    expect(names([smallOperation('conjunction', { allOf: pairs })], { rows })).toHaveLength(20);
    const nested: Requirement = { anyOf: [{ allOf: pairs }, { allOf: pairs }] };
    expect(() => names([smallOperation('explosion', nested)], { rows })).toThrow(/can be met in too many ways/);
  });

  test('a proof that takes too many steps is an error, never an unproved role', () => {
    const choice = {
      constraints: [
        [1n, 2n],
        [2n, 4n],
        [4n, 1n],
      ],
      start: 0n,
      allowed: 7n,
      effective: (ticked: bigint) => ticked,
      reach: { things: () => 0n, always: 0n, cost: () => 0 },
      tickCost: () => 1,
    };
    expect(minimalChoice(choice)).toBe(3n);
    expect(() => minimalChoice(choice, 2)).toThrow(/the smallest role cannot be proved/);
  });
});

test('thirty independent choices between equals take no longer than one after the other', () => {
  const rows: Record<string, SmallPermission> = {};
  const operations = Array.from({ length: 30 }, (_, position) => {
    const pair = [`a${position}`, `b${position}`] as PermissionName[];
    for (const name of pair) rows[name] = {};
    return smallOperation(`op${position}`, { anyOf: pair });
  });
  expect(names(operations, { rows })).toEqual(Array.from({ length: 30 }, (_, position) => `a${position}`));
});

interface Setting {
  readonly rows?: Readonly<Record<string, SmallPermission>>;
  readonly others?: readonly Operation[];
}

function names(used: readonly Operation[], setting: Setting = {}): PermissionName[] {
  return solve(used, setting).permissions.map(({ name }) => name);
}

function solve(used: readonly Operation[], { rows = { lead: {}, schema: {}, asset: {} }, others = [] }: Setting = {}) {
  const rules = { operations: [...used, ...others] };
  return minimalRole({ graph: smallGraph(rows), rules, uses: used.map((one) => useOf(one)), status: 'lower-bound' });
}
