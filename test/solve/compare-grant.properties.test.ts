import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Comparison, Grant } from '../../src/model/role.ts';
import { compareGrant, minimalRole } from '../../src/solve/index.ts';
import { bruteForceRole, letsAllWork, reachOf } from './brute-force.ts';
import { type RandomModel, randomModel } from './random-model.ts';

const solvable = randomModel.filter((model) => bruteForceRole(model) !== undefined);

describe('the comparison with a grant, on thousands of random models', () => {
  test('gives every granted box exactly one state, and never calls one missing that is granted or held', () => {
    check(({ needed, broader, unused, missing, model }) => {
      const states = [...needed, ...broader.map(({ name }) => name), ...unused];
      expect(states.toSorted(model.graph.compare)).toEqual([...model.granted]);
      const held = model.graph.effective(model.granted);
      expect(missing.filter((name) => held.has(name) || model.granted.includes(name))).toEqual([]);
    });
  });

  test('adding what is missing makes every use work even when all that is unused is gone', () => {
    check(({ needed, broader, missing, model }) => {
      expect(letsAllWork(model, [...needed, ...broader.map(({ name }) => name), ...missing])).toBe(true);
      if (letsAllWork(model, model.granted)) expect(missing).toEqual([]);
    });
  });

  test('each missing box names the operations that fail when only it is left out', () => {
    check(({ gaps, missing, model }) => {
      for (const { name, because } of gaps) {
        const ticked = [...model.granted, ...missing.filter((other) => other !== name)];
        const failing = model.uses.filter((use) => !letsAllWork({ ...model, uses: [use] }, ticked));
        expect(because.length).toBeGreaterThan(0);
        expect(because.toSorted()).toEqual([...new Set(failing.map(({ operation }) => operation.id))].toSorted());
      }
    });
  });

  test('following all of the advice ends at the reach of the minimal role', () => {
    check(({ needed, broader, missing, model }) => {
      const advised = new Set([...needed, ...broader.flatMap(({ enough }) => enough), ...missing]);
      expect(letsAllWork(model, advised)).toBe(true);
      expect(reachOf(model, advised)).toEqual(reachOf(model, bruteForceRole(model) ?? []));
    });
  });

  test('each broader box can be replaced on its own, and something is gained by it', () => {
    check(({ needed, broader, missing, model }) => {
      const inUse = [...needed, ...broader.map(({ name }) => name), ...missing];
      for (const { name, enough } of broader) {
        expect(enough.length).toBeGreaterThan(0);
        expect(letsAllWork(model, [...inUse.filter((other) => other !== name), ...enough])).toBe(true);
        expect(
          letsAllWork(
            model,
            inUse.filter((other) => other !== name),
          ),
        ).toBe(false);
      }
      if (broader.length > 0) {
        const [weight, held] = reachOf(model, inUse);
        const [least, leastHeld] = reachOf(model, bruteForceRole(model) ?? []);
        expect(weight > least || (weight === least && held > leastHeld)).toBe(true);
      }
    });
  });

  test('a grant of the minimal role is needed as it is; an empty grant misses all of it', () => {
    fc.assert(
      fc.property(solvable, (model) => {
        const { graph, operations, uses } = model;
        const input = { graph, rules: { operations }, uses };
        const role = minimalRole({ ...input, status: 'complete' }).permissions.map(({ name }) => name);
        expect(compare(model, role)).toMatchObject({
          needed: role,
          broader: [],
          unused: [],
          missing: [],
        });
        expect(compare(model, [])).toMatchObject({
          needed: [],
          broader: [],
          unused: [],
          missing: role.map((name) => ({ name })),
        });
      }),
      { numRuns: 500 },
    );
  });
});

type Result = Omit<Comparison, 'missing'> & {
  readonly gaps: Comparison['missing'];
  readonly missing: readonly PermissionName[];
  readonly model: RandomModel;
};

function check(property: (result: Result) => void): void {
  fc.assert(
    fc.property(solvable, (model) => {
      const comparison = compare(model, model.granted);
      const missing = comparison.missing.map(({ name }) => name);
      property({ ...comparison, gaps: comparison.missing, missing, model });
    }),
    { numRuns: 700 },
  );
}

function compare({ graph, operations, uses }: RandomModel, permissions: readonly PermissionName[]): Comparison {
  const granted: Grant = { permissions, groups: [], unknown: [], roles: [] };
  const input = { graph, rules: { operations }, uses, granted };
  return compareGrant({ ...input, role: minimalRole({ ...input, status: 'complete' }) });
}
