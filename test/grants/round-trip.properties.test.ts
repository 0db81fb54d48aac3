import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseGrant } from '../../src/grants/index.ts';
import { loadPermissions } from '../../src/load/permissions.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { PermissionGraph } from '../../src/model/permission-graph.ts';

let graph: PermissionGraph;
beforeAll(async () => {
  graph = await loadPermissions();
});

interface Role {
  readonly name: string;
  readonly permissions: readonly PermissionName[];
}

/** Writes roles the way a kind of file would; every one must read back the same. */
const layouts: Record<string, (roles: readonly Role[]) => string> = {
  json: (roles) => JSON.stringify({ roles }),
  'json without a frame': (roles) => JSON.stringify(roles, null, 2),
  yaml: (roles) => stringify({ roles }),
  'row per role': (roles) =>
    table(',', [
      ['Role', 'Users', 'Permissions'],
      ...roles.map((role) => [role.name, '3', role.permissions.join('; ')]),
    ]),
  'row per role, a permission a line': (roles) =>
    table(';', [['Role Name', 'Permissions'], ...roles.map((role) => [role.name, role.permissions.join('\n')])]),
  'row per role and permission': (roles) =>
    table('\t', [
      ['Permission', 'Role'],
      ...roles.flatMap((role) => ['', ...role.permissions].map((permission) => [permission, role.name])),
    ]),
  'permissions by roles': (roles) =>
    table(',', [
      ['', ...roles.map(({ name }) => name)],
      ...names().map((permission) => [permission, ...roles.map((role) => tick(role, permission, 'yes', 'no'))]),
    ]),
  'roles by permissions': (roles) =>
    table(';', [
      ['Role', ...names()],
      ...roles.map((role) => [role.name, ...names().map((permission) => tick(role, permission, '✓', ''))]),
    ]),
};

const lists: Record<string, (permissions: readonly PermissionName[]) => string> = {
  lines: (permissions) => permissions.join('\r\n'),
  commas: (permissions) => permissions.join(', '),
  boxes: (permissions) =>
    names()
      .map((name) => `- [${permissions.includes(name) ? 'x' : ' '}] ${name}`)
      .join('\n'),
  json: (permissions) => JSON.stringify(permissions),
  yaml: (permissions) => stringify({ permissions }),
  'one column': (permissions) => table(',', [['Permission'], ...permissions.map((name) => [name])]),
};

describe('a grant reads back as it was written', () => {
  test.each(Object.keys(layouts))('several roles as %s', (layout) => {
    fc.assert(
      fc.property(roles(), fc.nat(), (written, pick) => {
        const text = layouts[layout]?.(written) ?? '';
        const role = written[pick % written.length];
        const grant = parseGrant(text, { file: 'grant', roles: [role?.name ?? ''] }, graph);
        expect(grant).toEqual({ permissions: role?.permissions, groups: [], unknown: [], roles: [role?.name] });
      }),
      { numRuns: 100 },
    );
  });

  test.each(Object.keys(lists))('a list as %s', (layout) => {
    fc.assert(
      fc.property(fc.subarray(names(), { minLength: 1 }), (permissions) => {
        const text = lists[layout]?.(permissions) ?? '';
        expect(parseGrant(text, { file: 'grant' }, graph)).toEqual({ permissions, groups: [], unknown: [], roles: [] });
      }),
      { numRuns: 100 },
    );
  });
});

function names(): PermissionName[] {
  return graph.permissions.map(({ name }) => name);
}

/** Role names with all that a table must quote. At least one role grants something, or it would be no grant. */
function roles(): fc.Arbitrary<Role[]> {
  const name = fc.stringMatching(/^R[a-z "',;]{0,12}[a-z]$/);
  const role = fc.record({ name, permissions: fc.subarray(names(), { minLength: 1 }) });
  return fc.uniqueArray(role, { minLength: 1, maxLength: 4, selector: (one) => one.name });
}

function tick({ permissions }: Role, permission: PermissionName, yes: string, no: string): string {
  return permissions.includes(permission) ? yes : no;
}

function table(delimiter: string, rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n');
}
