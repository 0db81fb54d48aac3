import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { client, commit, load, paths, plant } from './tree.ts';

const json = (value: unknown): string => JSON.stringify(value);
const aliases = (of: Readonly<Record<string, readonly string[]>>): string => json({ compilerOptions: { paths: of } });

/** An app in a repository, and what it imports. */
function app(imports: string, others: Readonly<Record<string, string>>): string {
  return commit(plant({ 'package.json': json({ private: true }), 'apps/x/main.ts': imports, ...others }));
}

describe('what a named folder imports from elsewhere in the repository is read', () => {
  test.each([
    ['a path', "import '../../libs/mk/src/index';", {}],
    [
      'an alias of the configuration at the top',
      "import '@acme/mk';",
      { 'tsconfig.json': aliases({ '@acme/mk': ['libs/mk/src/index.ts'] }) },
    ],
    [
      'an alias of a configuration that the own one extends',
      "import '@acme/mk';",
      {
        'tsconfig.base.json': aliases({ '@acme/*': ['libs/*/src'] }),
        'apps/x/tsconfig.json': json({ extends: '../../tsconfig.base.json' }),
      },
    ],
    [
      'the name of a member of the workspace that is not declared',
      "import '@acme/mk';",
      {
        'package.json': json({ workspaces: ['libs/*'] }),
        'libs/mk/package.json': json({ name: '@acme/mk', main: 'src/index.ts' }),
      },
    ],
  ])('by %s', async (_, imports, others) => {
    const folder = app(imports, {
      'libs/mk/src/index.ts': "export * from '../../deep';",
      ...others,
      'libs/deep.ts': client,
    });
    const set = await load(folder, { paths: ['apps/x'] });
    expect(paths(set).sort()).toEqual(['../../libs/deep.ts', '../../libs/mk/src/index.ts', 'main.ts']);
    expect(set.entries.map(({ path }) => path)).toEqual(['main.ts']);
  });

  test('a file at the top comes alone, and so does one in a folder around what was named', async () => {
    const others = { 'top.ts': client, 'apps/beside.ts': client, 'other.ts': client, 'apps/y/main.ts': client };
    const set = await load(app("import '../../top'; import '../beside';", others), { paths: ['apps/x'] });
    expect(paths(set).sort()).toEqual(['../../top.ts', '../beside.ts', 'main.ts']);
  });

  test('nothing that is installed or generated, or lies beyond a link or the repository', async () => {
    const beyond = realpathSync(mkdtempSync(join(tmpdir(), 'rolefit-beyond-')));
    onTestFinished(() => rmSync(beyond, { recursive: true, force: true }));
    mkdirSync(join(beyond, 'in'));
    for (const path of ['a.ts', 'in/a.ts']) writeFileSync(join(beyond, path), client);
    const linked = ['../../dist/a', '../../node_modules/p/a', '../../libs/linked/a', '../../libs/linked/in/a'];
    const outward = [...linked, `../../../${beyond.split('/').at(-1)}/a`].map((path) => `import '${path}';`).join('');
    const folder = app(`${outward}${client}`, {
      'dist/a.ts': client,
      'node_modules/p/a.ts': client,
      'libs/b.ts': client,
    });
    symlinkSync(beyond, join(folder, 'libs/linked'));
    expect(paths(await load(folder, { paths: ['apps/x'] }))).toEqual(['main.ts']);
  });
});

test('a module that the configuration calls its own is known to be, though it is not there', async () => {
  const folder = plant({
    'package.json': json({ workspaces: ['libs/*'], dependencies: { '@acme/installed': '1' } }),
    'libs/built/package.json': json({ name: 'built', main: 'dist/index.js' }),
    'tsconfig.json': aliases({ '@acme/*': ['gen/*'], '*': ['types/*'], 'typed/*': ['types/typed.d.ts'] }),
    'a.ts': client,
  });
  const set = await load(folder);
  for (const name of ['@acme/client', 'built']) expect(set.resolve(name, 'a.ts')).toMatchObject({ own: true });
  for (const name of ['@acme/installed', 'axios', 'typed/x'])
    expect(set.resolve(name, 'a.ts')).toEqual({ kind: 'external', name });
});
