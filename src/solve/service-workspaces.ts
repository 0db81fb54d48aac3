import type { OperationUse } from '../model/operation-use.ts';
import type { ServicePlaces } from '../model/partition-sight.ts';
import type { ServiceWorkspaces } from '../model/report.ts';
import type { MinimalRole } from '../model/role.ts';
import { sightPartitions } from './partition-sight.ts';

/**
 * In which workspaces and partitions each permission of the role was used; `undefined` when no call tells any and none
 * reaches all of them. `uses` are those that the role was solved for, `places` what the config says.
 */
export function collectWorkspaces(
  uses: readonly OperationUse[],
  role: MinimalRole,
  places: ServicePlaces = { workspaces: [], given: [] },
): ServiceWorkspaces | undefined {
  const names = placesOf(uses, 'workspaces');
  const partitions = placesOf(uses, 'partitions');
  const across = uses.filter(({ operation }) => operation.acrossWorkspaces).map(({ operation }) => operation.id);
  const sight = sightPartitions(uses, places);
  if (names.length + partitions.length + across.length + sight.length === 0) return undefined;
  const byPermission = role.permissions
    .map(({ name }) => {
      const resting = new Set(role.certificate.filter(({ by }) => by.includes(name)).map(({ operation }) => operation));
      const own = uses.filter(({ operation }) => resting.has(operation.id));
      return { name, workspaces: placesOf(own, 'workspaces'), partitions: placesOf(own, 'partitions') };
    })
    .filter((row) => row.workspaces.length + row.partitions.length > 0);
  return { names, partitions, byPermission, acrossWorkspaces: across, ...(sight.length === 0 ? {} : { sight }) };
}

function placesOf(uses: readonly OperationUse[], kind: 'workspaces' | 'partitions'): string[] {
  return [...new Set(uses.flatMap((use) => use[kind] ?? []))].sort();
}
