import type { OperationUse } from '../../src/model/operation-use.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import type { RandomModel } from './random-model.ts';

const effectWeights = { read: 1, write: 5, execute: 10, delete: 20, admin: 50 };

/** The smallest role by trying every subset of the boxes; `undefined` when none lets every use work. */
export function bruteForceRole(
  model: RandomModel,
  granted: readonly PermissionName[] = [],
): readonly PermissionName[] | undefined {
  const roles = subsets(model.graph.permissions.map(({ name }) => name)).filter((role) => letsAllWork(model, role));
  return roles.sort((a, b) => compareRoles(model, granted, a, b))[0];
}

export function letsAllWork(model: RandomModel, ticked: Iterable<PermissionName>): boolean {
  const held = model.graph.effective(ticked);
  return model.uses.every((use) => letsWork(use, held));
}

export function letsWork({ operation, conditions }: OperationUse, held: ReadonlySet<PermissionName>): boolean {
  return met(operation.requires, held, conditions.passed);
}

/** First what the role allows, then how many permissions hold: the part of the objective that two equal ways share. */
export function reachOf(model: RandomModel, ticked: Iterable<PermissionName>): readonly [number, number] {
  const held = model.graph.effective(ticked);
  const allowed = model.operations.filter(({ requires }) => met(requires, held, []));
  return [allowed.reduce((sum, { effect }) => sum + effectWeights[effect], 0), held.size];
}

function compareRoles(
  model: RandomModel,
  granted: readonly PermissionName[],
  a: readonly PermissionName[],
  b: readonly PermissionName[],
): number {
  const added = (role: readonly PermissionName[]) => role.filter((name) => !granted.includes(name)).length;
  const [weightA, heldA] = reachOf(model, a);
  const [weightB, heldB] = reachOf(model, b);
  return (
    weightA - weightB || heldA - heldB || added(a) - added(b) || a.length - b.length || compareInOrder(model, a, b)
  );
}

function compareInOrder({ graph }: RandomModel, a: readonly PermissionName[], b: readonly PermissionName[]): number {
  for (const [position, name] of a.entries()) {
    const other = b[position];
    if (other !== undefined && other !== name) return graph.compare(name, other);
  }
  return 0;
}

function met(requirement: Requirement, held: ReadonlySet<PermissionName>, passed: readonly string[]): boolean {
  if (typeof requirement === 'string') return held.has(requirement);
  if ('anyOf' in requirement) return requirement.anyOf.some((part) => met(part, held, passed));
  if ('allOf' in requirement) return requirement.allOf.every((part) => met(part, held, passed));
  return passed.includes(requirement.when.parameter) ? met(requirement.then, held, passed) : true;
}

export function subsets<Item>(items: readonly Item[]): Item[][] {
  const [first, ...others] = items;
  return first === undefined ? [[]] : subsets(others).flatMap((subset) => [subset, [first, ...subset]]);
}
