import { alg, Graph } from '@dagrejs/graphlib';
import type { Permission, PermissionName } from '../model/permission.ts';

/** For each permission, all that its edges lead to, however far. */
export type Closure = ReadonlyMap<PermissionName, ReadonlySet<PermissionName>>;

/** Follows the given edges from every permission; each reaches itself. */
export function reachable(
  permissions: readonly Permission[],
  edgesOf: (permission: Permission) => readonly PermissionName[],
): Closure {
  const graph = new Graph({ directed: true });
  for (const { name } of permissions) graph.setNode(name);
  for (const permission of permissions) {
    for (const target of edgesOf(permission)) graph.setEdge(permission.name, target);
  }
  // graphlib speaks of plain strings; every node was put in by its canonical name.
  return new Map(permissions.map(({ name }) => [name, new Set(alg.preorder(graph, name) as PermissionName[])]));
}

/** The same closure, asked from the other end: for each permission, all that lead to it. */
export function reversed(closure: Closure): Closure {
  const sources = new Map([...closure.keys()].map((name) => [name, new Set<PermissionName>()]));
  for (const [name, targets] of closure) for (const target of targets) sources.get(target)?.add(name);
  return sources;
}
