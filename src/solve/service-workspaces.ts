import type { OperationUse } from '../model/operation-use.ts';
import type { ServiceWorkspaces } from '../model/report.ts';
import type { MinimalRole } from '../model/role.ts';

/**
 * In which workspaces and partitions each permission of the role was used; `undefined` when no call tells any and none
 * reaches all of them. `uses` are those that the role was solved for.
 */
export function collectWorkspaces(uses: readonly OperationUse[], role: MinimalRole): ServiceWorkspaces | undefined {
  const names = placesOf(uses, 'workspaces');
  const partitions = placesOf(uses, 'partitions');
  const across = uses.filter(({ operation }) => operation.acrossWorkspaces).map(({ operation }) => operation.id);
  if (names.length + partitions.length + across.length === 0) return undefined;
  const byPermission = role.permissions
    .map(({ name }) => {
      const resting = new Set(role.certificate.filter(({ by }) => by.includes(name)).map(({ operation }) => operation));
      const own = uses.filter(({ operation }) => resting.has(operation.id));
      return { name, workspaces: placesOf(own, 'workspaces'), partitions: placesOf(own, 'partitions') };
    })
    .filter((row) => row.workspaces.length + row.partitions.length > 0);
  return { names, partitions, byPermission, acrossWorkspaces: across };
}

function placesOf(uses: readonly OperationUse[], kind: 'workspaces' | 'partitions'): string[] {
  return [...new Set(uses.flatMap((use) => use[kind] ?? []))].sort();
}
