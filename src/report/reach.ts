import { type Effect, effects, type Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import { isMet, mentionedPermissions } from '../model/requirement.ts';
import type { Comparison, MinimalRole } from '../model/role.ts';
import type { ReportModel } from './render-options.ts';
import { count } from './words.ts';

/** What a set of operations would let a stolen credential do. */
export interface Reach {
  readonly operations: readonly Operation[];
  readonly byEffect: Readonly<Record<Effect, number>>;
  /** How many of the operations touch data of persons. */
  readonly personalData: number;
}

/** The blast radius of what is granted beyond the minimal role: each excess permission, and all of it together. */
export interface ExcessReach {
  /** The worst first. */
  readonly permissions: readonly { readonly name: PermissionName; readonly reach: Reach }[];
  readonly total: Reach;
}

/** Groups operations by what calling them does. */
export function measureReach(operations: readonly Operation[]): Reach {
  const byEffect: Record<Effect, number> = { read: 0, write: 0, execute: 0, delete: 0, admin: 0 };
  for (const operation of operations) byEffect[operation.effect] += 1;
  return { operations, byEffect, personalData: operations.filter((operation) => operation.personalData).length };
}

/**
 * What the grant allows and the minimal role does not. An operation counts for every excess permission that takes
 * part in it, so the parts can add up to more than the total.
 */
export function measureExcess(comparison: Comparison, role: MinimalRole, model: ReportModel): ExcessReach {
  const held = model.permissions.effective(comparison.grant.permissions);
  const enough = model.permissions.effective(role.permissions.map((permission) => permission.name));
  const beyond = model.rules.operations.filter(
    (operation) =>
      isMet(operation.requires, (name) => held.has(name)) && !isMet(operation.requires, (name) => enough.has(name)),
  );
  const excess = [...comparison.unused, ...comparison.broader.map((broader) => broader.name)];
  const permissions = excess.map((name) => {
    const gives = model.permissions.implied(name);
    const isPart = (part: PermissionName) => gives.has(part) || model.permissions.needed(part).has(name);
    const opens = (operation: Operation) => mentionedPermissions(operation.requires).some(isPart);
    return { name, reach: measureReach(beyond.filter(opens)) };
  });
  const order = (a: PermissionName, b: PermissionName) => model.permissions.compare(a, b);
  return {
    permissions: permissions.sort((a, b) => compareReach(b.reach, a.reach) || order(a.name, b.name)),
    total: measureReach(beyond),
  };
}

/** By the worst effect first: one operation of administration outweighs any number of reads. */
function compareReach(a: Reach, b: Reach): number {
  const worst = effects.toReversed().find((effect) => a.byEffect[effect] !== b.byEffect[effect]);
  return worst === undefined ? a.personalData - b.personalData : a.byEffect[worst] - b.byEffect[worst];
}

/** "2 admin, 5 delete and 12 read operations, 9 on data of persons", the worst first. */
export function describeReach(reach: Reach): string {
  if (reach.operations.length === 0) return 'no operation that rolefit knows';
  const parts = effects.toReversed().filter((effect) => reach.byEffect[effect] > 0);
  const kinds = parts.map((effect) => `${reach.byEffect[effect]} ${effect}`).join(', ');
  const persons = reach.personalData === 0 ? '' : `; ${reach.personalData} on data of persons`;
  return `${count(reach.operations.length, 'operation')} (${kinds}${persons})`;
}
