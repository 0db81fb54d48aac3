import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadModel } from '../../src/load/model.ts';
import { publishReport } from '../../src/report/index.ts';

const root = fileURLToPath(new URL('../../fixtures/same-role/', import.meta.url));
const model = await loadModel();

const live = [
  'GET /identity/oauth/token',
  'GET /rest/v1/activities.json',
  'GET /rest/v1/activities/pagingtoken.json',
  'GET /rest/v1/leads.json',
  'POST /rest/v1/leads.json',
  'POST /rest/v1/lists/{listId}/leads.json',
];
const dead = ['POST /rest/v1/campaigns/{campaignId}/trigger.json', 'POST /rest/v1/leads/delete.json'];

test('there are seven versions of the integration', () => {
  expect(readdirSync(root).sort()).toEqual(['angular', 'express', 'lambda', 'nest', 'next', 'script', 'worker']);
});

test.each(readdirSync(root))('the integration has the same role, written for %s', async (name) => {
  const report = publishReport(await analyzePaths(['.'], { cwd: join(root, name), hosts: [], model }));
  const [service, ...others] = report.services;
  expect(others).toEqual([]);
  const idsOf = (reachable: boolean) =>
    service?.operations.filter((one) => one.reachable === reachable).map(({ id }) => id);
  expect(idsOf(true)).toEqual(live);
  expect(idsOf(false)).toEqual(dead);
  expect(service?.role.status).toBe('complete');
  expect(service?.role.permissions.map((permission) => permission.name)).toEqual([
    'Read-Only Activity',
    'Read-Write Lead',
  ]);
  expect(service?.unresolved).toEqual([]);
  expect(service?.unmatched).toEqual([]);
});
