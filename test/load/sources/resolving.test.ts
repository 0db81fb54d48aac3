import { describe, expect, test } from 'vitest';
import { client, commit, load, paths, plant } from './tree.ts';

const json = (value: unknown): string => JSON.stringify(value);

async function resolved(files: Record<string, string>, from: string, ...specifiers: string[]): Promise<string[]> {
  const set = await load(plant({ 'seed.ts': client, ...files }));
  return specifiers.map((specifier) => {
    const found = set.resolve(specifier, from);
    return found.kind === 'external' ? 'external' : found.path;
  });
}

describe('relative specifiers', () => {
  test('with and without extension, folders, JSON, and TypeScript behind the name it compiles to', async () => {
    const files = {
      'a/index.ts': '',
      'b.mts': '',
      'c.tsx': '',
      'd.json': '{}',
      'e.vue': '',
      'x.js': '',
      'x.ts': '',
      'm.ts': "import './d.json'",
    };
    const seen = await resolved(files, 'm.ts', './a', './a/index.js', './b.mjs', './c.js', './d.json', './e', './x.js');
    expect(seen).toEqual(['a/index.ts', 'a/index.ts', 'b.mts', 'c.tsx', 'd.json', 'e.vue', 'x.ts']);
    expect(await resolved(files, 'x.js', './x.js', './gone', '..', '../../etc/passwd', 'fs', 'node:fs')).toEqual([
      'x.js',
      'external',
      'external',
      'external',
      'external',
      'external',
    ]);
  });

  test('a folder with its own package.json means its main module', async () => {
    const files = { 'lib/package.json': json({ main: 'start.js' }), 'lib/start.js': '', 'm.ts': '' };
    expect(await resolved(files, 'm.ts', './lib')).toEqual(['lib/start.js']);
  });

  test('build output means its source', async () => {
    const files = { 'package.json': '{}', 'src/client.ts': '', 'bin/run.js': '' };
    expect(await resolved(files, 'bin/run.js', '../dist/client.js', '../dist/esm/client.mjs')).toEqual([
      'src/client.ts',
      'src/client.ts',
    ]);
  });
});

describe('tsconfig', () => {
  test('paths, baseUrl and extends, with comments and trailing commas', async () => {
    const files = {
      'config/base.json':
        '{ // shared\n "compilerOptions": { "baseUrl": "../app/src", "paths": { "@lib/*": ["lib/*"], "@one": ["lib/one.ts"], }, }, }',
      'app/tsconfig.json': json({ extends: '../config/base' }),
      'app/src/lib/one.ts': '',
      'app/src/plain.ts': '',
      'app/src/m.ts': '',
    };
    const seen = await resolved(files, 'app/src/m.ts', '@lib/one', '@one', 'plain', '@lib/none');
    expect(seen).toEqual(['app/src/lib/one.ts', 'app/src/lib/one.ts', 'app/src/plain.ts', 'external']);
  });

  test('paths without baseUrl count from the file that has them; the longest pattern wins', async () => {
    const files = {
      'tsconfig.json': json({ compilerOptions: { paths: { '#/*': ['./src/*'], '#/deep/*': ['./deep/*'] } } }),
      'src/deep/x.ts': '',
      'deep/x.ts': '',
      'src/y.ts': '',
    };
    expect(await resolved(files, 'src/y.ts', '#/deep/x', '#/y')).toEqual(['deep/x.ts', 'src/y.ts']);
  });

  test('referenced configurations and those of a workspace package count', async () => {
    const files = {
      'package.json': json({ workspaces: ['packages/*'] }),
      'packages/cfg/package.json': json({ name: '@acme/cfg' }),
      'packages/cfg/base.json': json({ compilerOptions: { paths: { 'cfg/*': ['./inside/*'] } } }),
      'packages/cfg/inside/c.ts': '',
      'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      'tsconfig.app.json': json({ extends: '@acme/cfg/base.json', compilerOptions: { paths: { '@x': ['./x.ts'] } } }),
      'other/tsconfig.json': json({ extends: '@acme/cfg/base.json' }),
      'x.ts': '',
      'other/m.ts': '',
    };
    expect(await resolved(files, 'x.ts', '@x')).toEqual(['x.ts']);
    expect(await resolved(files, 'other/m.ts', 'cfg/c')).toEqual(['packages/cfg/inside/c.ts']);
  });

  test('one above the analysed folder counts, up to the repository', async () => {
    const folder = commit(
      plant({
        'tsconfig.json': json({ compilerOptions: { paths: { '~x': ['./src/x.ts'] } } }),
        'src/a.ts': client,
        'src/x.ts': '',
      }),
    );
    const set = await load(folder, { paths: ['src'] });
    expect(set.resolve('~x', 'a.ts')).toEqual({ kind: 'source', path: 'x.ts' });
  });

  test('broken, missing, circular and escaping ones are reported, and the rest goes on', async () => {
    const set = await load(
      plant({
        'package.json': '{}',
        'a/tsconfig.json': '{\n  "compilerOptions": {\n    "paths": oops\n}}',
        'a/x.ts': `import '@/y';${client}`,
        'b/tsconfig.json': json({ extends: './nowhere' }),
        'b/x.ts': `import 'z';${client}`,
        'c/tsconfig.json': json({ extends: '../../../../etc/base' }),
        'c/x.ts': `import 'z';${client}`,
        'd/tsconfig.json': json({ extends: './tsconfig.json' }),
        'd/x.ts': `import 'z';${client}`,
        'e/tsconfig.json': json({ compilerOptions: { paths: { '*': 7, q: [null] }, baseUrl: 3 }, extends: 5 }),
        'e/x.ts': `import 'q';${client}`,
      }),
    );
    expect(paths(set)).toHaveLength(5);
    expect(set.problems).toEqual([
      { file: 'a/tsconfig.json', what: 'is not valid JSON', line: 3 },
      { file: 'b/tsconfig.json', what: 'extends a configuration that cannot be read' },
      { file: 'c/tsconfig.json', what: 'extends a configuration outside the repository' },
    ]);
  });
});

describe('packages', () => {
  const workspace = {
    'package.json': json({ workspaces: ['packages/*'] }),
    'packages/core/package.json': json({
      name: '@acme/core',
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './paths/*': './dist/paths/*.js' },
      imports: { '#private/*': './src/private/*.js' },
    }),
    'packages/core/src/index.ts': '',
    'packages/core/src/paths/leads.ts': '',
    'packages/core/src/private/p.ts': '',
    'packages/app/package.json': json({ name: 'app', dependencies: { linked: 'file:../../tools/linked' } }),
    'packages/app/main.ts': '',
    'tools/linked/package.json': json({ name: 'other-name', main: './lib/entry.js' }),
    'tools/linked/lib/entry.js': '',
    'examples/axios/package.json': json({ name: 'axios', main: 'index.js' }),
    'examples/axios/index.js': '',
  };

  test('of a workspace are found by name, through exports, behind what the build writes', async () => {
    const seen = await resolved(
      workspace,
      'packages/app/main.ts',
      '@acme/core',
      '@acme/core/paths/leads',
      'linked',
      'axios',
    );
    expect(seen).toEqual([
      'packages/core/src/index.ts',
      'packages/core/src/paths/leads.ts',
      'tools/linked/lib/entry.js',
      'external',
    ]);
    const own = await resolved(workspace, 'packages/core/src/index.ts', '#private/p', '@acme/core/paths/leads');
    expect(own).toEqual(['packages/core/src/private/p.ts', 'packages/core/src/paths/leads.ts']);
  });

  test.each([
    ['pnpm-workspace.yaml', 'packages:\n  - "libs/*"\n  - "!libs/old"\n'],
    ['lerna.json', json({ packages: ['libs/new'] })],
  ])('are found by %s too', async (name, text) => {
    const files = {
      [name]: text,
      'libs/new/package.json': json({ name: 'fresh' }),
      'libs/new/index.ts': '',
      'libs/old/package.json': json({ name: 'stale' }),
      'libs/old/index.ts': '',
      'm.ts': '',
    };
    expect(await resolved(files, 'm.ts', 'fresh', 'stale')).toEqual(['libs/new/index.ts', 'external']);
  });

  test('broken manifests are reported', async () => {
    const set = await load(plant({ 'a.ts': client, 'package.json': '{ "name": ', 'pnpm-workspace.yaml': 'a: [' }));
    expect(set.problems.map(({ file, what }) => `${file} ${what}`)).toEqual([
      'package.json is not valid JSON',
      'pnpm-workspace.yaml is not valid YAML',
    ]);
  });

  test('customary aliases of frameworks need no configuration', async () => {
    const files = { 'package.json': '{}', 'src/api/x.ts': '', 'src/lib/y.ts': '', 'src/m.ts': '' };
    expect(await resolved(files, 'src/m.ts', '@/api/x', '~/api/x', '$lib/y', 'src/api/x', '@/none')).toEqual([
      'src/api/x.ts',
      'src/api/x.ts',
      'src/lib/y.ts',
      'src/api/x.ts',
      'external',
    ]);
  });
});
