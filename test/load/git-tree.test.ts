import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withGitTree } from '../../src/load/git-tree.ts';
import { createRepository, type Repository } from '../kit/git-repository.ts';

let repository: Repository;
beforeEach(async () => {
  repository = await createRepository();
});
afterEach(() => repository.remove());

/** The files of a commit as they are handed out, by path. */
function filesOf(ref: string, folder = repository.folder): Promise<ReadonlyMap<string, Buffer>> {
  return withGitTree(folder, ref, async (tree) => {
    const entries = await readdir(tree, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return new Map(
      await Promise.all(files.map(async (file) => [file.slice(tree.length + 1), await readFile(file)] as const)),
    );
  });
}

test('every file comes out byte for byte, whatever is in it', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
  await repository.write({ empty: '', 'a b/ü "c".ts': 'two\nlines', 'no-break': '\n\n' });
  await writeFile(join(repository.folder, 'bytes.bin'), bytes);
  await repository.commit('files');
  const files = await filesOf('HEAD');
  expect([...files.keys()].sort()).toEqual(['a b/ü "c".ts', 'bytes.bin', 'empty', 'no-break']);
  expect(files.get('bytes.bin')?.equals(bytes)).toBe(true);
  expect(files.get('a b/ü "c".ts')?.toString()).toBe('two\nlines');
  expect(files.get('empty')?.length).toBe(0);
});

test('a commit is handed out as it was, and a folder of it as that folder', async () => {
  await repository.write({ 'jobs/a.ts': 'old' });
  await repository.commit('one');
  await repository.write({ 'jobs/a.ts': 'new', 'jobs/b.ts': 'b' });
  await repository.commit('two');
  await repository.write({ 'jobs/a.ts': 'not committed' });
  const jobs = join(repository.folder, 'jobs');
  expect([...(await filesOf('HEAD~1', jobs))].map(([path, text]) => [path, String(text)])).toEqual([['a.ts', 'old']]);
  expect(String((await filesOf('HEAD', jobs)).get('a.ts'))).toBe('new');
});

test('a folder that the commit does not have is empty', async () => {
  await repository.write({ 'a.ts': 'a' });
  await repository.commit('one');
  await repository.write({ 'jobs/b.ts': 'b' });
  expect((await filesOf('HEAD', join(repository.folder, 'jobs'))).size).toBe(0);
});

test('links are left out, and so are paths that lead out or into git', async () => {
  await repository.write({ 'a.ts': 'a' });
  await symlink('/etc', join(repository.folder, 'link'));
  await repository.commit('one');
  const blob = (await repository.git('rev-parse', 'HEAD:a.ts')).trim();
  const inner = (await repository.pipe(`100644 blob ${blob}\thooks\n`, 'mktree')).trim();
  const names = ['..', '.', 'C:\\windows', '.GIT', 'fine.ts'].map((name) => `100644 blob ${blob}\t${name}\n`);
  const tree = (await repository.pipe(`${names.join('')}040000 tree ${inner}\t.git\n`, 'mktree')).trim();
  const commit = (await repository.git('commit-tree', tree, '-m', 'hostile')).trim();
  expect([...(await filesOf('HEAD')).keys()]).toEqual(['a.ts']);
  expect([...(await filesOf(commit)).keys()]).toEqual(['fine.ts']);
});

test('the folder is gone after a failure as well', async () => {
  await repository.write({ 'a.ts': 'a' });
  await repository.commit('one');
  let folder = '';
  const failing = withGitTree(repository.folder, 'HEAD', async (tree) => {
    folder = tree;
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await expect(stat(folder)).rejects.toThrow();
});
