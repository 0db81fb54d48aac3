import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim, Operation, OperationId } from '../../src/model/operation.ts';
import type { OperationUse } from '../../src/model/operation-use.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import { isMet, type Requirement } from '../../src/model/requirement.ts';
import { boundGrant, minimalRole } from '../../src/solve/index.ts';
import { bruteForceRole, subsets } from './brute-force.ts';
import { type RandomModel, randomModel } from './random-model.ts';

/** A random model of which some uses were answered and some denied, and some operations are disputed. */
const recorded = fc
  .tuple(
    randomModel.filter((model) => bruteForceRole(model) !== undefined),
    fc.array(fc.constantFrom('allowed', 'denied', 'partition', 'both', 'attempted'), { minLength: 5, maxLength: 5 }),
    fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }),
  )
  .map(([model, endings, disputes]) => {
    const requires = model.operations.map((operation) => operation.requires);
    const operations = model.operations.map((operation, index) => dispute(operation, requires[disputes[index] ?? 9]));
    const changed = new Map(operations.map((operation) => [operation.id, operation]));
    const uses = model.uses.map((use, index) => ({
      ...ended(use, endings[index] ?? 'attempted'),
      operation: changed.get(use.operation.id) ?? use.operation,
    }));
    return { ...model, operations, uses };
  });

function dispute(operation: Operation, other: Requirement | undefined): Operation {
  if (other === undefined) return operation;
  const claim: Claim = { source: 'endpoint-table', requires: other, checked: '2026-11-22' };
  return { ...operation, claims: [claim], disputed: true };
}

function ended(use: OperationUse, ending: string): OperationUse {
  const allowed = ending === 'allowed' || ending === 'both' ? 3 : 0;
  const denied = ending === 'denied' || ending === 'both' || ending === 'partition' ? 2 : 0;
  const causes = ending === 'partition' ? { causes: { partition: 2 } } : {};
  return { ...use, outcomes: { allowed, denied, attempted: 1 }, ...causes };
}

describe('what traffic proves, on thousands of random models', () => {
  test('a role agrees with all statements exactly when it can have answered as recorded', () => {
    check(({ roles, isRole, bounds, effective }) => {
      for (const ticked of roles) {
        const held = effective(ticked);
        const holds = (name: PermissionName) => held.has(name);
        const agrees =
          bounds.held.every(({ name }) => holds(name)) &&
          bounds.oneOf.every(({ alternatives }) => alternatives.some((names) => names.every(holds))) &&
          !bounds.lacked.some(({ name }) => holds(name)) &&
          !bounds.oneLacked.some(({ permissions }) => permissions.every(holds));
        expect(agrees).toBe(isRole(ticked));
      }
    });
  });

  test('a permission is held or lacked exactly when every role agrees on it', () => {
    check(({ roles, isRole, bounds, effective, model }) => {
      const possible = roles.filter((ticked) => isRole(ticked)).map(effective);
      const names = model.graph.permissions.map(({ name }) => name);
      expect(possible.length).toBeGreaterThan(0);
      expect(bounds.held.map(({ name }) => name)).toEqual(names.filter((name) => possible.every((h) => h.has(name))));
      expect(bounds.lacked.map(({ name }) => name)).toEqual(names.filter((name) => !possible.some((h) => h.has(name))));
      expect(bounds.undecided).toBe(names.length - bounds.held.length - bounds.lacked.length);
    });
  });

  test('the operations that a statement names are proof enough', () => {
    check(({ roles, isRole, bounds, effective }) => {
      const heldBy = (because: readonly OperationId[]) =>
        roles.filter((ticked) => isRole(ticked, because)).map((ticked) => effective(ticked));
      for (const { name, because } of bounds.held) expect(heldBy(because).every((h) => h.has(name))).toBe(true);
      for (const { name, because } of bounds.lacked) expect(heldBy(because).some((h) => h.has(name))).toBe(false);
      for (const { alternatives, because } of bounds.oneOf) {
        const isTrue = (h: ReadonlySet<PermissionName>) =>
          alternatives.some((names) => names.every((name) => h.has(name)));
        expect(alternatives.length).toBeGreaterThan(1);
        expect(heldBy(because).every(isTrue)).toBe(true);
      }
      for (const { permissions, because } of bounds.oneLacked) {
        expect(permissions.length).toBeGreaterThan(1);
        expect(heldBy(because).some((h) => permissions.every((name) => h.has(name)))).toBe(false);
      }
    });
  });

  test('no more and no fewer operations can be called than is said', () => {
    check(({ roles, isRole, bounds, effective, model }) => {
      const possible = roles.filter((ticked) => isRole(ticked)).map(effective);
      const answered = new Set(model.uses.filter(isAnswered).map(({ operation }) => operation.id));
      const role = effective(
        minimalRole({ ...inputOf(model), status: 'complete' }).permissions.map(({ name }) => name),
      );
      const minimal = model.operations.filter(({ requires }) => isMet(requires, (name) => role.has(name)));
      const certain = model.operations.filter(
        (one) => answered.has(one.id) || possible.every((h) => claimsOf(one).every((claim) => met(claim, h))),
      );
      const open = model.operations.filter(
        (one) => answered.has(one.id) || possible.some((h) => claimsOf(one).some((claim) => met(claim, h))),
      );
      const outside = (operations: readonly Operation[]) => operations.filter((one) => !minimal.includes(one)).length;
      expect(bounds.callable).toEqual({ atLeast: certain.length, atMost: open.length });
      expect(bounds.beyond).toEqual({ atLeast: outside(certain), atMost: outside(open) });
    });
  });

  test('the order of the uses changes no permission', () => {
    check(({ bounds, model }) => {
      const turned = boundGrant(inputWithRole({ ...model, uses: model.uses.toReversed() }));
      const names = (list: readonly { readonly name: PermissionName }[] | undefined) => list?.map(({ name }) => name);
      expect(names(turned?.held)).toEqual(names(bounds.held));
      expect(names(turned?.lacked)).toEqual(names(bounds.lacked));
    });
  });
});

interface Result {
  readonly model: RandomModel;
  readonly bounds: NonNullable<ReturnType<typeof boundGrant>>;
  readonly roles: readonly (readonly PermissionName[])[];
  /** Whether these boxes answer as recorded; with `only`, going by these operations alone. */
  readonly isRole: (ticked: readonly PermissionName[], only?: readonly OperationId[]) => boolean;
  readonly effective: (ticked: readonly PermissionName[]) => ReadonlySet<PermissionName>;
}

function check(property: (result: Result) => void): void {
  fc.assert(
    fc.property(recorded, (model) => {
      const bounds = boundGrant(inputWithRole(model));
      const facts = model.uses.filter((use) => isAnswered(use) || isDenied(use));
      expect(bounds === undefined).toBe(facts.length === 0);
      if (bounds === undefined) return;
      const { graph } = model;
      property({
        model,
        bounds,
        roles: subsets(graph.permissions.map(({ name }) => name)),
        isRole: (ticked, only) => {
          const held = graph.effective(ticked);
          const counted = only === undefined ? facts : facts.filter(({ operation }) => only.includes(operation.id));
          return counted.every(
            (use) =>
              (!isAnswered(use) || claimsOf(use.operation).some((claim) => met(claim, held))) &&
              (!isDenied(use) ||
                bounds.unexplained.includes(use.operation.id) ||
                !claimsOf(use.operation).every((claim) => met(claim, held, mayPass(use)))),
          );
        },
        effective: (ticked) => graph.effective(ticked),
      });
    }),
    { numRuns: 400 },
  );
}

function inputOf({ graph, operations, uses }: RandomModel) {
  return { graph, rules: { operations }, uses };
}

function inputWithRole(model: RandomModel) {
  return { ...inputOf(model), role: minimalRole({ ...inputOf(model), status: 'complete' }) };
}

function isAnswered({ outcomes, causes }: OperationUse): boolean {
  return outcomes.allowed > 0 || causes?.partition !== undefined;
}

function isDenied({ outcomes, causes }: OperationUse): boolean {
  return outcomes.denied > 0 && causes?.partition === undefined;
}

function claimsOf({ requires, claims }: Operation): readonly Requirement[] {
  return [requires, ...claims.flatMap((claim) => claim.requires ?? [])];
}

function met(claim: Requirement, held: ReadonlySet<PermissionName>, passed: readonly string[] = []): boolean {
  return isMet(claim, (name) => held.has(name), new Set(passed));
}

/** What the rule asks about is known to be passed or not; a source's own condition is not. */
function mayPass({ operation, conditions }: OperationUse): readonly string[] {
  const rule = JSON.stringify(operation.requires);
  return ['p', 'q', 'r'].filter(
    (name) => conditions.passed.includes(name) || !rule.includes(`{"parameter":"${name}"}`),
  );
}
