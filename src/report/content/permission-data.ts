import type { Operation } from '../../model/operation.ts';
import type { Permission } from '../../model/permission.ts';
import { isMet, mentionedPermissions } from '../../model/requirement.ts';
import { type CountedReach, measureReach } from '../reach.ts';
import type { ReportModel } from '../render-options.ts';

/** What a permission lets a role call: by itself with all that it needs, and only together with other permissions. */
export interface PermissionReach {
  readonly alone: CountedReach;
  readonly withOthers: readonly Operation[];
}

export function permissionReach(permission: Permission, { permissions, rules }: ReportModel): PermissionReach {
  const held = permissions.effective([permission.name, ...permissions.needed(permission.name)]);
  const gives = permissions.implied(permission.name);
  const part = rules.operations.filter((operation) =>
    mentionedPermissions(operation.requires).some((name) => gives.has(name)),
  );
  const alone = part.filter((operation) => isMet(operation.requires, (name) => held.has(name)));
  return { alone: measureReach(alone), withOthers: part.filter((operation) => !alone.includes(operation)) };
}

/** Which operations ask for a permission itself, where none that it implies would do. */
export interface PermissionDemand {
  readonly asked: readonly Operation[];
  /** Disputed operations of which only a source that does not lead asks for it. */
  readonly claimed: readonly Operation[];
}

export function permissionDemand(permission: Permission, { permissions, rules }: ReportModel): PermissionDemand {
  const gives = permissions.implied(permission.name);
  // Everything else held: what fails then fails for want of this one alone.
  const others = new Set(permissions.permissions.map(({ name }) => name).filter((name) => name !== permission.name));
  const without = [...others].filter((name) => !permissions.implied(name).has(permission.name));
  const held = permissions.effective(without);
  const needs = (operation: Operation) =>
    mentionedPermissions(operation.requires).some((name) => gives.has(name)) &&
    !isMet(operation.requires, (name) => held.has(name));
  const claims = (operation: Operation) =>
    operation.disputed &&
    operation.claims.some(
      ({ requires }) => requires !== undefined && mentionedPermissions(requires).includes(permission.name),
    );
  return { asked: rules.operations.filter(needs), claimed: rules.operations.filter(claims) };
}

/** A permission of the model as JSON, with the operations it opens. */
export function permissionData(permission: Permission, model: ReportModel) {
  const { alone, withOthers } = permissionReach(permission, model);
  const others = (names: ReadonlySet<string>) => [...names].filter((name) => name !== permission.name);
  return {
    name: permission.name,
    group: permission.group,
    order: permission.order,
    aliases: permission.aliases,
    grants: permission.grants,
    implies: permission.implies,
    impliedBy: others(model.permissions.impliedBy(permission.name)),
    needs: permission.needs,
    sources: permission.sources,
    opens: {
      byEffect: alone.byEffect,
      personalData: alone.personalData,
      operations: alone.operations.map((operation) => operation.id),
      withOthers: withOthers.map((operation) => operation.id),
    },
  };
}
