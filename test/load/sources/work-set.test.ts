import { describe, expect, test } from 'vitest';
import { client, commit, load, noise, paths, plant } from './tree.ts';

describe('the work set of a large repository', () => {
  const app = {
    ...noise(),
    'src/client.ts': `import { base } from './base';\nimport log from './log';\n${client}`,
    'src/base.ts': "import { env } from './env';\nexport const base = env.x;",
    'src/env.ts': 'export const env = process.env;',
    'src/log.ts': 'export default console;',
    'src/sync.ts':
      "import { get } from './client.js';\nimport { fields } from './fields';\nimport data from './data.json';",
    'src/fields.ts': "import './far';\nexport const fields = [];",
    'src/far.ts': 'export {};',
    'src/data.json': '{}',
    'src/main.ts': "import './sync';\nimport './unrelated-screen';",
    'src/unrelated-screen.ts': "import './unrelated-part';",
    'src/unrelated-part.ts': 'export {};',
    'src/other.ts': 'export {};',
  };

  test('is the seeds, their dependencies, their callers, and what those import directly', async () => {
    const set = await load(plant(app));
    expect(set.seeds).toEqual(['src/client.ts']);
    expect(paths(set)).toEqual([
      'src/base.ts',
      'src/client.ts',
      'src/data.json',
      'src/env.ts',
      'src/fields.ts',
      'src/log.ts',
      'src/main.ts',
      'src/sync.ts',
      'src/unrelated-screen.ts',
    ]);
    expect(set.looked).toBe(450 + 11);
    expect(set.leftOut).toEqual([]);
    expect(set.shared).toEqual([]);
  });

  test('tells which of its modules files import that are not in it', async () => {
    const set = await load(plant({ ...app, 'src/unrelated-part.ts': "import './log';\nimport './env';" }));
    expect(set.shared).toEqual(['src/env.ts', 'src/log.ts']);
  });

  test('has no file for prose that looks like an import', async () => {
    const set = await load(
      plant({ ...app, 'index.js': "import './src/main';", 'src/other.ts': '// between `from`/`to`' }),
    );
    expect(set.files.has('index.js')).toBe(true);
    expect(set.files.has('src/other.ts')).toBe(false);
  });

  test('does not depend on how the files are listed', async () => {
    const [walked, listed] = [await load(plant(app)), await load(commit(plant(app)))];
    expect(paths(listed)).toEqual(paths(walked));
    expect(listed.entries).toEqual(walked.entries);
  });

  test('has nothing of a registry beside the member that leads to Marketo, but what says something or rests on nothing', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `vendor${index}`);
    const member = (name: string): string => `import { Base } from './base';\nexport class ${name} extends Base {}`;
    const registry = {
      ...noise(),
      ...Object.fromEntries(names.map((name) => [`src/${name}.ts`, member(name)])),
      'src/base.ts': 'export class Base {}',
      'src/table.ts': 'export const table = {};',
      'src/vendor7.ts': `${member('vendor7')}\nconst path = '/rest/v1/leads.json';`,
      'src/sync.ts': `import { get } from './client';\n${member('sync')}`,
      'src/client.ts': client,
      'src/index.ts': ['sync', 'table', ...names].map((name) => `export * from './${name}';`).join('\n'),
    };
    const set = await load(plant(registry));
    const read = ['src/base.ts', 'src/client.ts', 'src/index.ts', 'src/sync.ts', 'src/table.ts', 'src/vendor7.ts'];
    expect(paths(set)).toEqual(read);
    expect(set.leftOut).toContainEqual({ reason: 'neighbours', count: 39 });
    expect(set.resolve('./vendor8', 'src/index.ts')).toMatchObject({ kind: 'external', aside: true });
  });

  test('is cut, nearest first, and says so where everything imports everything', async () => {
    const knot = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, i) => [
        `src/m${i}.ts`,
        [1, 2, 3, 7].map((step) => `import './m${(i + step) % 2_000}';`).join('\n') + (i === 0 ? client : ''),
      ]),
    );
    const set = await load(plant(knot));
    expect(set.seeds).toEqual(['src/m0.ts']);
    expect(set.files.has('src/m1999.ts'), 'imports the seed').toBe(true);
    expect(set.files.size).toBeLessThanOrEqual(1 + 800 + 800 + 400);
    const left = new Map(set.leftOut.map(({ reason, count }) => [reason, count]));
    expect(left.get('far-callers') ?? 0).toBeGreaterThan(0);
  });

  test('a seed among two thousand files reads few', async () => {
    const set = await load(
      commit(plant({ ...noise(2_000), 'src/client.ts': client, 'src/use.ts': "import './client';" })),
    );
    expect(paths(set)).toEqual(['src/client.ts', 'src/use.ts']);
    expect(set.looked).toBe(2_002);
  });
});

describe('seeds', () => {
  const seedsOf = async (files: Record<string, string>, over = {}): Promise<readonly string[]> =>
    (await load(plant({ ...noise(), ...files }), over)).seeds;

  test('other vendors and mere labels are none', async () => {
    const set = await load(
      plant({
        ...noise(),
        'jira.ts': "fetch('https://acme.atlassian.net/rest/api/2/issue'); fetch('/rest/v1/issues');",
        'supabase.ts': "fetch(url + '/rest/v1/todos?select=*')",
        'providers.ts': "export const providers = ['HubSpot', 'Marketo', 'Salesforce'];",
        'docs.ts': "'https://developers.google.com/drive/rest/v1/about'",
        'stripe.ts': "import './jira'; fetch('https://api.example.com/v1/users');",
      }),
    );
    expect(set.files.size).toBe(0);
    expect(set.seeds).toEqual([]);
    expect(set.entries).toEqual([]);
  });

  test.each([
    ['a host', "const host = '123-ABC-456.mktorest.com';"],
    ['the ingestion host', "'https://mkto-ingestion-api.adobe.io'"],
    ['the token path without its slash', "const t = 'identity/oauth/token';"],
    ['a path', "'/rest/v1/leads.json'"],
    ['a path with a version to fill in', 'x = `/rest/$' + '{VERSION}/leads.json`'],
    ['an asset path', "'/rest/asset/v1/smartCampaigns.json'"],
    ['a bulk path', "'/bulk/v1/leads/export.json'"],
    ['user management', "'/userservice/management/v1/users/allusers.json'"],
    ['an SDK by name', "const Marketo = require('node-marketo-rest');"],
    ['a scoped SDK', "import { M } from '@acme/marketo-client';"],
    ['a setting beside a client', 'fetch(process.env.MARKETO_URL + path)'],
  ])('%s is one', async (_, text) => {
    expect(await seedsOf({ 'x.ts': text })).toEqual(['x.ts']);
  });

  test('given SDKs and hosts are some', async () => {
    const files = {
      'a.ts': "import x from 'acme-crm';",
      'b.ts': "'https://proxy.acme.test/x'",
      'c.ts': "import 'acme-crm2'",
    };
    expect(await seedsOf(files, { clientModules: ['acme-crm'], hosts: ['proxy.acme.test'] })).toEqual(['a.ts', 'b.ts']);
  });

  test("a path's end counts where the file or a neighbour says marketo, and nowhere else", async () => {
    const seeds = await seedsOf({
      'tied.ts': "import { http } from './http'; export const leads = () => http('/v1/leads.json');",
      'http.ts': "// Marketo's REST API\nexport const http = (p) => fetch(base + p);",
      'alone.ts': "export const leads = () => fetch('/v1/leads.json');",
    });
    expect(seeds).toEqual(['tied.ts']);
  });

  test('a registry that everything imports ties nothing to Marketo', async () => {
    const users = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`u${i}.ts`, "import './registry'; fetch('/v1/users')"]),
    );
    expect(await seedsOf({ ...users, 'registry.ts': "export default ['marketo']" })).toEqual([]);
  });

  test('an icon named for Marketo does not pull in the app that shows it', async () => {
    const set = await load(
      plant({ ...noise(), 'icons/marketo.tsx': 'export const Icon = 1;', 'app.ts': "import './icons/marketo';" }),
    );
    expect(paths(set)).toEqual(['icons/marketo.tsx']);
  });
});

describe('small inputs', () => {
  test('a small folder that has to do with Marketo is taken whole', async () => {
    const set = await load(plant({ 'a.ts': client, 'b.ts': 'export const unrelated = 1;' }));
    expect(paths(set)).toEqual(['a.ts', 'b.ts']);
    expect(set.seeds).toEqual(['a.ts']);
  });

  test('a file named as a path brings its imports within its package, and nothing else', async () => {
    const folder = plant({
      'package.json': '{}',
      'src/a.ts': "import '../lib/b'; import './c.json'; import '../../outside';",
      'src/c.json': '{}',
      'lib/b.ts': "import './d'",
      'lib/d.ts': '',
      'src/caller.ts': "import './a'",
    });
    const set = await load(folder, { paths: ['src/a.ts'] });
    expect(paths(set)).toEqual(['lib/b.ts', 'lib/d.ts', 'src/a.ts', 'src/c.json']);
    expect(set.entries).toEqual([{ path: 'src/a.ts', reason: 'given as a path' }]);
    expect(set.resolve('../../outside', 'src/a.ts')).toEqual({ kind: 'external', name: '../../outside' });
  });

  test('several folders share a root, and see each other', async () => {
    const folder = plant({ 'a/x.ts': client, 'b/y.ts': "import '../a/x'", 'c/z.ts': client });
    const set = await load(folder, { paths: ['a', 'b'] });
    expect(paths(set)).toEqual(['a/x.ts', 'b/y.ts']);
    expect(set.resolve('../a/x', 'b/y.ts')).toEqual({ kind: 'source', path: 'a/x.ts' });
  });

  test('an empty folder gives an empty set', async () => {
    expect((await load(plant({}))).files.size).toBe(0);
  });
});
