import { beforeAll, describe, expect, test } from 'vitest';
import { loadModel, type Model } from '../../src/load/model.ts';
import type { Operation, OperationId } from '../../src/model/operation.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import { allowedOperations, compareGrant, minimalRole, weightOf } from '../../src/solve/index.ts';
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
  const permissions = (granted as PermissionName[]).toSorted(graph.compare);
  return compareGrant({ graph, rules, uses }, { permissions, groups: [], unknown: [], roles: [] });
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
