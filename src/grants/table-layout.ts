import type { PermissionGraph } from '../model/permission-graph.ts';
import { maxNameLength } from './display-name.ts';
import { isKnown } from './recognise.ts';
import { readTick, splitCount } from './tick.ts';

export type Row = readonly string[];

/** How a table of roles is laid out: what its rows are, and which columns say what. */
export type TableLayout = RolesDown | PermissionsDown;

/** A row belongs to a role and ticks permissions: by listing them in a cell, by columns of ticks, or both. */
export interface RolesDown {
  readonly kind: 'roles-down';
  readonly header: Row;
  /** Absent when the whole table is one role. */
  readonly role: number | undefined;
  /** The column that names permissions; it also takes what stands to its right when it is the last. */
  readonly permissions: number | undefined;
  /** Says of a whole row whether it counts. */
  readonly tick: number | undefined;
  /** Columns headed by a permission or a group. */
  readonly ticks: readonly number[];
}

/** A row is a permission, and each role is a column of ticks. */
export interface PermissionsDown {
  readonly kind: 'permissions-down';
  readonly header: Row;
  readonly permission: number;
  readonly roles: readonly number[];
}

const headings = {
  role: /^(?:role|roles|role name|rolename|name)$/,
  permissions: /^(?:permissions?|permission names?|granted permissions?|role permissions?|access|rights?)$/,
  tick: /^(?:granted|enabled|ticked|selected|value|allowed|checked|has access)$/,
  ignored: /^(?:group|permission group|category|description|type|users?|notes?|id|e-?mail)$/,
};

/** Begins like a name of the role dialog; lets a column for a permission that rolefit does not know be seen as one. */
const likePermission = /^(?:access|activate|approve|deactivate|delete|edit|execute|export|import|read|schedule)\b/;

/** The layout of a table with this first row, or `undefined` when the row is no heading of a table of roles. */
export function findLayout(header: Row, body: readonly Row[], graph: PermissionGraph): TableLayout | undefined {
  const columns = header.map((_, position) => position);
  const find = (heading: RegExp) => columns.find((column) => heading.test(normal(header[column])));
  const role = find(headings.role);
  const permissions = find(headings.permissions);
  const ticks = columns.filter(
    (column) =>
      column !== role && column !== permissions && isPermissionColumn(header[column] ?? '', column, body, graph),
  );
  const tick = find(headings.tick);
  if (role === undefined && ticks.length === 0) {
    const matrix = findMatrix(header, body, { permissions, tick, graph });
    if (matrix !== undefined) return matrix;
  }
  if (permissions === undefined && (ticks.length === 0 || columns.length < 2)) return undefined;
  if (permissions === undefined && role === undefined && ticks.includes(0)) return undefined;
  const named = role ?? (permissions === undefined ? 0 : undefined);
  return { kind: 'roles-down', header, role: named, permissions, tick, ticks };
}

function findMatrix(
  header: Row,
  body: readonly Row[],
  known: { permissions: number | undefined; tick: number | undefined; graph: PermissionGraph },
): PermissionsDown | undefined {
  const permission = known.permissions ?? 0;
  const namesPermission = (row: Row) => isKnown(row[permission] ?? '', known.graph);
  const roles = header
    .map((_, column) => column)
    .filter((column) => column !== permission && column !== known.tick)
    .filter((column) => normal(header[column]) !== '' && !headings.ignored.test(normal(header[column])))
    .filter((column) => isTickColumn(column, body));
  return roles.length > 0 && body.some(namesPermission)
    ? { kind: 'permissions-down', header, permission, roles }
    : undefined;
}

function isPermissionColumn(heading: string, column: number, body: readonly Row[], graph: PermissionGraph): boolean {
  if (heading.length > maxNameLength) return false;
  const { name } = splitCount(heading.trim());
  if (headings.tick.test(normal(name)) || headings.ignored.test(normal(name))) return false;
  return (isKnown(name, graph) || likePermission.test(normal(name))) && isTickColumn(column, body);
}

function isTickColumn(column: number, body: readonly Row[]): boolean {
  return body.every((row) => readTick(row[column] ?? '') !== undefined);
}

/** Tabs are kept: what looks like two headings joined by one was not split at the right delimiter. */
function normal(cell = ''): string {
  return cell.slice(0, maxNameLength).trim().toLowerCase().replaceAll(/[ _]+/g, ' ');
}
