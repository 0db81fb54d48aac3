import type { PermissionRow, PermissionsFile } from '../../src/schema/index.ts';

const source = { title: 'A page', url: 'https://example.com/', checked: '2026-01-02' };

/** A permissions.json made from the rows of its groups; what a row leaves out is filled in. */
export function permissionsFile(
  groups: Readonly<Record<string, readonly (Pick<PermissionRow, 'name'> & Partial<PermissionRow>)[]>>,
): PermissionsFile {
  return {
    sources: { 'role-dialog': source, 'permission-table': source, 'endpoint-table': source, spec: source },
    groups: Object.entries(groups).map(([name, permissions]) => ({
      name,
      permissions: permissions.map((row) => ({ grants: 'something', sources: ['spec'], ...row })),
    })),
  };
}
