import { describe, expect, test } from 'vitest';
import type { OperationUse } from '../../src/model/operation-use.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { boundGrant, compareGrant, minimalRole } from '../../src/solve/index.ts';
import { type SmallPermission, smallGraph, smallOperation, useOf } from './small-model.ts';

type Ending = Partial<OperationUse['outcomes']> & { readonly partition?: number };

/** What the traffic proves when these requirements were asked with these endings, in the order given. */
function prove(
  permissions: Readonly<Record<string, SmallPermission>>,
  calls: readonly (readonly [Requirement, Ending])[],
  granted?: readonly string[],
) {
  const graph = smallGraph(permissions);
  const uses = calls.map(([requires, { partition = 0, ...outcomes }], index): OperationUse => {
    return {
      ...useOf(smallOperation(`op${index}`, requires)),
      outcomes: { allowed: 0, denied: partition, attempted: 0, ...outcomes },
      ...(partition === 0 ? {} : { causes: { partition } }),
    };
  });
  const input = { graph, rules: { operations: uses.map(({ operation }) => operation) }, uses };
  const grant = { permissions: (granted ?? []) as PermissionName[], groups: [], unknown: [], roles: [] };
  const role = minimalRole({ ...input, status: 'complete' });
  const bounds = boundGrant({
    ...input,
    role,
    ...(granted === undefined ? {} : { comparison: compareGrant({ ...input, granted: grant, role }) }),
  });
  return bounds && { ...bounds, held: names(bounds.held), lacked: names(bounds.lacked) };
}

function names(list: readonly { readonly name: PermissionName }[]): string[] {
  return list.map(({ name }) => name);
}

const [a, b] = ['a', 'b'] as PermissionName[];
if (a === undefined || b === undefined) throw new Error('two names');
const allowed = { allowed: 1 };
const denied = { denied: 1 };

describe('what an answer proves', () => {
  test('the lesser permission is held, the greater one is open', () => {
    const proof = prove({ a: {}, b: { implies: ['a'] } }, [[a, allowed]]);
    expect(proof).toMatchObject({ held: ['a'], lacked: [], undecided: 1 });
  });

  test('a denial of the lesser one denies the greater one as well', () => {
    expect(prove({ a: {}, b: { implies: ['a'] } }, [[a, denied]])).toMatchObject({ held: [], lacked: ['a', 'b'] });
  });

  test('one of two ways, and the other once the first is denied', () => {
    const ways = { anyOf: [a, b] };
    expect(prove({ a: {}, b: {} }, [[ways, allowed]])).toMatchObject({
      held: [],
      oneOf: [{ alternatives: [['a'], ['b']] }],
    });
    expect(
      prove({ a: {}, b: {} }, [
        [ways, allowed],
        [a, denied],
      ]),
    ).toMatchObject({ held: ['b'], oneOf: [], lacked: ['a'] });
  });

  test('one of several is lacked, and which one once the other is held', () => {
    const both = { allOf: [a, b] };
    expect(prove({ a: {}, b: {} }, [[both, denied]])?.oneLacked).toMatchObject([{ permissions: ['a', 'b'] }]);
    expect(
      prove({ a: {}, b: {} }, [
        [both, denied],
        [a, allowed],
      ]),
    ).toMatchObject({ held: ['a'], lacked: ['b'], oneLacked: [] });
  });

  test('a record refused for its partition was let through by the permission', () => {
    expect(prove({ a: {} }, [[a, { partition: 2 }]])).toMatchObject({ held: ['a'], unexplained: [] });
  });

  test('nothing, where no outcome can be told', () => {
    expect(prove({ a: {} }, [[a, { attempted: 5 }]])).toBeUndefined();
  });
});

describe('a denial that no permission explains', () => {
  test.each([
    ['the same operation was answered as well', [[a, { allowed: 1, denied: 1 }]], ['GET /op0']],
    ['it asks for nothing', [[{ allOf: [] }, denied]], ['GET /op0']],
    [
      'another answer shows that the permission is there',
      [
        [a, allowed],
        [{ anyOf: [a, b] }, denied],
      ],
      ['GET /op1'],
    ],
  ] as const)('%s', (_, calls, unexplained) => {
    expect(prove({ a: {}, b: {} }, calls)).toMatchObject({ unexplained, lacked: [] });
  });

  test('several that fit no role together are all left out', () => {
    const proof = prove({ a: {}, b: {} }, [
      [{ anyOf: [a, b] }, allowed],
      [a, denied],
      [b, denied],
    ]);
    expect(proof).toMatchObject({ held: [], lacked: [], unexplained: ['GET /op1', 'GET /op2'] });
  });
});

describe('a grant', () => {
  const calls = [
    [a, allowed],
    [b, denied],
  ] as const;

  test('is contradicted by what was answered beyond it and denied within it', () => {
    expect(prove({ a: {}, b: {} }, calls, ['b'])?.contradicts).toEqual({ allowed: ['GET /op0'], denied: ['GET /op1'] });
  });

  test('is not contradicted by what it explains, nor by what no permission explains', () => {
    expect(prove({ a: {}, b: {} }, calls, ['a'])?.contradicts).toBeUndefined();
    expect(prove({ a: {} }, [[a, { allowed: 1, denied: 1 }]], ['a'])?.contradicts).toBeUndefined();
  });
});
