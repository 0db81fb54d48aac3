import { describe, expect, test } from 'vitest';
import { client, commit, load, paths, plant } from './tree.ts';

/** Of a length that only generators write. */
const minified = `${'var a=1;'.repeat(1000)}${client.replace('export const', 'var')}`;
const manifest = (more: object): string => JSON.stringify({ name: 'x', ...more });

describe('generated code that a package.json leads to', () => {
  test('is the program where nothing tells its source, with what lies beside it', async () => {
    const tree = {
      'package.json': manifest({ main: 'dist/index.js' }),
      'dist/index.js': minified,
      'dist/1.js': minified,
    };
    for (const folder of [plant(tree), commit(plant(tree))]) {
      const set = await load(folder);
      expect(paths(set)).toEqual(['dist/1.js', 'dist/index.js']);
      expect(set.leftOut).toEqual([]);
      expect(set.entries.map(({ path }) => path)).toContain('dist/index.js');
    }
  });

  test('is the program where a field of the package names it for a host, not for tools that check it', async () => {
    const built = { 'dist/nodes/M.node.js': client, 'lib.js': client };
    const hosted = manifest({ n8n: { nodes: ['dist/nodes/M.node.js'] } });
    const set = await load(plant({ ...built, 'package.json': hosted }));
    expect(paths(set)).toEqual(['dist/nodes/M.node.js', 'lib.js']);
    expect(set.entries).toContainEqual({ path: 'dist/nodes/M.node.js', reason: 'n8n of package.json' });
    for (const tool of [{ jest: { setupFiles: ['dist/nodes/M.node.js'] } }, { files: ['dist/nodes/M.node.js'] }]) {
      expect(paths(await load(plant({ ...built, 'package.json': manifest(tool) })))).toEqual(['lib.js']);
    }
  });

  test('is the program where there is nothing else, though the file that is named is missing', async () => {
    const set = await load(plant({ 'package.json': manifest({ main: 'dist/lib/index.js' }), 'dist/lib/a.js': client }));
    expect(paths(set)).toEqual(['dist/lib/a.js']);
  });

  test('stays out where its source is there, where git ignores it, and where nothing names it', async () => {
    const built = { 'dist/index.js': client, 'lib.js': client };
    const named = manifest({ main: 'dist/index.js' });
    const withSource = await load(plant({ ...built, 'package.json': named, 'src/index.ts': client }));
    const ignored = await load(plant({ ...built, 'package.json': named, '.gitignore': 'dist\n' }));
    const unnamed = await load(plant({ ...built, 'package.json': manifest({ main: 'lib.js' }) }));
    expect(paths(withSource)).toEqual(['lib.js', 'src/index.ts']);
    expect(paths(ignored)).toEqual(['lib.js']);
    expect(paths(unnamed)).toEqual(['lib.js']);
  });

  test('is none of the program where a package among tests names it, but what is wanted where tests are', async () => {
    const tree = {
      'a.js': client,
      'test/fixtures/app/package.json': manifest({ main: 'dist/index.js', bin: './bin/sync' }),
      'test/fixtures/app/dist/index.js': client,
      'test/fixtures/app/bin/sync': client,
    };
    const inTests = ['test/fixtures/app/bin/sync', 'test/fixtures/app/dist/index.js'];
    for (const folder of [plant(tree), commit(plant(tree))]) {
      expect(paths(await load(folder))).toEqual(['a.js']);
      expect(paths(await load(folder, { includeTests: true }))).toEqual(expect.arrayContaining(inTests));
      const own = await load(folder, { paths: ['test/fixtures/app'] });
      expect(paths(own).sort()).toEqual(['bin/sync', 'dist/index.js']);
    }
  });

  test('is never a folder of installed packages', async () => {
    const main = 'node_modules/other/index.js';
    const set = await load(plant({ 'package.json': manifest({ main }), [main]: client, 'a.js': client }));
    expect(paths(set)).toEqual(['a.js']);
  });
});

test('files named as tests beside modules are told, those in folders of tests are not', async () => {
  const set = await load(plant({ 'plugins/a.js': client, 'plugins/b.test.js': client, 'test/c.test.js': client }));
  expect(set.tests).toEqual(['plugins/b.test.js']);
});

test('the files of the package config come along where a module asks it for settings', async () => {
  const settings = { 'config/default.json': '{}', 'config/local.yaml': '', 'other/x.json': '{}' };
  const asking = await load(plant({ ...settings, 'a.js': `const config = require('config');\n${client}` }));
  const silent = await load(plant({ ...settings, 'a.js': client }));
  expect(paths(asking)).toEqual(['a.js', 'config/default.json']);
  expect(paths(silent)).toEqual(['a.js']);
});
