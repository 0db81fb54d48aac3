import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-cli-config-'));
  await write('jobs/sync.mjs', "await fetch('https://123-ABC-456.mktorest.com/rest/v1/leads.json');\n");
  await write('jobs/mail.mjs', "await fetch('https://123-ABC-456.mktorest.com/rest/asset/v1/emails.json');\n");
  await write(
    'rolefit.config.yaml',
    `services:
  - name: sync
    sources: [jobs/sync.mjs]
    workspaces: [EMEA]
    user: sync-api@example.com
  - name: mail
    sources: [jobs/mail.mjs]
`,
  );
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

async function rolefit(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

test('without paths the services of the config are analysed, and that is said', async () => {
  const { code, stdout, stderr } = await rolefit();
  expect(code).toBe(0);
  expect(stderr).toBe('going by rolefit.config.yaml: mail, sync\n');
  expect(stdout).toContain('mail: minimal role, ');
  expect(stdout).toContain('jobs/sync.mjs:1');
  expect(stdout).not.toContain('sync-api');
  expect((await rolefit('--quiet')).stderr).toBe('');
});

test('with paths it is left alone', async () => {
  const { stdout, stderr } = await rolefit('jobs/mail.mjs');
  expect(stderr).toBe('');
  expect(stdout).toContain('mail: minimal role, ');
});

test('options say what they can about all services', async () => {
  const granted = JSON.parse((await rolefit('--granted', 'Read-Only Lead', '--format', 'json')).stdout);
  expect(granted.services).toMatchObject([
    { name: 'mail', comparison: { missing: ['Read-Only Assets'], unused: ['Read-Only Lead'] } },
    { name: 'sync', comparison: { needed: ['Read-Only Lead'] } },
  ]);
  const one = JSON.parse((await rolefit('--principal', 'sync', '--format', 'json')).stdout);
  expect(one.services).toMatchObject([{ name: 'sync' }]);
  expect(one.coverage.calls).toBe(1);
});

test('the role sheet knows the workspaces of each service', async () => {
  const { stdout } = await rolefit('role');
  expect(stdout).toContain('EMEA');
});

test('an explanation speaks of the code that the config names', async () => {
  const { stdout } = await rolefit('explain', 'Read-Only Assets');
  expect(stdout).toContain('jobs/mail.mjs:1:');
});

test.each([
  [['--entry', 'jobs/sync.mjs'], '--entry does not say which service it is for'],
  [['--principal', 'sink'], 'rolefit.config.yaml has no service "sink"'],
  [['--config', 'rolefit.config.yaml', 'jobs'], '--config and paths say two things'],
  [['--config', 'nowhere.json'], 'no such file'],
])('%j is an error', async (argv, message) => {
  const result = await rolefit(...argv);
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toContain(message);
});

test('a config that is broken is told, not passed over', async () => {
  await write('rolefit.config.yaml', 'services: [\n');
  expect(await rolefit()).toMatchObject({ code: 2, stdout: '' });
});
