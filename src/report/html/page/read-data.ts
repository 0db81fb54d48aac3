import type { Operation, OperationId } from '../../../model/operation.ts';
import type { OperationUse } from '../../../model/operation-use.ts';
import type { Permission, PermissionName } from '../../../model/permission.ts';
import type { PermissionGraph } from '../../../model/permission-graph.ts';
import type { Grant } from '../../../model/role.ts';
import type { PageData, PageService, PageUse } from '../page-data.ts';

/** The hierarchy as the solver asks it. Names in the page are canonical, so nothing needs to be guessed or searched. */
export function readGraph({ permissions: rows }: PageData): PermissionGraph {
  const nameAt = (index: number) => (rows[index]?.name ?? '') as PermissionName;
  const permissions = rows.map(
    ({ name, needs }, order): Permission => ({
      name: name as PermissionName,
      group: '',
      order,
      aliases: [],
      implies: [],
      needs: needs.map(nameAt),
      grants: '',
      sources: [],
    }),
  );
  const byName = new Map<string, Permission>(permissions.map((permission) => [permission.name, permission]));
  const implied = new Map(rows.map(({ name, implied: all }) => [name, new Set(all.map(nameAt))]));
  const givenBy = (name: PermissionName) => implied.get(name) ?? new Set();
  const expect = (name: string) => {
    const permission = byName.get(name);
    if (permission === undefined) throw new Error(`no permission ${name}`);
    return permission;
  };
  const needed = (name: PermissionName): Set<PermissionName> =>
    new Set(expect(name).needs.flatMap((need) => [need, ...needed(need)]));
  return {
    permissions,
    groups: [],
    find: (name) => byName.get(name),
    findGroup: () => undefined,
    expect,
    suggest: () => undefined,
    implied: givenBy,
    impliedBy: (name) => new Set(permissions.map((one) => one.name).filter((one) => givenBy(one).has(name))),
    needed,
    effective: (ticked) => {
      const boxes = [...ticked];
      const works = (name: PermissionName): boolean =>
        [...needed(name)].every((need) => boxes.some((box) => box !== name && givenBy(box).has(need) && works(box)));
      return new Set(boxes.filter(works).flatMap((name) => [...givenBy(name)]));
    },
    compare: (a, b) => expect(a).order - expect(b).order,
  };
}

/** Names in the page are the model's own, see `readGraph`. */
export function readGrant(service: PageService | undefined): Pick<Grant, 'permissions'> {
  return { permissions: (service?.granted ?? []) as PermissionName[] };
}

/** Every operation of the model, as far as the solver looks at it. */
export function readOperations(data: PageData): readonly Operation[] {
  return data.operations.map(([method, path, requirement, effect]) => ({
    id: `${method} ${path}` as OperationId,
    method,
    path,
    name: '',
    group: '',
    host: 'rest',
    requires: data.requirements[requirement] ?? { allOf: [] },
    effect,
    personalData: false,
    acrossWorkspaces: false,
    superseded: false,
    parameters: [],
    aliases: [],
    claims: [],
    agreement: 'single',
    disputed: false,
    rule: 'this page',
  }));
}

export function readUse({ operation, passed }: PageUse, operations: readonly Operation[]): OperationUse[] {
  const known = operations[operation];
  if (known === undefined) return [];
  return [
    {
      operation: known,
      certainty: 'definite',
      reachable: true,
      calls: 1,
      outcomes: { allowed: 0, denied: 0, attempted: 0 },
      evidence: [],
      conditions: { passed, unknown: [] },
      spellings: [],
    },
  ];
}
