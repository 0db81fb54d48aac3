import { describe, expect, test } from 'vitest';
import { mergeInputs } from '../../../src/load/merge-inputs.ts';
import { groupEntries } from '../../../src/sources/group-entries.ts';
import { client, load, plant } from './tree.ts';

const entriesOf = async (files: Record<string, string>, over = {}): Promise<Record<string, string>> =>
  Object.fromEntries((await load(plant(files), over)).entries.map(({ path, reason }) => [path, reason]));

const use = "import './client';";

test('entries are told by reason, the first of them by name', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({
    path: `${index + 10}.ts`,
    reason: 'imported by no module',
  }));
  const groups = groupEntries([{ path: 'z.ts', reason: 'main of package.json' }, ...many.toReversed()]);
  expect(groups.map(({ reason, count, files }) => [reason, count, files.length, files[0]])).toEqual([
    ['imported by no module', 25, 20, '10.ts'],
    ['main of package.json', 1, 1, 'z.ts'],
  ]);
});

test('entries of several services are told once', () => {
  const input = { file: '.', kind: 'source', read: 3, calls: 1, skipped: [], complete: true } as const;
  const entries = (...files: string[]) => [{ reason: 'named as an entry', count: files.length, files }];
  const merged = mergeInputs([
    { ...input, entries: entries('a.ts', 'c.ts') },
    { ...input, entries: entries('b.ts', 'c.ts') },
  ]);
  expect(merged.map((one) => one.entries)).toEqual([entries('a.ts', 'b.ts', 'c.ts')]);
});

describe('entries', () => {
  test('what package.json names, behind what the build writes', async () => {
    const entries = await entriesOf({
      'package.json': JSON.stringify({
        main: './dist/lib.js',
        bin: { run: 'build/run.mjs' },
        scripts: { nightly: 'NODE_ENV=x tsx --inspect ./src/deep/nightly.ts --all', lint: 'eslint .' },
      }),
      'src/lib.ts': use,
      'src/run.mts': use,
      'src/deep/nightly.ts': "import '../client'",
      'src/deep/forgotten.ts': "import '../client'",
      'src/client.ts': client,
    });
    expect(entries).toEqual({
      'src/lib.ts': 'main of package.json',
      'src/run.mts': 'bin of package.json',
      'src/deep/nightly.ts': 'script of package.json',
      // Nothing names it, and nothing says that nobody starts it: a live call must not be lost.
      'src/deep/forgotten.ts': 'imported by no module',
    });
  });

  test('what a Dockerfile, a workflow, a function list or a template starts', async () => {
    const entries = await entriesOf({
      'package.json': '{}',
      Dockerfile: 'CMD ["node", "dist/deep/server.js"]',
      '.github/workflows/nightly.yml': 'run: node tools/deep/nightly.mjs',
      'serverless.yml': 'functions:\n  sync:\n    handler: src/fn/sync.run\n',
      'template.yaml': 'Properties:\n  CodeUri: lam/\n  Handler: app.handler\n',
      'azure/function.json': '{ "scriptFile": "../dist/az/index.js" }',
      'src/deep/server.ts': "import '../client'",
      'tools/deep/nightly.mjs': "import '../../src/client.js'",
      'src/fn/sync.ts': "import '../client'",
      'lam/app.ts': "import '../src/client'",
      'src/az/index.ts': "import '../client'",
      'src/client.ts': client,
    });
    expect(entries).toEqual({
      'src/deep/server.ts': 'named in Dockerfile',
      'tools/deep/nightly.mjs': 'named in nightly.yml',
      'src/fn/sync.ts': 'named in serverless.yml',
      'lam/app.ts': 'named in template.yaml',
      'src/az/index.ts': 'named in function.json',
    });
  });

  test('routes and scripts by where they stand', async () => {
    const entries = await entriesOf({
      'package.json': '{}',
      'app/leads/route.ts': client,
      'src/routes/+page.server.ts': client,
      'netlify/functions/sync.ts': client,
      'scripts/deep/once.ts': client,
      'inner/helper.ts': client,
    });
    expect(Object.keys(entries)).toEqual([
      'app/leads/route.ts',
      'inner/helper.ts',
      'netlify/functions/sync.ts',
      'scripts/deep/once.ts',
      'src/routes/+page.server.ts',
    ]);
  });

  test('without a package, every module that nobody imports', async () => {
    const entries = await entriesOf({
      'one.ts': use,
      'in/two.ts': "import '../client'",
      'client.ts': client,
      'scripts/x.ts': '',
    });
    expect(Object.keys(entries)).toEqual(['in/two.ts', 'one.ts', 'scripts/x.ts']);
  });

  test('where what package.json names reaches no seed, the modules that nobody imports too', async () => {
    const entries = await entriesOf({
      'package.json': '{ "main": "start.js" }',
      'start.js': '',
      'inner/sync.ts': "import '../inner/client'",
      'inner/client.ts': client,
    });
    expect(entries).toEqual({ 'start.js': 'main of package.json', 'inner/sync.ts': 'imported by no module' });
  });

  test('a module that only imports itself, or a circle, still has an entry', async () => {
    const entries = await entriesOf({
      'deep/self.ts': `import './self';${client}`,
      'deep/a.ts': `import './b';${client}`,
      'deep/b.ts': "import './a';",
    });
    expect(entries).toEqual({
      'deep/a.ts': 'part of a circle of imports that nothing else imports',
      'deep/self.ts': 'imported by no module',
    });
  });

  test('a test is no caller: what only tests import is an entry', async () => {
    const entries = await entriesOf({ 'deep/client.ts': client, 'deep/client.test.ts': use });
    expect(entries).toEqual({ 'deep/client.ts': 'imported by no module' });
  });

  test('the configuration overrides it all, and must name what is there', async () => {
    const files = { 'a.ts': use, 'jobs/b.ts': "import '../client'", 'client.ts': client };
    expect(await entriesOf(files, { entries: ['jobs'] })).toEqual({ 'jobs/b.ts': 'named as an entry' });
    await expect(entriesOf(files, { entries: ['jbos'] })).rejects.toThrow('the entry "jbos"');
  });

  test('the configuration must name what is there, though nothing has to do with Marketo', async () => {
    const files = { 'src/a.ts': 'export const a = 1;', 'src/note.md': '', 'dist/b.js': '' };
    for (const entry of ['.', 'src', 'src/a.ts']) expect(await entriesOf(files, { entries: [entry] })).toEqual({});
    for (const entry of ['sr', 'src/a', 'src/note.md', 'dist', 'dist/b.js', '..'])
      await expect(entriesOf(files, { entries: [entry] })).rejects.toThrow(`the entry "${entry}"`);
  });
});
