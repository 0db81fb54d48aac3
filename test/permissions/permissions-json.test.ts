import { describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Requirement } from '../../src/model/requirement.ts';

const { permissions, rules } = await loadModel();
const inApi = permissions.permissions.filter(({ group }) => group === 'Access API');

describe('permissions.json', () => {
  test('has as many names from each source as the source has', () => {
    const count = (source: string) => inApi.filter(({ sources }) => sources.some((one) => one === source)).length;
    expect(inApi).toHaveLength(33);
    expect(count('role-dialog')).toBe(22);
    expect(count('permission-table')).toBe(24);
  });

  test('every Read-Write permission gives its Read-Only twin, and nothing else implies anything', () => {
    for (const { name, implies } of permissions.permissions) {
      const twin = name.replace(/^Read-Write /, 'Read-Only ');
      const hasTwin = twin !== name && permissions.permissions.some((one) => one.name === twin);
      expect(implies).toEqual(hasTwin ? [twin] : []);
    }
  });

  test('everything outside Access API needs the box of its group, at the latest through others', () => {
    const outside = permissions.permissions.filter(({ group, name }) => group !== 'Access API' && group !== name);
    expect(outside.length).toBeGreaterThan(0);
    for (const { group, name } of outside) expect([...permissions.needed(name)]).toContain(group);
  });

  test.each([
    ['Read-Only Person', 'Read-Only Lead'],
    ['Read-Write People', 'Read-Write Lead'],
    ['Read-Only Asset', 'Read-Only Assets'],
    ['Read-Asset', 'Read-Only Assets'],
    ['Read-Write Campaigns', 'Read-Write Campaign'],
    ['Read-Write Named Opportunity', 'Read-Write Opportunity'],
    ['Read Only Redirect Rules', 'Read-Only Redirect Rules'],
    ['RW Custom Objects', undefined],
    ['Read-Write Custom Objects', 'Read-Write Custom Object'],
    ['Access Lead Database', undefined],
  ])('%s means %s', (spelling, canonical) => {
    expect(permissions.find(spelling)?.name).toBe(canonical);
  });

  test('every permission is asked for by an operation, given by one that is, or needed by one', () => {
    const asked = rules.operations.flatMap(({ requires, claims }) =>
      [requires, ...claims.flatMap((claim) => claim.requires ?? [])].flatMap(namesIn),
    );
    const explained = new Set(asked.flatMap((name) => [name, ...permissions.needed(name)]));
    expect(permissions.permissions.map(({ name }) => name).filter((name) => !explained.has(name))).toEqual([]);
  });

  test('a source is stated exactly where its claims name the permission', () => {
    for (const source of ['spec', 'endpoint-table'] as const) {
      const named = new Set(
        rules.operations.flatMap(({ claims }) =>
          claims
            .filter((claim) => claim.source === source)
            .flatMap((claim) => (claim.requires ? namesIn(claim.requires) : [])),
        ),
      );
      const stated = permissions.permissions.filter(({ sources }) => sources.includes(source)).map(({ name }) => name);
      expect(new Set(stated)).toEqual(named);
    }
  });
});

function namesIn(requirement: Requirement): readonly PermissionName[] {
  if (typeof requirement === 'string') return [requirement];
  if ('when' in requirement) return namesIn(requirement.then);
  return ('anyOf' in requirement ? requirement.anyOf : requirement.allOf).flatMap(namesIn);
}
