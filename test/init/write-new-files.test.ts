import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeNewFiles } from '../../src/load/write-new-files.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';

let folder = '';
let outside = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-write-'));
  outside = await mkdtemp(join(tmpdir(), 'rolefit-outside-'));
});
afterEach(() => Promise.all([folder, outside].map((path) => rm(path, { recursive: true }))));

const files = [
  { path: 'a.json', text: '{}\n' },
  { path: 'deep/er/b.yml', text: 'ü: 1\n' },
  { path: 'deep/c.yml', text: '' },
];
const all = () => readdir(folder, { recursive: true });
const errorsOf = (some = files) => inputErrorsOf(() => writeNewFiles(folder, some));

test('all of them, with the folders that they need, and nothing else', async () => {
  await writeNewFiles(folder, files);
  expect((await all()).sort()).toEqual(['a.json', 'deep', 'deep/c.yml', 'deep/er', 'deep/er/b.yml']);
  expect(await readFile(join(folder, 'deep/er/b.yml'), 'utf8')).toBe('ü: 1\n');
  // A second name for a temporary file would change with it.
  expect((await stat(join(folder, 'a.json'))).nlink).toBe(1);
});

describe('none of them, and no folder', () => {
  test('when the last is there already', async () => {
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'deep/c.yml'), 'mine');
    expect(await errorsOf()).toEqual([expect.stringContaining('"deep/c.yml" is there already')]);
    expect((await all()).sort()).toEqual(['deep', 'deep/c.yml']);
    expect(await readFile(join(folder, 'deep/c.yml'), 'utf8')).toBe('mine');
  });

  test('when a link stands there, though it leads nowhere', async () => {
    await symlink(join(outside, 'nothing'), join(folder, 'a.json'));
    expect(await errorsOf()).toEqual([expect.stringContaining('"a.json" is there already')]);
    expect(await all()).toEqual(['a.json']);
    expect(await readdir(outside)).toEqual([]);
  });

  test('when a file stands where a folder must be', async () => {
    await writeFile(join(folder, 'deep'), 'a file');
    expect(await errorsOf()).toEqual([expect.stringContaining('cannot write "deep/er/b.yml"')]);
    expect(await all()).toEqual(['deep']);
  });

  test('when a folder is a link that leads out', async () => {
    await symlink(outside, join(folder, 'deep'));
    expect(await errorsOf()).toEqual([expect.stringContaining('would be written outside of this folder')]);
    expect(await all()).toEqual(['deep']);
    expect(await readdir(outside)).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('when a folder is closed', async () => {
    await mkdir(join(folder, 'deep'));
    await chmod(join(folder, 'deep'), 0o555);
    expect(await errorsOf()).toEqual([expect.stringContaining('cannot write "deep/er/b.yml" (EACCES)')]);
    expect(await all()).toEqual(['deep']);
  });
});

test('a link that stays inside is a folder like any other', async () => {
  await mkdir(join(folder, 'real'));
  await symlink('real', join(folder, 'deep'));
  await writeNewFiles(folder, files);
  expect((await readdir(join(folder, 'real'), { recursive: true })).sort()).toEqual(['c.yml', 'er', 'er/b.yml']);
});
