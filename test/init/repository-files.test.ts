import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findRepositoryFiles, placeInRepository } from '../../src/load/init-files.ts';
import { loadModel } from '../../src/load/model.ts';
import { redactHarFile } from '../../src/load/redact-har.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const model = await loadModel();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(file: string, content: string | { readonly from: string }): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  if (typeof content === 'string') await writeFile(join(folder, file), content);
  else await cp(join(fixtures, content.from), join(folder, file));
}

async function putRedacted(file: string): Promise<void> {
  const path = join(fixtures, 'traffic/lead-sync/traffic.har');
  const input = { path, cwd: folder, stdin: (async function* () {})(), hosts: [] };
  await redactHarFile(input, { kind: 'file', path: join(folder, file), replace: false }, {});
}

const found = () => findRepositoryFiles(folder, [], model);

describe('recordings', () => {
  test('one that is redacted can be committed, one as it was recorded cannot', async () => {
    await put('raw.har', { from: 'traffic/lead-sync/traffic.har' });
    await putRedacted('clean.har');
    await putRedacted('packed.har.gz');
    expect(await found()).toMatchObject({ recordings: ['clean.har', 'packed.har.gz'], leakyRecordings: ['raw.har'] });
  });

  test('what is none, is broken, a test, installed or a pattern is left alone', async () => {
    await put('text.har', 'no recording');
    await put('empty.har', '{"log":{"entries":[]}}');
    for (const name of ['test', 'node_modules', 'dist'])
      await put(`${name}/a.har`, { from: 'traffic/lead-sync/traffic.har' });
    await put('site [2].har', { from: 'traffic/lead-sync/traffic.har' });
    await symlink('/dev/zero', join(folder, 'endless.har'));
    expect(await found()).toMatchObject({ recordings: [], leakyRecordings: [] });
  });
});

describe('roles', () => {
  test('are known by name and by content', async () => {
    await put('marketo-roles.csv', { from: 'grants/roles-by-permissions.csv' });
    await put('ops/sync-permissions.txt', { from: 'grants/list.txt' });
    await put('roles.json', '{"admin": ["read", "write"]}');
    await put(
      'grant.txt',
      'We were granted Read-Only Lead, and that is all that this text is about.\n\nNot a list\nat all\n',
    );
    await put('list.txt', { from: 'grants/list.txt' });
    await put('rolefit.permissions.txt', { from: 'grants/list.txt' });
    expect(await found()).toMatchObject({ grants: ['ops/sync-permissions.txt'], manyRoles: ['marketo-roles.csv'] });
  });
});

test('packages with and without a name, and broken ones', async () => {
  await put('package.json', '{"name": "home"}');
  await put('apps/a/package.json', '{}');
  await put('apps/b/package.json', '{');
  await put('node_modules/c/package.json', '{"name": "c"}');
  expect((await found()).packages).toEqual([{ folder: 'apps/a' }, { folder: 'apps/b' }, { folder: '', name: 'home' }]);
});

test('where a folder stands in its repository', async () => {
  await mkdir(join(folder, 'repository/.git'), { recursive: true });
  await mkdir(join(folder, 'repository/part/of'), { recursive: true });
  expect(await placeInRepository(folder)).toBe('outside');
  expect(await placeInRepository(join(folder, 'repository'))).toBe('root');
  expect(await placeInRepository(join(folder, 'repository/part/of'))).toBe('below');
});
