import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analyzeServices } from '../../src/load/analyze-services.ts';
import { loadConfig } from '../../src/load/config.ts';
import { loadModel } from '../../src/load/model.ts';
import { describeFinding, plainOptions, publishReport, renderTable, roleSheet } from '../../src/report/index.ts';

const model = await loadModel();
const host = '571-kqx-902.mktorest.com';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-services-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

async function analyze(config: object) {
  await write({ 'rolefit.config.json': config });
  return analyzeServices(await loadConfig(folder, undefined, model), { model });
}

const roles = ({ services }: Awaited<ReturnType<typeof analyze>>) =>
  Object.fromEntries(services.map(({ name, role }) => [name, role.permissions.map((permission) => permission.name)]));

const shared = `export const send = (method: string, path: string) =>
  fetch('https://${host}' + path, { method, headers: { Authorization: 'Bearer ' + process.env.TOKEN } });
export const readLeads = () => send('GET', '/rest/v1/leads.json');
`;

/** A recording: the user's identity answer, then calls with its token. */
function har(
  ...sessions: readonly { readonly user: string; readonly token: string; readonly paths: readonly string[] }[]
) {
  const entries = sessions.flatMap(({ user, token, paths }) => [
    {
      request: {
        method: 'GET',
        url: `https://571-kqx-902.mktorest.com/identity/oauth/token?grant_type=client_credentials`,
      },
      response: {
        status: 200,
        content: {
          mimeType: 'application/json',
          text: JSON.stringify({ access_token: token, token_type: 'bearer', expires_in: 3599, scope: user }),
        },
      },
    },
    ...paths.map((path) => ({
      request: {
        method: 'GET',
        url: `https://${host}${path}`,
        headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
      },
      response: { status: 200, content: { mimeType: 'application/json', text: '{"success":true}' } },
    })),
  ]);
  return { log: { version: '1.2', entries } };
}

const ann = {
  user: 'ann@example.com',
  token: '5e0b1f62-41cf-4d0a-9d51-77aa31c2b9e4:sj',
  paths: ['/rest/v1/leads.json'],
};
const ben = {
  user: 'ben@example.com',
  token: '1c7d9f10-93ab-4e55-8a61-0b2f6c3d4e5f:sj',
  paths: ['/rest/asset/v1/emails.json'],
};

describe('several services', () => {
  beforeEach(() =>
    write({
      'src/shared.ts': shared,
      'src/billing.ts': "import { readLeads } from './shared.ts';\nawait readLeads();\n",
      'src/sync.ts':
        "import { readLeads, send } from './shared.ts';\nawait readLeads();\nawait send('POST', '/rest/v1/leads.json');\n",
    }),
  );
  const two = [
    { name: 'sync', sources: ['src'], entries: ['src/sync.ts'] },
    { name: 'billing', sources: ['src'], entries: ['src/billing.ts'], granted: ['Read-Write Lead'] },
  ];

  test('have a role each, shared code counts for each, and places start from the config', async () => {
    const report = await analyze({ services: two });
    expect(roles(report)).toEqual({ billing: ['Read-Only Lead'], sync: ['Read-Write Lead'] });
    expect(report.services[0]?.operations[0]?.evidence[0]).toMatchObject({ file: 'src/shared.ts', line: 3 });
    expect(report.services[0]?.comparison?.broader).toMatchObject([{ name: 'Read-Write Lead' }]);
    expect(report.services[1]?.comparison).toBeUndefined();
    expect(report.inputs.filter(({ kind }) => kind === 'source')).toHaveLength(1);
    expect(report.coverage.calls).toBe(report.services.reduce((sum, { coverage }) => sum + coverage.calls, 0));
  });

  test('that share a user or a credential are told, without either', async () => {
    const services = two.map((one) => ({ ...one, user: 'api@example.com', credential: 'MARKETO_CLIENT_ID' }));
    const { findings } = await analyze({ services });
    const sharedUsers = findings.filter(({ kind }) => kind === 'shared-user');
    expect(sharedUsers.map(describeFinding)).toEqual([
      '"billing" and "sync" work with the same credential',
      '"billing" and "sync" work with the same API-Only user',
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/api@example|MARKETO_CLIENT_ID/);
  });

  test('an annotation is stale only where no service needs it', async () => {
    const line =
      "import { send } from './shared.ts';\nexport const any = (path: string) =>\n  // rolefit: GET /rest/v1/lists.json\n  send('GET', `/rest/v1/${path}.json`);\n";
    await write({
      'src/any.ts': line,
      'src/sync.ts': "import { any } from './any.ts';\nawait any(String(process.argv[2]));\n",
      'src/billing.ts': "import { any } from './any.ts';\nawait any('lists');\n",
    });
    const services = ['sync', 'billing'].map((name) => ({ name, sources: [`src/${name}.ts`] }));
    const kinds = ({ findings }: Awaited<ReturnType<typeof analyze>>) => findings.map(({ kind }) => kind);
    expect(kinds(await analyze({ services }))).not.toContain('stale-annotation');
    expect(kinds(await analyze({ services: services.slice(1) }))).toContain('stale-annotation');
  });

  test('the config can say what a call is', async () => {
    await write({
      'src/sync.ts':
        "import { send } from './shared.ts';\nawait send('GET', `/rest/asset/v1/${process.argv[2]}.json`);\n",
    });
    const annotation = { file: 'src/sync.ts', call: 'process.argv', operations: ['GET /rest/asset/v1/emails.json'] };
    const said = await analyze({ services: two.slice(0, 1), annotations: [annotation] });
    expect(roles(said)).toEqual({ sync: ['Read-Only Assets'] });
    const elsewhere = { ...annotation, call: 'no such text' };
    const stale = await analyze({ services: two.slice(0, 1), annotations: [elsewhere] });
    expect(stale.findings).toContainEqual(
      expect.objectContaining({
        kind: 'stale-annotation',
        location: expect.objectContaining({ file: 'rolefit.config.json' }),
      }),
    );
  });

  test('a granted file that is broken is told with its place', async () => {
    const services = [{ name: 'sync', sources: ['src'], granted: 'Read-Write Leed' }];
    await expect(analyze({ services })).rejects.toMatchObject({ at: { file: 'rolefit.config.json', line: 1 } });
  });
});

describe('recordings', () => {
  test('of all are given to services by their users, and strangers are told', async () => {
    const services = [{ name: 'sync', traffic: [], user: ann.user }];
    await write({ 'all.har': har(ann, ben) });
    const report = await analyze({ services, traffic: ['*.har'] });
    expect(roles(report)).toEqual({ sync: ['Read-Only Lead'] });
    expect(report.findings.map(({ kind }) => kind)).toContain('unassigned-traffic');
    expect(JSON.stringify(report)).not.toMatch(/ann@|ben@/);
    const both = await analyze({
      services: [...services, { name: 'mail', traffic: [], user: ben.user }],
      traffic: ['*.har'],
    });
    expect(roles(both)).toEqual({ mail: ['Read-Only Assets'], sync: ['Read-Only Lead'] });
    expect(both.findings.map(({ kind }) => kind)).not.toContain('unassigned-traffic');
  });

  test('of one service are its own, unless it names its user', async () => {
    await write({ 'own.har': har(ann, ben) });
    const service = { name: 'sync', traffic: ['own.har'] };
    expect(roles(await analyze({ services: [service] }))).toEqual({ sync: ['Read-Only Assets', 'Read-Only Lead'] });
    expect(roles(await analyze({ services: [{ ...service, user: ann.user }] }))).toEqual({ sync: ['Read-Only Lead'] });
  });

  test('and code of a service make one role', async () => {
    await write({ 'own.har': har(ben), 'src/main.mjs': `fetch('https://${host}/rest/v1/leads.json');\n` });
    const service = { name: 'sync', sources: ['src'], traffic: ['own.har'] };
    expect(roles(await analyze({ services: [service] }))).toEqual({ sync: ['Read-Only Assets', 'Read-Only Lead'] });
  });
});

test('a package of the workspace counts for each service by what it uses of it, though the manifest stands above both', async () => {
  await write({
    'package.json': { private: true, workspaces: ['services/*', 'packages/*'] },
    'packages/client/package.json': { name: '@acme/client', private: true, main: 'index.ts' },
    'packages/client/index.ts': `${shared}export const deleteLeads = () => send('POST', '/rest/v1/leads/delete.json');`,
    'services/reader/package.json': { name: 'reader' },
    'services/reader/main.ts': "import { readLeads } from '@acme/client';\nawait readLeads();",
    'services/purger/package.json': { name: 'purger' },
    'services/purger/main.ts': "import { deleteLeads } from '@acme/client';\nawait deleteLeads();",
  });
  const service = (name: string) => ({ name, sources: [`services/${name}`, 'packages/client'] });
  const report = await analyze({ services: [service('reader'), service('purger')] });
  expect(roles(report)).toEqual({ reader: ['Read-Only Lead'], purger: ['Read-Write Lead'] });
});

describe('partitions of the config', () => {
  const lead = (partition: string, result: object) => ({
    request: {
      method: 'POST',
      url: `https://${host}/rest/v1/leads.json`,
      postData: { mimeType: 'application/json', text: JSON.stringify({ partitionName: partition, input: [{}] }) },
    },
    response: { status: 200, content: { text: JSON.stringify({ success: true, result: [result] }) } },
  });
  const refused = { status: 'skipped', reasons: [{ code: '1008', message: 'no' }] };
  const subscription = {
    workspaces: [
      { name: 'North', partitions: ['Europe', 'Arctic'] },
      { name: 'South', partitions: ['Antarctic'] },
    ],
  };
  beforeEach(() =>
    write({
      'calls.har': { log: { entries: [lead('Europe', { status: 'created' }), lead('Antarctic', refused)] } },
    }),
  );

  test('name the workspaces that see what was used, and explain what was refused', async () => {
    const service = { name: 'sync', traffic: ['calls.har'], workspaces: ['North'] };
    const report = await analyze({ services: [service], ...subscription });
    expect(report.services[0]?.workspaces?.sight).toEqual([
      { partition: 'Antarctic', seenBy: ['South'], given: [], used: false, refused: true },
      { partition: 'Europe', seenBy: ['North'], given: ['North'], used: true, refused: false },
    ]);
    const denied = report.findings.filter(({ kind }) => kind === 'partition-denied').map(describeFinding);
    expect(denied).toEqual([
      expect.stringContaining('according to the config, no workspace of the service sees "Antarctic"'),
    ]);
    const sheet = roleSheet(report, model);
    const why =
      'The partition "Antarctic" is seen from South only, where the role is not given, which is why Marketo refused records in it (1008).';
    expect(renderTable(sheet, 'text', { ...plainOptions, width: 1_000 })).toContain(why);
    expect(JSON.parse(renderTable(sheet, 'json', plainOptions)).services[0].partitions).toEqual([
      why,
      'The partition "Europe" is seen from North, where the role is given.',
    ]);
    expect(publishReport(report).services[0]?.workspaces?.sight).toHaveLength(2);
  });

  test('say nothing where the config has none', async () => {
    const report = await analyze({ services: [{ name: 'sync', traffic: ['calls.har'], workspaces: ['North'] }] });
    expect(report.services[0]?.workspaces?.partitions).toEqual(['Europe']);
    expect(report.services[0]?.workspaces).not.toHaveProperty('sight');
    expect(report.findings.map(describeFinding).join()).not.toContain('by the config');
  });
});
