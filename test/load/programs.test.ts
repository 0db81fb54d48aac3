import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analyzePaths, type PathOptions } from '../../src/load/analyze-paths.ts';
import { draftFrom } from '../../src/load/draft-config.ts';
import { loadModel } from '../../src/load/model.ts';
import { proposeInit } from '../../src/load/propose-init.ts';
import type { Report } from '../../src/model/report.ts';
import { plainOptions, publishReport, renderers } from '../../src/report/index.ts';

const model = await loadModel();
const host = 'https://571-kqx-902.mktorest.com';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-programs-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Files = Readonly<Record<string, unknown>>;

async function write(files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const analyze = (options: Partial<PathOptions> = {}): Promise<Report> =>
  analyzePaths(['.'], { cwd: folder, hosts: [], model, ...options });

const roles = ({ services }: Report) =>
  Object.fromEntries(services.map(({ name, role }) => [name, role.permissions.map((permission) => permission.name)]));

const live = ({ services }: Report) =>
  [
    ...new Set(
      services.flatMap(({ operations }) =>
        operations.flatMap(({ operation, reachable }) => (reachable ? operation.id : [])),
      ),
    ),
  ].sort();

const open = ({ services }: Report) => services.some(({ unresolved }) => unresolved.some(({ reachable }) => reachable));

const sdk = `const send = (method: string, path: string) => fetch('${host}' + path, { method });
export class Leads {
  find() { return send('GET', '/rest/v1/leads.json'); }
  save() { return send('POST', '/rest/v1/leads.json'); }
  campaigns() { return send('GET', '/rest/v1/campaigns.json'); }
}
`;

const workspace: Files = {
  'package.json': { name: 'acme', private: true, workspaces: ['apps/*', 'packages/*'] },
  'packages/sdk/package.json': { name: '@acme/sdk', main: 'index.ts' },
  'packages/sdk/index.ts': sdk,
  'apps/reader/package.json': { name: '@acme/reader', bin: 'main.ts', dependencies: { '@acme/sdk': '*' } },
  'apps/reader/main.ts': "import { Leads } from '@acme/sdk';\n\nawait new Leads().find();\n",
  'apps/writer/package.json': { name: '@acme/writer', bin: 'main.ts', dependencies: { '@acme/sdk': '*' } },
  'apps/writer/main.ts': "import { Leads } from '@acme/sdk';\n\n\nawait new Leads().save();\n",
};

test('each program of a workspace has a role, a library is none, and what none calls is the rest', async () => {
  await write(workspace);
  const report = await analyze();
  expect(roles(report)).toEqual({
    reader: ['Read-Only Lead'],
    writer: ['Read-Write Lead'],
    'rest-of-acme': ['Read-Only Campaign'],
  });
  const merged = await analyze({ merged: true });
  expect(Object.entries(roles(merged)).map(([name, all]) => [name, [...all].sort()])).toEqual([
    ['acme', ['Read-Only Campaign', 'Read-Write Lead']],
  ]);
  expect(live(report)).toEqual(live(merged));
  expect(report.coverage.texts).toEqual(merged.coverage.texts);
});

test('the text report says which programs there are, and how to make that permanent', async () => {
  await write(workspace);
  const text = renderers.text(await analyze(), model, { ...plainOptions, width: 1_000 });
  expect(text).toContain('2 programs found, each with a role of its own: reader, writer.');
  expect(text).toContain('`rolefit init` writes a config with these services; --merged gives one role for all');
  expect(renderers.text(await analyze({ merged: true }), model, plainOptions)).not.toContain('programs found');
});

test('init proposes services of the same names', async () => {
  await write(workspace);
  const proposal = await proposeInit({ folder, model, hosts: [], today: '2026-01-01' });
  const names = proposal.kind === 'plan' ? [...proposal.plan.lock.keys()] : [];
  expect(names.sort()).toEqual(['reader', 'writer']);
});

test("a call stands at the program's own line, and the chain goes on through the package", async () => {
  await write(workspace);
  const [reader] = (await analyze()).services;
  expect(reader?.operations.map(({ evidence }) => evidence)).toEqual([
    [
      expect.objectContaining({
        ...{ file: 'apps/reader/main.ts', line: 3 },
        chain: expect.arrayContaining([
          expect.objectContaining({ file: 'packages/sdk/index.ts', line: 3, label: 'through send()' }),
          expect.objectContaining({ file: 'packages/sdk/index.ts', line: 1, label: 'sent by fetch' }),
        ]),
      }),
    ],
  ]);
  expect(JSON.stringify(publishReport(await analyze()))).not.toContain('"entered"');
});

test.each([
  ['a grant, which is of one role', { granted: { permissions: [], groups: [], unknown: [], roles: [] } }],
  ['an entry', { entries: ['apps/reader/main.ts'] }],
  ['the reader, who wants them together', { merged: true }],
])('programs are one where that is said by %s', async (_, options) => {
  await write(workspace);
  expect((await analyze(options)).services.map(({ name }) => name)).toEqual(['acme']);
});

test('a single program is reported as ever, whatever its workspace has besides', async () => {
  const { 'apps/writer/main.ts': _main, 'apps/writer/package.json': _manifest, ...files } = workspace;
  await write({ ...files, 'apps/site/package.json': { name: 'site', bin: 'a.ts' }, 'apps/site/a.ts': 'export {};\n' });
  expect(publishReport(await analyze())).toEqual(publishReport(await analyze({ merged: true })));
});

test('a package among fixtures is no program, as it is no service for init, unless tests are analysed', async () => {
  await write({
    'package.json': { name: 'acme', main: 'main.ts' },
    'main.ts': `await fetch('${host}/rest/v1/leads.json');\n`,
    'fixtures/sample/package.json': { name: 'sample', main: 'dist/index.js' },
    'fixtures/sample/dist/index.js': `fetch('${host}/rest/v1/campaigns.json');\n`,
  });
  const report = await analyze();
  expect(publishReport(report)).toEqual(publishReport(await analyze({ merged: true })));
  // What its package.json starts is left out as tests are, and counted.
  expect(roles(report)).toEqual({ acme: ['Read-Only Lead'] });
  expect(report.inputs[0]?.skipped).toContainEqual({ reason: 'folders of generated code', count: 1 });
  expect(Object.keys(roles(await analyze({ includeTests: true })))).toEqual(['acme', 'sample']);
  const sample = await analyzePaths(['fixtures/sample'], { cwd: folder, hosts: [], model });
  expect(Object.keys(roles(sample))).toEqual(['sample']);
});

test('code that two programs may load, and that of nobody, is in both roles', async () => {
  await write({
    ...workspace,
    'jobs/nightly.ts': `await fetch('${host}/rest/v1/lists.json');\n`,
    'apps/reader/main.ts':
      "import { Leads } from '@acme/sdk';\nimport '../../jobs/nightly.ts';\nawait new Leads().find();\n",
    'apps/writer/main.ts':
      "import { Leads } from '@acme/sdk';\nimport '../../jobs/nightly.ts';\nawait new Leads().save();\n",
  });
  const { services } = await analyze();
  const who = services.filter(({ operations }) =>
    operations.some(({ operation, reachable }) => reachable && operation.path === '/rest/v1/lists.json'),
  );
  expect(who.map(({ name }) => name)).toEqual(['reader', 'writer']);
});

const methods = ['find', 'save', 'campaigns', 'raw'] as const;

test('what all programs and the rest call is what the whole calls', async () => {
  const app = fc.record({
    calls: fc.uniqueArray(fc.constantFrom(...methods), { maxLength: 3 }),
    own: fc.boolean(),
    isOfLeads: fc.boolean(),
    usesShared: fc.boolean(),
  });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(app, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      async (apps, isPrivate, hasScript) => {
        number += 1;
        const home = folder;
        folder = join(home, `case-${number}`);
        const body = (name: string, { calls, own, usesShared }: (typeof apps)[number]) =>
          [
            "import { Leads } from '@acme/sdk';",
            usesShared ? "import { shared } from '../../lib/shared.ts';\nawait shared();" : '',
            ...calls.map((call) => `await new Leads().${call}(${call === 'raw' ? `'${name}'` : ''});`),
            own ? `await fetch('${host}/rest/asset/v1/emails.json');` : '',
          ].join('\n');
        await write({
          'package.json': { name: 'acme', private: true, workspaces: ['apps/*', 'packages/*'] },
          'lib/shared.ts': `export const shared = () => fetch('${host}/rest/v1/lists.json');\n`,
          'packages/sdk/package.json': { name: '@acme/sdk', main: 'index.ts', private: isPrivate },
          'packages/sdk/index.ts': sdk.replace(
            '  save()',
            "  raw(name: string) { return send('GET', '/rest/v1/' + name + '.json'); }\n  save()",
          ),
          ...(hasScript ? { 'tools/once.ts': `await fetch('${host}/rest/v1/stats/usage.json');\n` } : {}),
          ...Object.fromEntries(
            apps.flatMap((one, index) => [
              [`apps/a${index}/package.json`, { name: `a${index}`, main: 'main.ts' }],
              [`apps/a${index}/main.ts`, body(one.isOfLeads ? 'leads' : 'campaigns', one)],
            ]),
          ),
        });
        const [apart, merged] = [await analyze(), await analyze({ merged: true })];
        folder = home;
        expect(live(apart)).toEqual(live(merged));
        expect(open(apart)).toBe(open(merged));
      },
    ),
    { numRuns: 25, seed: 13 },
  );
}, 120_000);

test('a part of a workspace uses packages beside it, within the repository alone', async () => {
  await write(workspace);
  const reader = () => analyzePaths(['apps/reader'], { cwd: folder, hosts: [], model });
  // Without a repository nothing says how far one may look.
  expect((await reader()).services).toEqual([]);
  await mkdir(join(folder, '.git'));
  const { services } = await reader();
  expect(services.map(({ name, role }) => [name, role.status, role.permissions.map((one) => one.name)])).toEqual([
    ['reader', 'complete', ['Read-Only Lead']],
  ]);
  expect(services[0]?.operations.flatMap(({ reachable, evidence }) => (reachable ? evidence : []))).toMatchObject([
    { file: 'main.ts', line: 3, chain: expect.arrayContaining([expect.objectContaining({ line: 3 })]) },
  ]);
});

test.each<[string, Files]>([
  ['pnpm, a list in brackets', { 'pnpm-workspace.yaml': "packages: ['apps/*', 'packages/*', '!**/test/**']\n" }],
  [
    'pnpm, a list with comments',
    { 'pnpm-workspace.yaml': 'packages:\n  # ours\n  - "packages/*" # all\n  - apps/**\n' },
  ],
  ['lerna', { 'lerna.json': { packages: ['apps/*', 'packages/*'] } }],
  ['lerna without a list', { 'lerna.json': {} }],
])('packages beside a part of a workspace, named by %s', async (_, listed) => {
  await write({ ...workspace, 'package.json': { name: 'acme', private: true }, ...listed });
  await mkdir(join(folder, '.git'));
  const { services } = await analyzePaths(['apps/reader'], { cwd: folder, hosts: [], model });
  expect(services.map(({ role }) => role.permissions.map(({ name }) => name))).toEqual([['Read-Only Lead']]);
});

test('what a workspace takes away is not a package beside it', async () => {
  const taken = "packages: ['apps/*', 'packages/*', '!packages/sdk']\n";
  await write({ ...workspace, 'package.json': { name: 'acme', private: true }, 'pnpm-workspace.yaml': taken });
  await mkdir(join(folder, '.git'));
  const report = await analyzePaths(['apps/reader'], { cwd: folder, hosts: [], model });
  expect(report.services).toEqual([]);
});

test('no link leads to a package beside it, and no pattern out of the repository', async () => {
  const { 'packages/sdk/index.ts': index, 'packages/sdk/package.json': manifest, ...others } = workspace;
  await write({
    'elsewhere/sdk/index.ts': index,
    'elsewhere/sdk/package.json': manifest,
    ...Object.fromEntries(Object.entries(others).map(([path, content]) => [`repository/${path}`, content])),
    'repository/package.json': { name: 'acme', private: true, workspaces: ['apps/*', 'packages/*', '../elsewhere/*'] },
  });
  await mkdir(join(folder, 'repository/.git'));
  await mkdir(join(folder, 'repository/packages'));
  await symlink(join(folder, 'elsewhere/sdk'), join(folder, 'repository/packages/sdk'));
  const report = await analyzePaths(['repository/apps/reader'], { cwd: folder, hosts: [], model });
  expect(report.services).toEqual([]);
});

test('a TypeScript app, a Python job and a PHP plugin in one repository are three programs, called as their manifests say', async () => {
  await write({
    'app/package.json': { name: '@acme/app' },
    'app/main.ts': `await fetch('${host}/rest/v1/leads.json');\n`,
    'job/pyproject.toml': '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "nightly-job"\n',
    'job/main.py': `import requests\n\nrequests.post("${host}/rest/v1/companies.json", json={})\n`,
    'plugin/composer.json': { name: 'acme/signup-plugin' },
    'plugin/plugin.php': `<?php\n$h = curl_init('${host}/rest/v1/opportunities.json');\ncurl_exec($h);\n`,
  });
  const expected = {
    app: ['Read-Only Lead'],
    'nightly-job': ['Read-Write Company'],
    'signup-plugin': ['Read-Only Opportunity'],
  };
  expect(roles(await analyze())).toEqual(expected);
  const { draft } = await draftFrom({ folder, model, hosts: [], today: '2026-12-01' });
  expect(draft?.services.map(({ name, entries }) => [name, ...entries])).toEqual([
    ['app', 'app/main.ts'],
    ['nightly-job', 'job/main.py'],
    ['signup-plugin', 'plugin/plugin.php'],
  ]);
});

test.each([
  ['an emitter of the platform', "const { EventEmitter } = require('events');\nmodule.exports = new EventEmitter();"],
  [
    'a list of its own',
    'const all = [];\nmodule.exports = { on: (name, f) => all.push(f), emit: () => all.forEach((f) => f()) };',
  ],
])('in a large folder a module that files left out import is theirs, too: %s', async (_name, events) => {
  const noise = Object.fromEntries(Array.from({ length: 410 }, (_, n) => [`noise/n${n}.js`, `exports.n = ${n};`]));
  await write({
    ...noise,
    'package.json': { name: 'shop', main: 'index.js' },
    'index.js': "require('./listens').listen();\nrequire('./a').start();",
    'a.js': "const b = require('./b');\nexports.start = () => b.start();",
    'b.js': "const members = require('./members');\nexports.start = () => members.add();",
    'members.js': "const events = require('./events');\nexports.add = () => events.emit('added', {});",
    'events.js': events,
    'listens.js': `const events = require('./events');
      exports.listen = () => {
        fetch('${host}/rest/v1/lists.json');
        events.on('added', () => fetch('${host}/rest/v1/leads.json', { method: 'POST' }));
      };`,
  });
  expect(live(await analyze())).toEqual(['GET /rest/v1/lists.json', 'POST /rest/v1/leads.json']);
});
