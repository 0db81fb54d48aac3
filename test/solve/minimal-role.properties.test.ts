import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/model/input-error.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import { minimalRole } from '../../src/solve/index.ts';
import { bruteForceRole, letsAllWork, letsWork, reachOf } from './brute-force.ts';
import { type RandomModel, randomModel } from './random-model.ts';

const solvable = randomModel.filter((model) => bruteForceRole(model) !== undefined);

describe('the minimal role, on thousands of random models', () => {
  test('is the one that trying every subset of the boxes finds', () => {
    fc.assert(
      fc.property(randomModel, (model) => {
        const smallest = bruteForceRole(model);
        if (smallest === undefined) expect(() => solve(model)).toThrow(InputError);
        else expect(namesOf(solve(model))).toEqual(smallest);
      }),
      { numRuns: 3_000 },
    );
  });

  test('with a grant, is of equally small ones the one that needs the fewest boxes besides it', () => {
    fc.assert(
      fc.property(solvable, (model) => {
        const { graph, operations, uses, granted } = model;
        const grant = { permissions: granted };
        const role = minimalRole({ graph, rules: { operations }, uses, granted: grant, status: 'complete' });
        expect(namesOf(role)).toEqual(bruteForceRole(model, granted));
        expect(reachOf(model, namesOf(role))).toEqual(reachOf(model, namesOf(solve(model))));
      }),
      { numRuns: 1_500 },
    );
  });

  test('lets every use work, and unticking any box breaks exactly the uses it is there for', () => {
    fc.assert(
      fc.property(solvable, (model) => {
        const role = solve(model);
        expect(letsAllWork(model, namesOf(role))).toBe(true);
        for (const { name, because } of role.permissions) {
          const held = model.graph.effective(namesOf(role).filter((other) => other !== name));
          const broken = model.uses.filter((use) => !letsWork(use, held)).map(({ operation }) => operation.id);
          expect(new Set(because)).toEqual(new Set(broken));
          expect(because.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('comes with a certificate: boxes of the role that alone meet the use, none of them spare', () => {
    fc.assert(
      fc.property(solvable, (model) => {
        const role = solve(model);
        expect(new Set(role.certificate.map(({ operation }) => operation))).toEqual(
          new Set(model.uses.map(({ operation }) => operation.id)),
        );
        for (const { operation, by } of role.certificate) {
          const uses = model.uses.filter((use) => use.operation.id === operation);
          const areMetBy = (ticked: readonly PermissionName[]) => letsAllWork({ ...model, uses }, ticked);
          expect(namesOf(role)).toEqual(expect.arrayContaining([...by]));
          expect(areMetBy(by)).toBe(true);
          for (const name of by) expect(areMetBy(by.filter((other) => other !== name))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order of uses and operations', () => {
    fc.assert(
      fc.property(solvable, (model) => {
        const reversed = { ...model, uses: model.uses.toReversed(), operations: model.operations.toReversed() };
        expect(solve(reversed)).toEqual(solve(model));
      }),
      { numRuns: 500 },
    );
  });

  test('never allows less when a use is added', () => {
    fc.assert(
      fc.property(solvable, (model) => {
        const fewer = { ...model, uses: model.uses.slice(1) };
        const [weight] = reachOf(model, namesOf(solve(model)));
        const [before] = reachOf(model, namesOf(solve(fewer)));
        expect(weight).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

function solve({ graph, operations, uses }: RandomModel) {
  return minimalRole({ graph, rules: { operations }, uses, status: 'complete' });
}

function namesOf(role: ReturnType<typeof solve>): PermissionName[] {
  return role.permissions.map(({ name }) => name);
}
