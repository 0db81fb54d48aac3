import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../scripts/build/bundle.ts';
import { root } from '../../scripts/build/root.ts';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { createRepository, type Repository } from '../kit/git-repository.ts';
import { installPackage } from '../kit/installed.ts';

const { home, program, made } = await installPackage();

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'rolefit-bundle-'));
});
afterAll(() => rm(scratch, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param cache where answers are kept, or `off` */
function installed(argv: readonly string[], cwd: string, cache = join(scratch, 'cache')): Promise<Ended> {
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', ROLEFIT_CACHE: cache };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...argv], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

async function fromSources(argv: readonly string[], cwd: string): Promise<Ended> {
  const { io, stdout, stderr } = createFakeIo({ cwd, env: { LANG: 'C.UTF-8' } });
  const code = await run(argv, io);
  return { code, stdout: stdout(), stderr: stderr() };
}

const app = join(root, 'fixtures/apps/nightly-lead-sync');

describe('the installed program says what the sources say', () => {
  test.each([
    [['--version']],
    [['--help']],
    [['model', '--help']],
    [['--nope']],
    [['--formt', 'text']],
    [['--format', 'jsn']],
    [['explore', '--screen-reader', '--screen-reader']],
    [['model', 'operations', 'lead', '--effect', 'delete']],
    [['model', 'clients', '--format', 'json']],
    [['explain', 'Approve Email Draft']],
    [['--format', 'json']],
    [['--format', 'html']],
    [['--granted', 'Read-Only Lead, Read-Write Assets', '--no-color']],
    [['src', '--granted', 'vendor:feedotter', '--format', 'sarif']],
    [['role', '--format', 'csv']],
  ])('%j', async (argv) => {
    expect(await installed(argv, app)).toEqual(await fromSources(argv, app));
  });

  // It goes through every program that was run with a real library: once is enough.
  test('the rules that ship pass the lint', { timeout: 120_000 }, async () => {
    expect(await installed(['model', 'lint'], app)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^0 problems · \d+ rules, \d+ clients, \d+ SDKs and \d+ vendors' lists checked\n$/),
      stderr: '',
    });
  });

  test('of each file that breaks its schema, in the same words', async () => {
    const broken = {
      'rolefit.config.json': '{\n  "sources": [1],\n  "servces": [],\n  "unknown": true\n}\n',
      'before.json': '{ "schemaVersion": 2, "services": {} }',
      'rolefit.lock.json': '{ "lockVersion": 1, "services": 7 }',
      'client.json': '{ "$schema": "x", "client": 5 }',
      'grant.yaml': 'roles: [',
    };
    const folder = await mkdtemp(join(tmpdir(), 'rolefit-broken-'));
    for (const [name, text] of Object.entries(broken)) await writeFile(join(folder, name), text);
    const lines = [
      ['check'],
      ['diff', 'before.json', 'before.json'],
      ['diff', 'rolefit.lock.json', 'before.json'],
      ['client.json', '--clients', 'client.json'],
      ['.', '--clients', 'client.json'],
      ['.', '--granted', 'grant.yaml'],
      ['.', '--granted', 'Read-Only Leed'],
      ['explore', 'before.json'],
    ];
    for (const argv of lines) {
      const expected = await fromSources(argv, folder);
      expect(expected.stderr, argv.join(' ')).not.toBe('');
      expect(await installed(argv, folder), argv.join(' ')).toEqual(expected);
    }
    await rm(folder, { recursive: true });
  });
});

describe('the installed program keeps answers', () => {
  let repository: Repository;
  beforeAll(async () => {
    repository = await createRepository();
    await cp(app, repository.folder, { recursive: true });
    await repository.commit('Begin');
  });
  afterAll(() => repository.remove());

  test('and says the same with them, in every format', async () => {
    const cache = join(scratch, 'kept');
    const expected = await fromSources(['.', '--format', 'html'], repository.folder);
    for (const times of [1, 2, 3]) {
      expect(await installed(['.', '--format', 'html'], repository.folder, cache), String(times)).toEqual(expected);
    }
    expect((await readdir(cache)).length).toBeGreaterThan(1);
    const analysed = join(repository.folder, 'src');
    await writeFile(join(analysed, 'more.js'), "fetch('https://123-ABC-456.mktorest.com/rest/v1/programs.json');\n");
    const changed = await fromSources(['.', '--format', 'html'], repository.folder);
    expect(changed.stdout).not.toBe(expected.stdout);
    expect(await installed(['.', '--format', 'html'], repository.folder, cache)).toEqual(changed);
    await rm(join(analysed, 'more.js'));
  });

  test('unless the reader does not want it', async () => {
    const cache = join(scratch, 'none');
    await installed(['.', '--no-cache'], repository.folder, cache);
    await expect(readdir(cache)).rejects.toThrow();
  });

  test('but not where they may have come with the code: it says so, once, and nothing else changes', async () => {
    const expected = await fromSources(['.'], repository.folder);
    const inside = join(repository.folder, '.cache');
    const { stderr, ...rest } = await installed(['.'], repository.folder, inside);
    expect(rest).toEqual({ code: expected.code, stdout: expected.stdout });
    expect(stderr).toContain(`warning: ${inside} lies within the analysed code and may have come with it`);
    expect(stderr.split('warning:')).toHaveLength(2);
    expect((await installed(['.', '--quiet'], repository.folder, inside)).stderr).toBe('');
    expect(await readdir(repository.folder)).not.toContain('.cache');
  });
});

test('the same sources give the same bytes', async () => {
  const again = await bundle(join(home, 'dist'));
  expect(again.outputFiles.map(({ path, hash }) => [path, hash])).toEqual(
    made.outputFiles.map(({ path, hash }) => [path, hash]),
  );
});
