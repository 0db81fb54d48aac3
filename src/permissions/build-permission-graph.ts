import { Graph } from '@dagrejs/graphlib';
import { InputErrors } from '../model/input-error.ts';
import type { Permission, PermissionGroupBox, PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { type Locate, type PermissionsFile, wholeFile } from '../schema/index.ts';
import { checkCycles } from './check-cycles.ts';
import { checkNames } from './check-names.ts';
import { edgeKinds, listRows, type PlacedRow } from './list-rows.ts';
import { queryPermissions } from './query-permissions.ts';

/**
 * The permission hierarchy of a valid permissions.json, ready to ask.
 * @throws InputErrors with every double name, clashing alias, dangling edge and cycle; `locate` says where they stand.
 */
export function buildPermissionGraph(
  file: PermissionsFile,
  locate: Locate = wholeFile('permissions.json'),
): PermissionGraph {
  const wrongNames = checkNames(file, locate);
  if (wrongNames.length > 0) throw new InputErrors(wrongNames);
  const rows = listRows(file);
  const cycles = checkCycles(edgesOf(rows), rows, locate);
  if (cycles.length > 0) throw new InputErrors(cycles);
  return queryPermissions(rows.map(toPermission), file.groups.map(toGroupBox));
}

function edgesOf(rows: readonly PlacedRow[]): Graph {
  const graph = new Graph({ directed: true });
  for (const { row } of rows) graph.setNode(row.name);
  for (const { row } of rows) {
    for (const kind of edgeKinds) for (const target of row[kind] ?? []) graph.setEdge(row.name, target);
  }
  return graph;
}

// The names are branded here: from now on each is known to be a permission's canonical name.
function toPermission({ row, group }: PlacedRow, order: number): Permission {
  return {
    name: row.name as PermissionName,
    group,
    order,
    aliases: row.aliases ?? [],
    implies: (row.implies ?? []) as readonly string[] as readonly PermissionName[],
    needs: (row.needs ?? []) as readonly string[] as readonly PermissionName[],
    grants: row.grants,
    sources: row.sources,
  };
}

function toGroupBox(group: PermissionsFile['groups'][number]): PermissionGroupBox {
  return {
    name: group.name,
    aliases: group.aliases ?? [],
    permissions: group.permissions.map((row) => row.name as PermissionName),
  };
}
