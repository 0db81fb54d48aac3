import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runGitRaw } from '../../../src/load/sources/run-git.ts';
import { InputError } from '../../../src/model/input-error.ts';
import { client, commit, git, load, paths, plant } from './tree.ts';

const tree = {
  'a.ts': client,
  'secret.ts': client,
  'deep/kept.log.ts': client,
  'deep/x.log.ts': client,
  'deep/gen/out.ts': client,
  '.gitignore': '/secret.ts\n*.log.ts\n',
  'deep/.gitignore': '!kept.log.ts\ngen/\n',
};

describe('listing', () => {
  test('honours .gitignore files without git', async () => {
    expect(paths(await load(plant(tree)))).toEqual(['a.ts', 'deep/kept.log.ts']);
  });

  test('finds the same with git, be the files tracked or not', async () => {
    const tracked = commit(plant(tree));
    const untracked = plant(tree);
    git(untracked, 'init', '-q');
    expect(paths(await load(tracked))).toEqual(['a.ts', 'deep/kept.log.ts']);
    expect(paths(await load(untracked))).toEqual(['a.ts', 'deep/kept.log.ts']);
  });

  test('git lists a tracked file though it is ignored, and none that was deleted', async () => {
    const folder = commit(plant(tree));
    git(folder, 'add', '-f', 'secret.ts');
    rmSync(join(folder, 'a.ts'));
    const set = await load(folder);
    expect(paths(set)).toEqual(['deep/kept.log.ts', 'secret.ts']);
    expect(set.problems).toEqual([]);
  });

  test('takes what git has said already, tags and all, and does not ask again', async () => {
    const folder = commit(plant({ ...tree, 'new.ts': client }));
    git(folder, 'add', '-f', 'secret.ts');
    git(folder, 'rm', '--cached', 'new.ts');
    git(folder, 'update-index', '--assume-unchanged', 'a.ts');
    const tracked = await runGitRaw(folder, ['ls-files', '-v', '-s', '-z']);
    if (tracked === undefined) throw new Error('git does not list');
    rmSync(join(folder, '.git'), { recursive: true });
    const listed = (asked: string) => (asked === folder ? { tracked, untracked: ['new.ts'] } : undefined);
    expect(paths(await load(folder, { listed }))).toEqual(['a.ts', 'deep/kept.log.ts', 'new.ts', 'secret.ts']);
  });

  test('an ignored folder that is named as a path is analysed all the same', async () => {
    const folder = commit(plant({ '.gitignore': 'gen/\n', 'gen/a.ts': client, 'b.ts': client }));
    expect(paths(await load(folder, { paths: ['gen'] }))).toEqual(['a.ts']);
  });

  test('starts no program that the repository names', async () => {
    const folder = commit(plant({ 'a.ts': client }));
    const trap = join(folder, 'trap.sh');
    const sprung = join(folder, 'sprung');
    writeFileSync(trap, `#!/bin/sh\ntouch ${sprung}\n`);
    chmodSync(trap, 0o755);
    git(folder, 'config', 'core.fsmonitor', trap);
    git(folder, 'status');
    expect(existsSync(sprung), 'the trap works').toBe(true);
    rmSync(sprung);
    expect(paths(await load(folder))).toEqual(['a.ts']);
    expect(existsSync(sprung)).toBe(false);
  });

  test('names with line breaks, quotes and other scripts are data', async () => {
    const names = ['a\nb.ts', 'q"u\'o.ts', 'ü\u202E.ts', '-rf.ts', ':(glob)x.ts'];
    const files = Object.fromEntries(names.map((name) => [name, client]));
    for (const folder of [plant(files), commit(plant(files))]) {
      expect(paths(await load(folder))).toEqual([...names].sort());
    }
  });

  test('a nested repository is listed too', async () => {
    const folder = plant({ 'a.ts': client, 'nested/b.ts': client });
    commit(join(folder, 'nested'));
    git(folder, 'init', '-q');
    expect(paths(await load(folder))).toEqual(['a.ts', 'nested/b.ts']);
  });
});

describe('links', () => {
  test.each(['git', 'walk'])('to a file inside are read, all others left out (%s)', async (by) => {
    const outside = plant({ 'stolen.ts': client, 'folder/x.ts': client });
    const folder = plant({ 'real/client.ts': client });
    symlinkSync('real/client.ts', join(folder, 'link.ts'));
    symlinkSync(join(outside, 'stolen.ts'), join(folder, 'escape.ts'));
    symlinkSync(join(outside, 'folder'), join(folder, 'escape'));
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('nowhere.ts', join(folder, 'broken.ts'));
    if (by === 'git') commit(folder);
    const set = await load(folder);
    expect(paths(set)).toEqual(['link.ts', 'real/client.ts']);
    expect(set.leftOut).toEqual([{ reason: 'links', count: 4 }]);
  });

  test('a tracked folder that was replaced by a link is not followed', async () => {
    const outside = plant({ 'x.ts': client });
    const folder = commit(plant({ 'a.ts': client, 'sub/x.ts': client }));
    rmSync(join(folder, 'sub'), { recursive: true });
    symlinkSync(outside, join(folder, 'sub'));
    expect(paths(await load(folder))).toEqual(['a.ts']);
  });

  test('a file that became a link after it was listed is refused', async () => {
    const outside = plant({ 'x.ts': client });
    const folder = commit(plant({ 'a.ts': client, 'b.ts': client }));
    rmSync(join(folder, 'b.ts'));
    symlinkSync(join(outside, 'x.ts'), join(folder, 'b.ts'));
    expect(paths(await load(folder))).toEqual(['a.ts']);
  });
});

describe('left out', () => {
  const files = {
    'src/a.ts': client,
    'src/types.d.ts': client,
    'src/a.test.ts': client,
    'test/b.ts': client,
    'lib.min.js': client,
    'bundle.js': `${client.trim()};${'x=1;'.repeat(2_000)}`,
    'long-line.ts': `${client}${'// short\n'.repeat(60)}const image = '${'A'.repeat(6_000)}';\n`,
    'huge.ts': client + '// padding\n'.repeat(150_000),
    'node_modules/p/index.js': client,
    'web/dist/a.js': client,
    'web/dist/b.js': client,
  };

  test.each(['git', 'walk'])('files and folders are counted by reason (%s)', async (by) => {
    const folder = plant(files);
    const set = await load(by === 'git' ? commit(folder) : folder);
    expect(paths(set)).toEqual(['long-line.ts', 'src/a.ts']);
    expect(set.leftOut).toEqual([
      { reason: 'build-output', count: 1 },
      { reason: 'declarations', count: 1 },
      { reason: 'dependencies', count: 1 },
      { reason: 'minified', count: 2 },
      { reason: 'tests', count: 2 },
      { reason: 'too-large', count: 1 },
    ]);
    expect(set.problems).toEqual([{ file: 'huge.ts', what: "names Marketo's API but is too large to be analysed" }]);
  });

  test('tests are analysed on request, or where they are what was named', async () => {
    const folder = commit(plant({ ...files, 'package.json': '{}' }));
    const all = await load(folder, { includeTests: true });
    expect(paths(all)).toEqual(['long-line.ts', 'src/a.test.ts', 'src/a.ts', 'test/b.ts']);
    expect(paths(await load(folder, { paths: ['test'] }))).toEqual(['b.ts']);
    expect(paths(await load(folder, { paths: ['src/a.test.ts'] }))).toEqual(['src/a.test.ts']);
  });

  test('build output is analysed where it is named', async () => {
    const folder = commit(plant({ ...files, 'package.json': '{}' }));
    expect(paths(await load(folder, { paths: ['web/dist'] }))).toEqual(['a.js', 'b.js']);
  });

  test('a test helper that production code imports is analysed, and not counted', async () => {
    const set = await load(
      plant({
        'a.ts': `import { base } from './mocks/base.ts';\nfetch(base + '/rest/v1/leads.json');`,
        'mocks/base.ts': 'export const base = 1;',
      }),
    );
    expect(paths(set)).toEqual(['a.ts', 'mocks/base.ts']);
    expect(set.leftOut).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('a path that is not there is the reader to correct', async () => {
    await expect(load(plant({}), { paths: ['srcc'] })).rejects.toThrow(InputError);
  });

  test.skipIf(process.getuid?.() === 0)('a file without permission is a problem, the others are read', async () => {
    const folder = plant({ 'a.ts': client, 'b.ts': client });
    chmodSync(join(folder, 'b.ts'), 0);
    const set = await load(folder);
    expect(paths(set)).toEqual(['a.ts']);
    expect(set.problems).toEqual([{ file: 'b.ts', what: 'may not be read' }]);
  });

  test.skipIf(process.platform === 'win32')('a pipe in the place of a file holds nothing up', async () => {
    const folder = commit(plant({ 'a.ts': client, 'b.ts': client }));
    rmSync(join(folder, 'b.ts'));
    execFileSync('mkfifo', [join(folder, 'b.ts')]);
    expect(paths(await load(folder))).toContain('a.ts');
  });

  test('a .gitignore made to take forever does not', async () => {
    const hostile = `${'*a'.repeat(40)}b\n`;
    const folder = plant({ 'a.ts': client, '.gitignore': hostile });
    mkdirSync(join(folder, 'sub'));
    renameSync(join(folder, 'a.ts'), join(folder, 'sub', `${'a'.repeat(200)}.ts`));
    expect(paths(await load(folder))).toHaveLength(1);
  });

  test('UTF-16 and a byte order mark are read as text', async () => {
    const set = await load(
      plant({ 'wide.ts': Buffer.from(`\uFEFF${client}`, 'utf16le'), 'marked.ts': `\uFEFF${client}` }),
    );
    expect([...set.files.values()]).toEqual([client, client]);
  });
});
