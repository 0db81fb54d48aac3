import type { Permission, PermissionGroupBox, PermissionName } from './permission.ts';

/**
 * The permission hierarchy, ready to ask. Built and checked by `src/permissions/`; every other stage only queries it.
 * A permission "holds" in a set when it is ticked or implied by one that holds, and when ticked, only if everything
 * it needs holds as well.
 */
export interface PermissionGraph {
  /** Every permission, in the dialog's order. */
  readonly permissions: readonly Permission[];
  /** The groups of the dialog, in its order. */
  readonly groups: readonly PermissionGroupBox[];
  /** The permission of this canonical name or alias; letter case, spaces and hyphens do not matter. */
  find(name: string): Permission | undefined;
  /** The group of this name or alias, e.g. "Access API". */
  findGroup(name: string): PermissionGroupBox | undefined;
  /** The permission of this canonical name; an unknown one is a bug. */
  expect(name: PermissionName): Permission;
  /** The known name nearest to a misspelled one, when one is near enough to be meant. */
  suggest(name: string): string | undefined;
  /** The permission itself and all that it implies, directly or through others. */
  implied(name: PermissionName): ReadonlySet<PermissionName>;
  /** The permission itself and all that imply it. */
  impliedBy(name: PermissionName): ReadonlySet<PermissionName>;
  /** What must hold as well for a ticked permission to have effect, directly or through others; without itself. */
  needed(name: PermissionName): ReadonlySet<PermissionName>;
  /** All permissions that hold when exactly these boxes are ticked: the least fixed point of implies and needs. */
  effective(ticked: Iterable<PermissionName>): ReadonlySet<PermissionName>;
  /** Dialog order, for sorting. */
  compare(a: PermissionName, b: PermissionName): number;
}
