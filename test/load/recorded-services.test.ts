import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadModel, type Model } from '../../src/load/model.ts';
import { runPlan } from '../../src/load/run/run-plan.ts';
import type { InputError } from '../../src/model/input-error.ts';
import type { Report } from '../../src/model/report.ts';
import { formats, plainOptions, publishReport, renderers } from '../../src/report/index.ts';

const cwd = fileURLToPath(new URL('../../fixtures/traffic/', import.meta.url));
let model: Model;
beforeAll(async () => {
  model = await loadModel();
});

async function analyze(name: string, principal?: string): Promise<Report> {
  const hasCode = readdirSync(`${cwd}${name}`).includes('src');
  return analyzePaths([...(hasCode ? [`${name}/src`] : []), `${name}/traffic.har`], {
    cwd,
    hosts: [],
    model,
    ...(principal === undefined ? {} : { principal }),
  });
}

/** What a fixture's expected.json says: all that traffic proves, in the words of the JSON report. */
function inShort(report: Report) {
  const { services, findings, inputs } = publishReport(report);
  return {
    services: services.map(({ name, role, bounds, sources, workspaces, unresolved, operations }) => ({
      name,
      role: role.permissions.map((permission) => permission.name),
      causes: Object.fromEntries(operations.flatMap(({ id, causes }) => (causes === undefined ? [] : [[id, causes]]))),
      bounds,
      ...(sources === undefined ? {} : { sources }),
      ...(workspaces === undefined ? {} : { workspaces }),
      narrowed: unresolved.flatMap(({ narrowedTo }) => narrowedTo ?? []),
    })),
    findings: findings
      .filter(({ kind }) => kind !== 'secret-in-recording')
      .map(({ kind, message }) => `${kind}: ${message}`),
    notes: inputs.flatMap(({ notes }) => notes ?? []),
  };
}

const fixtures = ['mixed-principals', 'denials', 'workspaces', 'code-and-traffic'];

describe.each(fixtures)('%s', (name) => {
  test('gives what its expected.json says', async () => {
    const expected = JSON.parse(readFileSync(`${cwd}${name}/expected.json`, 'utf8')) as unknown;
    expect(JSON.parse(JSON.stringify(inShort(await analyze(name))))).toEqual(expected);
  });

  test('tells no secret, address or id of it in any format', async () => {
    const report = await analyze(name);
    const secrets = JSON.parse(readFileSync(`${cwd}${name}/secrets.json`, 'utf8')) as string[];
    const recording = readFileSync(`${cwd}${name}/traffic.har`, 'utf8');
    const view = { permissions: model.permissions, rules: model.rules };
    const rendered = formats.map((format) => renderers[format](report, view, plainOptions).toLowerCase());
    expect(secrets.length).toBeGreaterThan(3);
    for (const secret of secrets) {
      expect([recording, decodeURIComponent(recording)].some((text) => text.includes(secret))).toBe(true);
      for (const text of rendered) expect(text.includes(secret.toLowerCase()), secret).toBe(false);
    }
  });
});

describe('code and several principals', () => {
  const paths = ['code-and-traffic/src', 'two-users/traffic.har'];
  const options = () => ({ cwd, hosts: [], model });

  test('are kept apart, and the reader is asked', async () => {
    const report = await analyzePaths(paths, options());
    expect(report.services.map(({ name }) => name)).toEqual(['rolefit', 'user 1', 'user 2']);
    expect(report.services.every(({ sources }) => sources === undefined)).toBe(true);
    expect(report.findings.find(({ kind }) => kind === 'several-principals')?.arguments).toEqual({
      principals: ['user 1', 'user 2'],
    });
  });

  test('the one that is named is the code', async () => {
    const report = await analyzePaths(paths, { ...options(), principal: 'user 1' });
    expect(report.services.map(({ name }) => name)).toEqual(['rolefit']);
    expect(report.services[0]?.sources).toEqual({
      both: ['GET /rest/v1/leads.json', 'POST /rest/v1/lists/{listId}/leads.json'],
      onlyCode: [],
      onlyTraffic: ['GET /identity/oauth/token', 'GET /rest/v1/leads/describe.json'],
    });
    expect(report.findings.some(({ kind }) => kind === 'several-principals')).toBe(false);
  });

  test('one that is not there is an error that names those that are', async () => {
    const failed = analyzePaths(paths, { ...options(), principal: 'user 9' });
    await expect(failed).rejects.toMatchObject({
      what: 'no call belongs to the principal "user 9"',
      next: 'the recordings hold: user 1, user 2',
    } satisfies Partial<InputError>);
  });

  test('a config that names users decides, over all Custom Services of a user', async () => {
    const user = 'crm-sync-api@acme-instruments.example';
    const paths = ['mixed-principals/traffic.har'];
    const report = await runPlan(
      {
        cwd,
        services: [{ name: 'sync', user, paths: [], accessLogs: [], entries: [], hosts: [] }],
        shared: { paths, hosts: [], users: new Map([[user, 'sync']]), label: 'rolefit.config.json' },
        findings: [],
        reading: {},
      },
      { model },
    );
    expect(report.services.map(({ name, coverage }) => [name, coverage.calls])).toEqual([['sync', 5]]);
    expect(report.findings.flatMap((one) => (one.kind === 'unassigned-traffic' ? one.arguments : []))).toEqual([
      { principal: 'user 2', calls: 2 },
    ]);
  });
});

test('a grant that the answers contradict is said to be wrong, either way', async () => {
  const permissions = ['Read-Only Campaign', 'Approve Assets'].map(
    (name) => model.permissions.find(name)?.name ?? expect.fail(name),
  );
  const report = await analyzePaths(['denials/traffic.har'], {
    cwd,
    hosts: [],
    model,
    granted: { permissions, groups: [], unknown: [], roles: [] },
  });
  const contradictions = report.findings.filter(({ kind }) => kind === 'granted-contradicted');
  expect(contradictions.map(({ confidence, arguments: args }) => ({ confidence, ...args }))).toEqual([
    {
      confidence: 'exact',
      answer: 'allowed',
      operations: [
        'GET /rest/v1/activities/types.json',
        'POST /rest/v1/leads.json',
        'GET /rest/v1/leads/describe.json',
      ],
    },
    { confidence: 'inferred', answer: 'denied', operations: ['GET /rest/v1/campaigns.json'] },
  ]);
});
