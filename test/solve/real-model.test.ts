import { beforeAll, describe, expect, test } from 'vitest';
import { loadModel, type Model } from '../../src/load/model.ts';
import type { Operation, OperationId } from '../../src/model/operation.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Grant } from '../../src/model/role.ts';
import {
  allowedOperations,
  compareGrant,
  findEscalations,
  measureBlastRadius,
  minimalRole,
  weightOf,
} from '../../src/solve/index.ts';
import { useOf } from './small-model.ts';

let model: Model;
beforeAll(async () => {
  model = await loadModel();
});

describe("Marketo's own operations", () => {
  test('creating an email with the v2 API takes three permissions and the parent of one of them', () => {
    expect(roleFor('POST /rest/asset/v2/email')).toEqual([
      'Read-Write Assets',
      'Access Design Studio',
      'Access Email',
      'Edit Email',
    ]);
  });

  test('where either schema permission will do, the one that another operation needs anyway is taken', () => {
    const createFields = onlyNeeding('Read-Write Schema Custom Field');
    const either = acceptingEither('Read-Write Schema Standard Field', 'Read-Write Schema Custom Field');
    expect(roleFor(either)).toEqual(['Read-Write Schema Standard Field']);
    expect(roleFor(either, createFields)).toEqual(['Read-Write Schema Custom Field']);
  });

  test('the full content of an email takes a lead permission only if leadId is passed', () => {
    const fullContent = 'GET /rest/asset/v1/email/{id}/fullContent.json';
    expect(roleFor(fullContent)).toEqual(['Read-Only Assets']);
    expect(solve([[fullContent, ['leadId']]]).permissions.map(({ name }) => name)).toEqual([
      'Read-Only Assets',
      'Read-Only Lead',
    ]);
  });

  test('reading and writing one family takes the writing permission alone', () => {
    expect(roleFor('GET /rest/v1/leads.json', 'POST /rest/v1/leads.json')).toEqual(['Read-Write Lead']);
    expect(roleFor('GET /rest/v1/leads.json')).toEqual(['Read-Only Lead']);
  });

  test('user management takes its API and the users of the Admin area', () => {
    expect(roleFor('GET /userservice/management/v1/users/allusers.json')).toEqual([
      'Access Admin',
      'Access Users',
      'Access User Management Api',
    ]);
  });

  test('operations that ask for nothing take no role', () => {
    expect(roleFor('GET /identity/oauth/token', 'GET /rest/v1/stats/usage.json')).toEqual([]);
  });

  test('all operations at once: everything is allowed, and no permission of the role implies another', () => {
    const { operations } = model.rules;
    const role = solve(operations.map(({ id, parameters }) => [id, parameters]));
    expect(role.certificate).toHaveLength(operations.length);
    const names = role.permissions.map(({ name }) => name);
    expect(allowedOperations(model.permissions, operations, names)).toHaveLength(operations.length);
    const impliedByAnother = names.filter((name) =>
      names.some((other) => other !== name && model.permissions.implied(other).has(name)),
    );
    expect(impliedByAnother).toEqual([]);
  });

  test('each operation by itself gets a role that reaches no further than any single way to meet its rule', () => {
    for (const { id } of model.rules.operations) {
      const names = roleFor(id) as PermissionName[];
      const allowed = allowedOperations(model.permissions, model.rules.operations, names);
      expect(allowed.map((operation) => operation.id)).toContain(id);
      const smaller = names.map((name) => names.filter((other) => other !== name));
      for (const fewer of smaller) expect(weightAllowed(fewer)).toBeLessThanOrEqual(weightAllowed(names));
    }
  });
});

describe('grants held against it', () => {
  test('a parent that is not granted is missing; the child is needed', () => {
    expect(compare(['Read-Write Assets', 'Edit Email'], 'POST /rest/asset/v2/email')).toMatchObject({
      needed: ['Read-Write Assets', 'Edit Email'],
      missing: [{ name: 'Access Design Studio' }, { name: 'Access Email' }],
      broader: [],
      unused: [],
    });
  });

  test('a writing permission of which only reading is used is broader; its reading twin beside it is needed', () => {
    expect(compare(['Read-Write Lead', 'Approve Assets'], 'GET /rest/v1/leads.json')).toMatchObject({
      broader: [{ name: 'Read-Write Lead', enough: ['Read-Only Lead'] }],
      unused: ['Approve Assets'],
      missing: [],
    });
    expect(compare(['Read-Only Lead', 'Read-Write Lead'], 'GET /rest/v1/leads.json')).toMatchObject({
      needed: ['Read-Only Lead'],
      broader: [],
      unused: ['Read-Write Lead'],
    });
  });

  test('a reading permission where writing is used is spare once the missing one is there', () => {
    expect(compare(['Read-Only Lead'], 'GET /rest/v1/leads.json', 'POST /rest/v1/leads.json')).toMatchObject({
      needed: [],
      missing: [{ name: 'Read-Write Lead' }],
      unused: ['Read-Only Lead'],
    });
  });
});

describe('what it would let a thief do, and why', () => {
  test('a writing permission where reading is enough adds what writing opens, the worst first', () => {
    const { excess, beyond } = radius(['Read-Write Lead', 'Approve Assets'], 'GET /rest/v1/leads.json');
    expect(excess.map(({ name, reach }) => [name, reach.abilities[0]?.phrase])).toEqual([
      ['Read-Write Lead', 'delete any lead'],
      ['Approve Assets', 'publish or withdraw e-mails and their templates'],
    ]);
    expect(beyond?.operations.map(({ effect }) => effect)).toContain('delete');
    expect(beyond?.operations.map(({ id }) => id)).not.toContain('GET /rest/v1/leads.json');
  });

  test('user administration takes three boxes, and each of them is to blame', () => {
    const granted = ['Access Admin', 'Access Users', 'Access User Management Api', 'Read-Only Lead'];
    const { excess } = radius(granted, 'GET /rest/v1/leads.json');
    expect(excess.map(({ name }) => name)).toEqual(['Access Admin', 'Access Users', 'Access User Management Api']);
    expect(new Set(excess.map(({ reach }) => reach.operations.length))).toEqual(new Set([12]));
    const alone = radius(['Access User Management Api', 'Read-Only Lead'], 'GET /rest/v1/leads.json');
    expect(alone.excess).toMatchObject([{ name: 'Access User Management Api', reach: { operations: [] } }]);
  });

  test('a role of which all is called lies idle only as far as its permissions reach', () => {
    const { minimal } = radius([], 'GET /rest/v1/namedAccountLists.json');
    const ids = minimal.reach.operations.map(({ id }) => id);
    expect(ids).toContain('GET /rest/v1/namedAccountLists.json');
    expect(minimal.idle).toEqual({ callable: 7, unused: 6, share: 0.8571 });
    expect(ids).toHaveLength(7);
  });

  test('writing is forced by the writes alone; without them the lesser permission is enough', () => {
    expect(escalations('GET /rest/v1/leads.json', 'POST /rest/v1/leads.json')).toEqual([
      {
        name: 'Read-Write Lead',
        lesser: 'Read-Only Lead',
        forcedBy: ['POST /rest/v1/leads.json'],
        without: ['Read-Only Lead'],
      },
    ]);
    expect(escalations('GET /rest/v1/leads.json')).toEqual([]);
  });

  test('boxes that hang together go together', () => {
    expect(escalations('POST /rest/asset/v2/email', 'GET /rest/v1/leads.json')).toMatchObject([
      { name: 'Read-Write Assets', lesser: 'Read-Only Assets', without: ['Read-Only Lead'] },
      { name: 'Access Design Studio', without: ['Read-Only Lead'] },
      { name: 'Access Email', without: ['Read-Only Lead'] },
      { name: 'Edit Email', without: ['Read-Only Lead'] },
    ]);
  });
});

function radius(granted: readonly string[], ...ids: readonly string[]) {
  const { permissions: graph, rules } = model;
  const uses = ids.map((id) => useOf(rules.expect(id as OperationId)));
  const problem = { graph, rules, uses, granted: grantOf(granted) };
  const role = minimalRole({ ...problem, status: 'complete' });
  return measureBlastRadius({ ...problem, role, comparison: compareGrant({ ...problem, role }) });
}

function escalations(...ids: readonly string[]) {
  const { permissions: graph, rules } = model;
  const uses = ids.map((id) => useOf(rules.expect(id as OperationId)));
  return findEscalations({ graph, rules, uses }, minimalRole({ graph, rules, uses, status: 'complete' }));
}

function solve(calls: readonly (readonly [string, readonly string[]])[]) {
  const { permissions: graph, rules } = model;
  const uses = calls.map(([id, passed]) => useOf(rules.expect(id as OperationId), passed));
  return minimalRole({ graph, rules, uses, status: 'complete' });
}

function roleFor(...ids: readonly string[]): readonly string[] {
  return solve(ids.map((id) => [id, []])).permissions.map(({ name }) => name);
}

function compare(granted: readonly string[], ...ids: readonly string[]) {
  const { permissions: graph, rules } = model;
  const uses = ids.map((id) => useOf(rules.expect(id as OperationId)));
  const problem = { graph, rules, uses, granted: grantOf(granted) };
  return compareGrant({ ...problem, role: minimalRole({ ...problem, status: 'complete' }) });
}

function grantOf(names: readonly string[]): Grant {
  const permissions = (names as PermissionName[]).toSorted(model.permissions.compare);
  return { permissions, groups: [], unknown: [], roles: [] };
}

function weightAllowed(names: readonly PermissionName[]): number {
  return weightOf(allowedOperations(model.permissions, model.rules.operations, names));
}

function acceptingEither(...names: readonly string[]): string {
  return findOperation(({ requires }) => JSON.stringify(requires) === JSON.stringify({ anyOf: names }));
}

function onlyNeeding(name: string): string {
  return findOperation(({ requires }) => requires === name);
}

function findOperation(fits: (operation: Operation) => boolean): string {
  const found = model.rules.operations.find(fits);
  if (found === undefined) throw new Error('no operation of the model fits');
  return found.id;
}
