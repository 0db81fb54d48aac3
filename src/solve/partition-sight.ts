import { compareText } from '../model/location.ts';
import type { OperationUse } from '../model/operation-use.ts';
import type { PartitionSight, ServicePlaces } from '../model/partition-sight.ts';

/**
 * The partitions that recorded calls worked in or were refused in, each with the workspaces that see it. Sorted; none
 * where the config tells of no partitions. Names are compared without letter case, as people write them from memory.
 */
export function sightPartitions(
  uses: readonly OperationUse[],
  { workspaces, given }: ServicePlaces,
): readonly PartitionSight[] {
  if (workspaces.every(({ partitions }) => partitions.length === 0)) return [];
  const used = new Set(uses.flatMap(({ partitions = [] }) => partitions));
  const refused = new Set(uses.flatMap(({ refusedPartitions = [] }) => refusedPartitions));
  return [...new Set([...used, ...refused])].sort(compareText).map((partition): PartitionSight => {
    const seenBy = workspaces
      .filter(({ partitions }) => partitions.some((own) => isSame(own, partition)))
      .map(({ name }) => name);
    const own = seenBy.filter((workspace) => given.some((one) => isSame(one, workspace)));
    return {
      partition,
      seenBy,
      ...(given.length === 0 ? {} : { given: own }),
      used: used.has(partition),
      refused: refused.has(partition),
    };
  });
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
