import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlastRadius, Reach } from '../../src/model/blast-radius.ts';
import type { Operation } from '../../src/model/operation.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Grant } from '../../src/model/role.ts';
import { compileAbilities } from '../../src/rules/compile-abilities.ts';
import { compareGrant, findEscalations, measureBlastRadius, minimalRole } from '../../src/solve/index.ts';
import { bruteForceRole, letsWork, subsets } from './brute-force.ts';
import { type RandomModel, randomModel } from './random-model.ts';
import { type SmallPermission, smallGraph, smallOperation, useOf } from './small-model.ts';

const solvable = randomModel.filter((model) => bruteForceRole(model) !== undefined);

/**
 * Found at random, with what did not matter left out: two permissions that reach equally far, of which the grant has the
 * one that comes later in the dialog.
 */
const equalWays = [
  oneUse({ a: {}, b: {} }, ['a', 'b'], ['b']),
  oneUse({ a: { implies: ['c'], needs: ['c'] }, b: {}, c: {} }, ['b', 'c'], ['a', 'c']),
];

describe('the blast radius, on random models', () => {
  test('of role and grant is what can be called with them; beyond is the difference', () => {
    check((model) => {
      const { blastRadius, role } = solve(model);
      const needed = callable(model, role);
      const open = callable(model, model.granted);
      expect(blastRadius.minimal.reach.operations).toEqual(needed);
      expect(blastRadius.granted?.reach.operations).toEqual(open);
      expect(blastRadius.beyond?.operations).toEqual(open.filter((operation) => !needed.includes(operation)));
    });
  });

  test('blames an excess permission for an operation exactly when some granted boxes open it only with that one', () => {
    check((model) => {
      const { blastRadius, comparison } = solve(model);
      const beyond = blastRadius.beyond?.operations ?? [];
      const names = [...comparison.unused, ...comparison.broader.map(({ name }) => name)];
      expect(new Set(blastRadius.excess.map(({ name }) => name))).toEqual(new Set(names));
      for (const { name, reach } of blastRadius.excess) {
        const blamed = beyond.filter((operation) => takesPart(model, name, operation, model.granted));
        expect(reach.operations).toEqual(blamed);
      }
    });
  });

  test('beyond, operation by operation, some excess permission is to blame, so unticking them all closes it', () => {
    check((model) => {
      const { blastRadius } = solve(model);
      const blamed = new Set(blastRadius.excess.flatMap(({ reach }) => reach.operations));
      expect(new Set(blastRadius.beyond?.operations)).toEqual(blamed);
    });
  });

  test('says every operation in exactly one ability, and the worst excess first', () => {
    check((model) => {
      const { blastRadius } = solve(model);
      for (const { operations, abilities, byEffect } of reachesOf(blastRadius)) {
        const ids = operations.map(({ id }) => id);
        const told = abilities.flatMap((ability) => ability.operations);
        expect(told.toSorted()).toEqual(ids.toSorted());
        expect(Object.values(byEffect).reduce((sum, amount) => sum + amount, 0)).toBe(operations.length);
      }
      const order = compileAbilities(model.operations).map(({ phrase }) => phrase);
      const ranks = blastRadius.excess.map(({ reach: { abilities } }) =>
        abilities[0] === undefined ? order.length : order.indexOf(abilities[0].phrase),
      );
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    });
  });

  test('lies idle as far as no use calls it', () => {
    check((model) => {
      const { blastRadius } = solve(model);
      const used = new Set(model.uses.map(({ operation }) => operation.id));
      const open = callable(model, model.granted);
      const unused = open.filter(({ id }) => !used.has(id)).length;
      expect(blastRadius.granted?.idle).toMatchObject({ callable: open.length, unused });
      expect(blastRadius.granted?.idle.share).toBeCloseTo(open.length === 0 ? 0 : unused / open.length, 4);
    });
  });
});

describe('the escalations, on random models', () => {
  test('are those of the role that take part in more than reading, and are the lesser of none', () => {
    check((model) => {
      const { escalations, role } = solve(model);
      const all = model.graph.permissions.map(({ name }) => name);
      const expected = role.filter(
        (name) =>
          model.graph.impliedBy(name).size === 1 &&
          model.operations.some((operation) => operation.effect !== 'read' && takesPart(model, name, operation, all)),
      );
      expect(escalations.map(({ name }) => name)).toEqual(expected);
    });
  });

  test('are forced by exactly the uses that fail with the lesser one, and without those the role is the one named', () => {
    check((model) => {
      const { escalations, role } = solve(model);
      for (const { name, lesser, forcedBy, without } of escalations) {
        if (lesser !== undefined) expect(model.graph.implied(name)).toContain(lesser);
        const others = role.filter((other) => other !== name);
        const held = model.graph.effective(lesser === undefined ? others : [...others, lesser]);
        const failing = model.uses.filter((use) => !letsWork(use, held)).map(({ operation }) => operation.id);
        expect(new Set(forcedBy)).toEqual(new Set(failing));
        expect(forcedBy.length).toBeGreaterThan(0);
        const uses = model.uses.filter(({ operation }) => !forcedBy.includes(operation.id));
        expect(without).toEqual(bruteForceRole({ ...model, uses }, model.granted));
      }
    });
  });
});

function check(property: (model: RandomModel) => void): void {
  fc.assert(fc.property(solvable, property), { numRuns: 300, examples: equalWays.map((model) => [model]) });
}

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

function solve({ graph, operations, uses, granted }: RandomModel) {
  const rules = { operations, abilities: compileAbilities(operations) };
  const grant: Grant = { permissions: granted, groups: [], unknown: [], roles: [] };
  const problem = { graph, rules, uses, granted: grant };
  const role = minimalRole({ ...problem, status: 'complete' });
  const comparison = compareGrant({ ...problem, role });
  return {
    role: role.permissions.map(({ name }) => name),
    comparison,
    blastRadius: measureBlastRadius({ ...problem, role, comparison }),
    escalations: findEscalations(problem, role),
  };
}

function callable({ graph, operations }: RandomModel, ticked: readonly PermissionName[]): Operation[] {
  const held = graph.effective(ticked);
  return operations.filter((operation) => letsWork(useOf(operation), held));
}

/** By its definition: with some of the boxes the operation can be called, and with the same but this one it cannot. */
function takesPart(
  model: RandomModel,
  name: PermissionName,
  operation: Operation,
  boxes: readonly PermissionName[],
): boolean {
  const opens = (ticked: readonly PermissionName[]) => callable(model, ticked).includes(operation);
  return subsets(boxes.filter((box) => box !== name)).some(
    (others) => boxes.includes(name) && opens([...others, name]) && !opens(others),
  );
}

function reachesOf({ minimal, granted, beyond, excess }: BlastRadius): Reach[] {
  return [
    minimal.reach,
    ...(granted === undefined ? [] : [granted.reach]),
    ...(beyond === undefined ? [] : [beyond]),
    ...excess.map(({ reach }) => reach),
  ];
}
