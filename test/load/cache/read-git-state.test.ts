import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CacheStore } from '../../../src/load/cache/cache-store.ts';
import { isWitnessed } from '../../../src/load/cache/folder-witness.ts';
import { type GitState, readGitState } from '../../../src/load/cache/read-git-state.ts';
import { ByteReader } from '../../../src/load/sources/byte-reader.ts';
import { createRepository, type Repository } from '../../kit/git-repository.ts';

const minute = 60_000;
let repository: Repository;
const files = new Map<string, Uint8Array>();
const store: CacheStore = {
  read: (key) => (files.has(key) ? Buffer.from(files.get(key) ?? []) : undefined),
  write: (key, contents) => files.set(key, contents),
};

beforeEach(async () => {
  files.clear();
  repository = await createRepository();
  await repository.write({
    'src/a.ts': 'a',
    'src/b.ts': 'b',
    'docs/readme.md': 'c',
    '.gitignore': 'dist/\n',
    'dist/x.ts': '',
  });
  await repository.commit('Begin');
});
afterEach(() => repository.remove());

/** The state of the repository, and whether git was asked to list it. */
async function read(ahead = minute, folder = ''): Promise<{ state: GitState | undefined; listed: boolean }> {
  const before = files.size;
  for (const key of files.keys()) if (key.startsWith('bytes ')) files.set(`old ${key}`, files.get(key) ?? Buffer.of());
  for (const key of [...files.keys()]) if (key.startsWith('bytes ')) files.delete(key);
  const state = await readGitState({ home: repository.folder, folder }, store, Date.now() + ahead);
  const listed = [...files.keys()].some((key) => key.startsWith('bytes '));
  expect(files.size).toBeGreaterThanOrEqual(before === 0 ? 0 : 1);
  return { state, listed };
}

describe('git is asked to list a folder', () => {
  test('once, while nothing changes that decides what it lists', async () => {
    expect((await read()).listed).toBe(true);
    const again = await read();
    expect(again.listed).toBe(false);
    expect(again.state).toMatchObject({ untracked: [], doubtful: [] });
  });

  test('again when folders changed so short before that another change could leave no trace', async () => {
    await read(0);
    expect((await read(0)).listed).toBe(true);
  });

  test('of which only the contents of files changed: not at all', async () => {
    await read();
    await repository.write({ 'src/a.ts': 'another', 'dist/x.ts': 'built' });
    const { listed, state } = await read();
    expect(listed).toBe(false);
    expect(state?.doubtful).toEqual(['src/a.ts']);
  });

  test('that is ignored: not at all', async () => {
    await mkdir(join(repository.folder, 'dist/deep'));
    await read();
    await repository.write({ 'dist/y.ts': '', 'dist/deep/z.ts': '' });
    expect((await read()).listed).toBe(false);
  });

  test.each<readonly [string, (repo: Repository) => Promise<unknown>, Partial<GitState>]>([
    ['a new file', (repo) => repo.write({ 'src/new.ts': '' }), { untracked: ['src/new.ts'] }],
    ['a new folder', (repo) => repo.write({ 'lib/deep/new.ts': '' }), { untracked: ['lib/deep/new.ts'] }],
    ['a file that is gone', (repo) => rm(join(repo.folder, 'src/b.ts')), { doubtful: ['src/b.ts'] }],
    [
      'a commit',
      async (repo) => {
        await repo.write({ 'src/a.ts': 'other' });
        await repo.commit('Go on');
      },
      { untracked: [], doubtful: [] },
    ],
    ['rules', (repo) => repo.write({ '.gitignore': '' }), { untracked: ['dist/x.ts'] }],
    ['settings', (repo) => repo.git('config', 'core.excludesFile', '/nowhere'), { untracked: [] }],
    ['trust', (repo) => repo.git('update-index', '--assume-unchanged', 'src/a.ts'), { doubtful: ['src/a.ts'] }],
  ])('after %s', async (_, change, expected) => {
    await read();
    expect((await read()).listed).toBe(false);
    await change(repository);
    const { listed, state } = await read();
    expect(listed).toBe(true);
    expect(state).toMatchObject(expected);
  });

  test('after a file in an empty folder that came in the place of another', async () => {
    await rm(join(repository.folder, 'docs'), { recursive: true });
    await mkdir(join(repository.folder, 'empty/er'), { recursive: true });
    await read();
    expect((await read()).listed).toBe(false);
    await repository.write({ 'empty/er/new.ts': '' });
    expect((await read()).state?.untracked).toEqual(['empty/er/new.ts']);
  });

  test('each time, when rules themselves are not in the index as they are', async () => {
    await repository.write({ 'src/.gitignore': 'b.ts\n' });
    await read();
    expect((await read()).listed).toBe(true);
  });

  test('of a repository by the rules above it', async () => {
    await read(minute, 'src');
    expect((await read(minute, 'src')).listed).toBe(false);
    await repository.write({ '.gitignore': 'new.ts\n' });
    expect((await read(minute, 'src')).listed).toBe(true);
  });
});

describe('a state is not told', () => {
  test('of what is no repository', async () => {
    await rm(join(repository.folder, '.git'), { recursive: true });
    expect((await read()).state).toBeUndefined();
  });

  test('with a repository inside', async () => {
    await repository.write({ 'inner/file.ts': '' });
    await repository.git('init', '--quiet', join(repository.folder, 'inner'));
    expect((await read()).state).toBeUndefined();
  });

  test('with a link that may be source code, though others do no harm', async () => {
    await symlink('readme.md', join(repository.folder, 'docs/link.md'));
    await repository.commit('Link');
    expect((await read()).state).toBeDefined();
    await symlink('a.ts', join(repository.folder, 'src/link.ts'));
    await repository.commit('Link');
    expect((await read()).state).toBeUndefined();
  });
});

test('a change that keeps size and time of day is seen, whatever the repository says about trust', async () => {
  await repository.git('config', 'core.trustctime', 'false');
  await repository.git('config', 'core.checkStat', 'minimal');
  const path = join(repository.folder, 'src/a.ts');
  const then = new Date(Date.UTC(2020, 0));
  await utimes(path, then, then);
  await repository.git('update-index', '--refresh');
  await read();
  // git counts the time of a change in seconds.
  await setTimeout(1_100);
  await writeFile(path, 'A');
  await utimes(path, then, then);
  expect((await read()).state?.doubtful).toEqual(['src/a.ts']);
});

test('a folder that may not be asked about is one that has changed, and no error', () => {
  const place = { home: repository.folder, folder: '' };
  expect(isWitnessed(place, { folders: 'x'.repeat(300), stamps: 'of something' })).toBe(false);
  expect(new ByteReader(repository.folder, new Map()).read(`${'x'.repeat(300)}/a.ts`)).toMatchObject({
    kind: 'failed',
  });
});
