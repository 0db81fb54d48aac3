import fc from 'fast-check';
import { effects, type Operation } from '../../src/model/operation.ts';
import type { OperationUse } from '../../src/model/operation-use.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { PermissionGraph } from '../../src/model/permission-graph.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { type SmallPermission, smallGraph, smallOperation, useOf } from './small-model.ts';

/** A random problem small enough to try every subset of its boxes. */
export interface RandomModel {
  readonly graph: PermissionGraph;
  readonly operations: readonly Operation[];
  readonly uses: readonly OperationUse[];
  readonly granted: readonly PermissionName[];
}

/**
 * Found at random, with what did not matter left out: two permissions that reach equally far, of which the grant has the
 * one that comes later in the dialog.
 */
export const equalWays: readonly RandomModel[] = [
  oneUse({ a: {}, b: {} }, ['a', 'b'], ['b']),
  oneUse({ a: { implies: ['c'], needs: ['c'] }, b: {}, c: {} }, ['b', 'c'], ['a', 'c']),
];

/** One use that any of the permissions lets through, beside an operation for each of them alone. */
function oneUse(
  permissions: Readonly<Record<string, SmallPermission>>,
  ways: readonly string[],
  granted: readonly string[],
): RandomModel {
  const [anyOf, held] = [ways as PermissionName[], granted as PermissionName[]];
  const used = smallOperation('used', { anyOf });
  const operations = [used, ...anyOf.map((name) => smallOperation(`with-${name}`, name))];
  return { graph: smallGraph(permissions), operations, uses: [useOf(used)], granted: held };
}

const permissionNames = [...'abcdefgh'];

/** Implications follow a random order of the dialog, as do needs, each its own: the two may cross, even in circles. */
export const randomModel: fc.Arbitrary<RandomModel> = fc
  .integer({ min: 1, max: permissionNames.length })
  .chain((count) => modelOf(permissionNames.slice(0, count)));

function modelOf(names: readonly string[]): fc.Arbitrary<RandomModel> {
  return fc
    .record({
      graph: hierarchy(names),
      operations: fc.array(fc.tuple(requirement(names), fc.constantFrom(...effects)), { minLength: 1, maxLength: 8 }),
      used: fc.uniqueArray(fc.tuple(fc.nat(7), fc.subarray(['p', 'q'])), {
        maxLength: 5,
        selector: ([position]) => position,
      }),
      granted: fc.subarray(names as PermissionName[]),
    })
    .map(({ graph, operations: rows, used, granted }) => {
      const operations = rows.map(([requires, effect], position) => smallOperation(`op${position}`, requires, effect));
      const uses = used.flatMap(([position, passed]) =>
        operations.slice(position, position + 1).map((operation) => useOf(operation, passed)),
      );
      return { graph, operations, uses, granted };
    });
}

function hierarchy(names: readonly string[]): fc.Arbitrary<PermissionGraph> {
  const shuffled = fc.shuffledSubarray([...names], { minLength: names.length });
  const edges = fc.array(fc.tuple(fc.nat(names.length - 1), fc.nat(names.length - 1)), { maxLength: names.length });
  return fc.tuple(shuffled, edges, shuffled, edges).map(([implyOrder, implies, needOrder, needs]) => {
    const later = (order: readonly string[], pairs: readonly (readonly [number, number])[], name: string) =>
      pairs.filter(([a, b]) => a < b && order[a] === name).flatMap(([, b]) => order.slice(b, b + 1));
    const rows: Record<string, SmallPermission> = {};
    for (const name of names) {
      rows[name] = { implies: later(implyOrder, implies, name), needs: later(needOrder, needs, name) };
    }
    return smallGraph(rows);
  });
}

/** Never unsatisfiable by itself: an `anyOf` has at least one part. Circular needs can still make it so. */
function requirement(names: readonly string[]): fc.Arbitrary<Requirement> {
  return fc.letrec<{ node: Requirement }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'requirement' },
      fc.constantFrom(...(names as PermissionName[])),
      fc.array(tie('node'), { maxLength: 3 }).map((allOf) => ({ allOf })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
      fc
        .tuple(fc.constantFrom('p', 'q', 'r'), tie('node'))
        // biome-ignore lint/suspicious/noThenProperty: the model's own word for what a condition asks for
        .map(([parameter, then]) => ({ when: { parameter }, then: then as Requirement })),
    ),
  })).node;
}
