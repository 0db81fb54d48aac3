import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { writeBundle } from '../kit/build/build.ts';
import { type Bundle, bundle } from '../kit/build/bundle.ts';
import { emitPrepared } from '../kit/build/prepare.ts';
import { root } from '../kit/build/root.ts';
import { createFakeIo } from '../kit/fake-io.ts';

let home = '';
let made: Bundle;

/** The package as it is installed: what the build makes, beside what ships as it is. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rolefit-bundle-'));
  for (const name of ['package.json', 'permissions.json']) await cp(join(root, name), join(home, name));
  for (const name of ['rules', 'node_modules']) await symlink(join(root, name), join(home, name), 'dir');
  made = await bundle(join(home, 'dist'));
  await writeBundle(made);
  await emitPrepared(join(home, 'dist/prepared'), []);
}, 60_000);

afterAll(() => rm(home, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function installed(argv: readonly string[], cwd: string): Promise<Ended> {
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8' };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(home, 'dist/cli/main.js'), ...argv], { cwd, env }, (error, stdout, stderr) => {
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
    [['model', 'lint']],
    [['explain', 'Approve Email Draft']],
    [['--format', 'json']],
    [['--format', 'html']],
    [['--granted', 'Read-Only Lead, Read-Write Assets', '--no-color']],
    [['src', '--granted', 'vendor:feedotter', '--format', 'sarif']],
    [['role', '--format', 'csv']],
  ])('%j', async (argv) => {
    expect(await installed(argv, app)).toEqual(await fromSources(argv, app));
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

test('the same sources give the same bytes', async () => {
  const again = await bundle(join(home, 'dist'));
  expect(again.outputFiles.map(({ path, hash }) => [path, hash])).toEqual(
    made.outputFiles.map(({ path, hash }) => [path, hash]),
  );
});
