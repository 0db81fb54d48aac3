import type { JsonPath, PermissionRow, PermissionsFile } from '../schema/index.ts';

/** A permission's row with its group and its place in the document. */
export interface PlacedRow {
  readonly row: PermissionRow;
  readonly group: string;
  readonly path: JsonPath;
}

/** The rows of all groups, in the dialog's order. */
export function listRows(file: PermissionsFile): readonly PlacedRow[] {
  return file.groups.flatMap((group, groupIndex) =>
    group.permissions.map((row, index) => ({
      row,
      group: group.name,
      path: ['groups', groupIndex, 'permissions', index],
    })),
  );
}

/** The kinds of edges that a row can have. */
export const edgeKinds = ['implies', 'needs'] as const;
