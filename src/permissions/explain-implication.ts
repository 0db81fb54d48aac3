import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';

/**
 * Why holding one permission gives another: the shortest chain of implications from the first to the second, both
 * included, e.g. ["Read-Write Lead", "Read-Only Lead"]. `undefined` when it does not. Of equally short chains,
 * the first in the order of permissions.json.
 */
export function explainImplication(
  graph: PermissionGraph,
  from: PermissionName,
  to: PermissionName,
): readonly PermissionName[] | undefined {
  const seen = new Set([from]);
  let chains: readonly (readonly [PermissionName, ...PermissionName[]])[] = [[from]];
  // Chains are kept last name first, one step longer in each round, so the first to arrive is the shortest.
  while (chains.length > 0) {
    const arrived = chains.find(([last]) => last === to);
    if (arrived !== undefined) return arrived.toReversed();
    chains = chains.flatMap((chain) =>
      graph.expect(chain[0]).implies.flatMap((next): readonly [PermissionName, ...PermissionName[]][] => {
        if (seen.has(next)) return [];
        seen.add(next);
        return [[next, ...chain]];
      }),
    );
  }
  return undefined;
}
