import type { Effect, Operation, OperationId } from '../../src/model/operation.ts';
import type { OperationUse } from '../../src/model/operation-use.ts';
import type { Permission, PermissionName } from '../../src/model/permission.ts';
import type { PermissionGraph } from '../../src/model/permission-graph.ts';
import type { Requirement } from '../../src/model/requirement.ts';

/** A permission of a test model: what it implies and needs, by name. */
export interface SmallPermission {
  readonly implies?: readonly string[];
  readonly needs?: readonly string[];
}

/**
 * A hierarchy from a literal, written as plainly as its definition so that the solver is not checked against itself.
 * Works on names and sets; the solver works on bits and terms.
 */
export function smallGraph(rows: Readonly<Record<string, SmallPermission>>): PermissionGraph {
  const permissions = Object.entries(rows).map(
    ([name, { implies = [], needs = [] }], order): Permission => ({
      name: name as PermissionName,
      group: 'Access API',
      order,
      aliases: [],
      implies: implies as PermissionName[],
      needs: needs as PermissionName[],
      grants: 'something',
      sources: ['spec'],
    }),
  );
  const byName = new Map(permissions.map((permission) => [permission.name, permission]));
  const expect = (name: PermissionName): Permission => {
    const permission = byName.get(name);
    if (permission === undefined) throw new Error(`no permission ${name}`);
    return permission;
  };
  const closure = (start: readonly PermissionName[], next: (permission: Permission) => readonly PermissionName[]) => {
    const found = new Set(start);
    for (const name of found) for (const other of next(expect(name))) found.add(other);
    return found;
  };
  const implied = (name: PermissionName) => closure([name], ({ implies }) => implies);
  return {
    permissions,
    groups: [{ name: 'Access API', aliases: [], permissions: permissions.map(({ name }) => name) }],
    find: (name) => byName.get(name as PermissionName),
    findGroup: () => undefined,
    expect,
    suggest: () => undefined,
    implied,
    impliedBy: (name) => new Set(permissions.map((p) => p.name).filter((other) => implied(other).has(name))),
    needed: (name) => closure(expect(name).needs, ({ needs }) => needs),
    effective: (ticked) => effective([...ticked].map(expect), implied),
    compare: (a, b) => expect(a).order - expect(b).order,
  };
}

function effective(ticked: readonly Permission[], implied: (name: PermissionName) => ReadonlySet<PermissionName>) {
  const held = new Set<PermissionName>();
  for (let before = -1; before !== held.size; ) {
    before = held.size;
    for (const { name, needs } of ticked) {
      if (needs.every((need) => held.has(need))) for (const given of implied(name)) held.add(given);
    }
  }
  return held;
}

/** An operation with this requirement; all else is filler. */
export function smallOperation(id: string, requires: Requirement, effect: Effect = 'read'): Operation {
  return {
    id: `GET /${id}` as OperationId,
    method: 'GET',
    path: `/${id}`,
    name: id,
    group: 'Test',
    host: 'rest',
    requires,
    effect,
    personalData: false,
    acrossWorkspaces: false,
    superseded: false,
    parameters: [],
    aliases: [],
    claims: [],
    agreement: 'single',
    disputed: false,
    rule: `rules/test.json#GET /${id}`,
  };
}

/** A use of the operation by a call that passes these parameters. */
export function useOf(operation: Operation, passed: readonly string[] = []): OperationUse {
  return {
    operation,
    certainty: 'definite',
    reachable: true,
    calls: 1,
    outcomes: { allowed: 0, denied: 0, attempted: 0 },
    evidence: [],
    conditions: { passed, unknown: [] },
    spellings: [],
  };
}
