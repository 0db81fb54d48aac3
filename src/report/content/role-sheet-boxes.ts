import type { Permission, PermissionName } from '../../model/permission.ts';
import type { ServiceReport } from '../../model/report.ts';
import type { ReportModel } from '../render-options.ts';

/**
 * What to do with a box. Without a grant the role is a new one: `tick` or `leave`. With one, `tick` and `untick` are the
 * changes, `keep` is ticked already, and `leave` is not and stays so.
 */
export type BoxChange = 'tick' | 'keep' | 'untick' | 'leave';

export interface SheetBox {
  readonly permission: Permission;
  readonly change: BoxChange;
}

/** A group of the dialog with its boxes, in its order. */
export interface SheetGroup {
  readonly name: string;
  /** The group's own box, which grants everything in it; absent where the box is one of the permissions. */
  readonly own?: 'untick' | 'leave';
  readonly boxes: readonly SheetBox[];
}

/** The whole dialog, box by box: how it is to look for a service. */
export function sheetGroups(service: ServiceReport, { permissions }: ReportModel): readonly SheetGroup[] {
  const wanted = wantedBoxes(service);
  const granted = new Set(service.comparison?.grant.permissions);
  const ticked = new Set(service.comparison?.grant.groups);
  return permissions.groups.map(({ name, permissions: names }) => {
    const boxes = names.map((box) => ({
      permission: permissions.expect(box),
      change: changeOf(wanted.has(box), granted.has(box)),
    }));
    const isPermission = names.some((box) => box === name);
    return { name, ...(isPermission ? {} : { own: ticked.has(name) ? 'untick' : 'leave' }), boxes };
  });
}

/**
 * The boxes that are ticked in the end. Of several smallest roles a comparison goes by the one that leaves most of the
 * grant as it is, so that nobody changes a box for nothing.
 */
function wantedBoxes({ role, comparison }: ServiceReport): ReadonlySet<PermissionName> {
  if (comparison === undefined) return new Set(role.permissions.map(({ name }) => name));
  const { needed, broader, missing } = comparison;
  return new Set([...needed, ...broader.flatMap(({ enough }) => enough), ...missing.map(({ name }) => name)]);
}

function changeOf(isWanted: boolean, isGranted: boolean): BoxChange {
  if (isWanted) return isGranted ? 'keep' : 'tick';
  return isGranted ? 'untick' : 'leave';
}

/** The names of the boxes with one of these changes, in the dialog's order. */
export function boxesWith(groups: readonly SheetGroup[], ...changes: readonly BoxChange[]): readonly PermissionName[] {
  return groups.flatMap(({ boxes }) =>
    boxes.filter(({ change }) => changes.includes(change)).map(({ permission }) => permission.name),
  );
}
