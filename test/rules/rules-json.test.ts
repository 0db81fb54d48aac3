import { describe, expect, test } from 'vitest';
import { loadPermissions } from '../../src/load/permissions.ts';
import { loadAbilities, loadRuleFiles } from '../../src/load/rules.ts';
import type { ClaimSource } from '../../src/model/operation.ts';
import { compileRules, lintRules } from '../../src/rules/index.ts';
import { when } from './rule-source.ts';

const permissions = await loadPermissions();
const files = await loadRuleFiles();
const abilitySource = await loadAbilities();
const { operations, abilities, expect: expectOperation, find } = compileRules(files, permissions, abilitySource);

const namesWhere = (agreement: string) =>
  operations.filter((operation) => operation.agreement === agreement).map(({ name }) => name);
const claimedBy = (source: ClaimSource) =>
  operations.filter(({ claims }) => claims.some((claim) => claim.source === source)).length;

describe('the rules as a set', () => {
  test('are free of problems', () => {
    expect(lintRules(files, permissions, abilitySource)).toEqual([]);
  });

  test('hold every operation of the sources once', () => {
    expect(operations).toHaveLength(373);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(373);
    expect(claimedBy('spec')).toBe(367);
    expect(claimedBy('endpoint-table')).toBe(367 - 45 + 3);
    expect(operations.filter(({ operationId }) => operationId === undefined)).toHaveLength(6);
  });

  test('say in words what every operation lets one do, each once, the worst first', () => {
    expect(abilities.flatMap((ability) => ability.operations).toSorted()).toEqual(
      operations.map(({ id }) => id).toSorted(),
    );
    expect(abilities).toHaveLength(abilitySource.abilities.length);
    const place = (phrase: string) => abilities.findIndex((ability) => ability.phrase === phrase);
    const ranked = [
      'create and delete users and give them roles',
      'delete any lead',
      'send e-mail to leads through smart campaigns',
      'create and change any lead',
      'publish or withdraw e-mails and their templates',
      'read names and addresses of leads',
      'read assets such as e-mails and forms',
    ].map(place);
    expect(ranked).not.toContain(-1);
    expect(ranked).toEqual(ranked.toSorted((a, b) => a - b));
  });

  test('reading what is not about persons is told coarsely, everything else finely', () => {
    for (const { phrase, effect, operations: ids } of abilities) {
      if (effect !== 'read') expect([phrase, ids.length <= 22]).toEqual([phrase, true]);
    }
    expect(abilities.find(({ phrase }) => phrase === 'delete any lead')).toMatchObject({
      effect: 'delete',
      personalData: true,
      operations: ['DELETE /rest/v1/leads.json', 'POST /rest/v1/leads/delete.json'],
    });
  });

  test('each file is named for its area, and only data ingestion has another host', () => {
    for (const { file, rules } of files) expect(file).toBe(`rules/operations/${rules.area}.json`);
    const elsewhere = files.filter(({ rules }) => rules.host !== 'rest').map(({ rules }) => rules.area);
    expect(elsewhere).toEqual(['data-ingestion']);
  });

  test('26 operations are disputed', () => {
    const disputed = operations.filter(({ disputed }) => disputed);
    const count = (pattern: RegExp) => disputed.filter(({ path }) => pattern.test(path)).length;
    expect(disputed).toHaveLength(26);
    expect(count(/\/(approveDraft|unapprove)\.json$/)).toBe(11);
    expect(count(/^\/userservice\//)).toBe(12);
    expect(count(/\/(schedule|trigger|ismember)\.json$/)).toBe(3);
  });

  test('14 more have sources of which one accepts more', () => {
    const overlapping = namesWhere('overlap');
    expect(overlapping.filter((name) => / Fields?( by Name)?$/.test(name))).toHaveLength(12);
    expect(overlapping.filter((name) => !/ Fields?( by Name)?$/.test(name)).toSorted()).toEqual([
      'Get Email Full Content',
      'Get Form Used By',
    ]);
  });

  test('bulk exports reach every workspace, and either permission is enough for the guide', () => {
    const exports = operations.filter(({ acrossWorkspaces }) => acrossWorkspaces);
    expect(exports).toHaveLength(24);
    for (const { path, claims } of exports) {
      expect(path).toMatch(/^\/bulk\/v1\/.*\/export(\/|\.json$)/);
      expect(claims.find(({ source }) => source === 'guide')?.requires).toEqual({
        anyOf: [expect.stringMatching(/^Read-Only /), expect.stringMatching(/^Read-Write /)],
      });
    }
  });

  test('nothing that only reads deletes, and nothing that deletes only reads', () => {
    for (const { effect, method, path, id } of operations) {
      if (method === 'DELETE' || /\/delete(\.json)?$/.test(path))
        expect([id, effect]).toEqual([id, expect.stringMatching(/delete|admin/)]);
      if (method === 'GET') expect([id, effect]).toEqual([id, 'read']);
    }
  });

  test('the withdrawn access_token parameter is no parameter of anything', () => {
    expect(operations.filter(({ parameters }) => parameters.includes('access_token'))).toEqual([]);
  });

  test.each([
    ['GET /rest/v1/stats/usage.json', { allOf: [] }],
    ['POST /identity/oauth/token', { allOf: [] }],
    ['GET /rest/asset/v1/landingPage/{id}/variables.json', 'Read-Only Assets'],
    ['POST /rest/v1/opportunities.json', 'Read-Write Opportunity'],
    ['POST /rest/asset/v2/email', { allOf: ['Read-Write Assets', 'Access Design Studio', 'Edit Email'] }],
    ['POST /userservice/management/v1/users/invite.json', { allOf: ['Access User Management Api', 'Access Users'] }],
    [
      'POST /rest/v1/leads/schema/fields/{fieldApiName}.json',
      { anyOf: ['Read-Write Schema Standard Field', 'Read-Write Schema Custom Field'] },
    ],
    [
      'GET /rest/asset/v1/email/{id}/fullContent.json',
      {
        allOf: [
          { anyOf: ['Read-Only Assets', 'Read-Write Assets'] },
          when('leadId', { anyOf: ['Read-Only Lead', 'Read-Write Lead'] }),
        ],
      },
    ],
  ])('%s asks for what its sources say', (id, requires) => {
    expect(find(id)?.requires).toEqual(requires);
  });

  test('an id that is not in the rules is a bug where one is expected', () => {
    const [first] = operations;
    expect(first && expectOperation(first.id)).toBe(first);
    expect(() => expectOperation('GET /rest/v1/moon.json' as never)).toThrow('is not in the rules');
  });
});
