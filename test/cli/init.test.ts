import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const apps = fileURLToPath(new URL('../../fixtures/apps/', import.meta.url));
const workflow = '.github/workflows/rolefit.yml';
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-init-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function shell(argv: readonly string[], over: Partial<Io> = {}) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, ...over });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}
const use = (app: string) => cp(join(apps, app), folder, { recursive: true });
const read = (file: string) => readFile(join(folder, file), 'utf8');
const readJson = async (file: string) => JSON.parse(await read(file));
const all = async () => (await readdir(folder, { recursive: true })).sort();

describe('from nothing to a check that passes', () => {
  test('in a git repository', async () => {
    await use('nightly-lead-sync');
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const shown = await shell(['init', '--yes']);
    expect(shown).toMatchObject({
      code: 0,
      stderr: `written: rolefit.config.json, rolefit.lock.json, ${workflow}\ncommit them; \`rolefit check\` now fails when the code needs more\n`,
    });
    expect(await readJson('rolefit.config.json')).toMatchObject({ name: 'nightly-lead-sync', sources: ['.'] });
    expect(await read(workflow)).toContain('npx --no-install rolefit check --format github\n');
    expect(await shell(['check', '--quiet'])).toEqual({
      code: 0,
      stdout: 'no role changes · 1 service, 2 permissions, 5 operations\n',
      stderr: '',
    });
    // The check is not one that passes whatever happens.
    const sync = 'src/sync.ts';
    await writeFile(
      join(folder, sync),
      `${await read(sync)}\nimport axios from 'axios';\nawait axios.post('https://571-kqx-902.mktorest.com/rest/asset/v1/program/1/approve.json');\n`,
    );
    expect((await shell(['check', '--quiet'])).code).toBe(1);
  });

  test('two services of a monorepo that is not in git', async () => {
    await use('two-services-one-client');
    expect((await shell(['init', '--yes'])).code).toBe(0);
    const { services } = await readJson('rolefit.config.json');
    expect(services).toEqual([
      { name: 'exporter', sources: ['.'], entries: ['services/exporter/src/main.ts'] },
      { name: 'telemetry', sources: ['.'], entries: ['services/telemetry/src/main.ts'] },
    ]);
    const { services: locked } = await readJson('rolefit.lock.json');
    expect(locked.exporter.role).toEqual(['Read-Only Lead', 'Read-Only Opportunity']);
    expect(locked.telemetry.role).toEqual(['Read-Write Custom Object']);
    expect((await shell(['check', '--quiet'])).code).toBe(0);
  });

  test('with a role that grants too much: it is named, and what is too much today is accepted', async () => {
    await use('nightly-lead-sync');
    await writeFile(join(folder, 'marketo-role.txt'), 'Read-Write Lead\nRead-Only Activity\nRead-Write Assets\n');
    const { stdout } = await shell(['init', '--yes']);
    expect(stdout).toContain('accepted as they are, and more of them will fail: 1 excess-permission');
    expect(await readJson('rolefit.config.json')).toMatchObject({ granted: 'marketo-role.txt' });
    expect((await shell(['check', '--quiet'])).code).toBe(0);
  });
});

describe('it asks', () => {
  const answer = (text: string): Partial<Io> => ({
    stdoutIsTTY: true,
    stderrIsTTY: true,
    stdin: (async function* () {
      yield new TextEncoder().encode(text);
    })(),
  });

  test.each(['y\n', 'yes\n', ' Y \r\n', 'YES'])('%j writes', async (text) => {
    await use('nightly-lead-sync');
    const { code, stderr } = await shell(['init'], answer(text));
    expect(code).toBe(0);
    expect(stderr).toContain('Write these 3 files? [y/N] ');
    expect(await all()).toContain('rolefit.lock.json');
  });

  test.each(['n\n', '\n', '', 'yep\n', 'no\ny\n', 'y'.repeat(5_000)])('%j does not', async (text) => {
    await use('nightly-lead-sync');
    const before = await all();
    const { code, stderr } = await shell(['init'], answer(text));
    expect({ code, end: stderr.slice(-20) }).toEqual({ code: 0, end: 'nothing was written\n' });
    expect(await all()).toEqual(before);
  });

  test('where there is no terminal it needs to be told, before anything is read', async () => {
    const { code, stdout, stderr } = await shell(['init']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('pass --yes to write, or --dry-run');
    expect((await shell(['init', '--yes', '--dry-run'])).code).toBe(2);
  });
});

describe('what it shows', () => {
  test('is what it writes', async () => {
    await use('nightly-lead-sync');
    const { code, stdout, stderr } = await shell(['init', '--dry-run']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'nothing was written\n' });
    expect(await all()).not.toContain('rolefit.config.json');
    await shell(['init', '--yes', '--quiet']);
    for (const file of ['rolefit.config.json', 'rolefit.lock.json', workflow]) {
      const indented = (await read(file)).trimEnd().replace(/^(?=.)/gm, '    ');
      expect(stdout).toContain(`+ ${file}: `);
      expect(stdout).toContain(`\n${indented}\n`);
    }
  });

  test('holds nothing that a terminal would obey', async () => {
    await use('nightly-lead-sync');
    await writeFile(join(folder, 'package.json'), '{"name": "\\u001b[2J\\u202Eevil"}');
    await writeFile(join(folder, 'role\u001b[2J.txt'), 'Read-Only Lead\n');
    const { stdout, stderr } = await shell(['init', '--dry-run']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('what is there stays', () => {
  test('each file by itself; the others are written', async () => {
    await use('nightly-lead-sync');
    await mkdir(join(folder, '.github/workflows'), { recursive: true });
    await writeFile(join(folder, workflow), 'mine');
    await writeFile(join(folder, 'rolefit.config.yaml'), 'name: own\nsources: [src]\n');
    const { code, stdout, stderr } = await shell(['init', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toContain('= rolefit.config.yaml is there already and stays as it is');
    expect(stdout).toContain(`= ${workflow} is there already`);
    expect(stderr).toContain('written: rolefit.lock.json\n');
    expect(await read(workflow)).toBe('mine');
    expect(await all()).not.toContain('rolefit.config.json');
    expect(Object.keys((await readJson('rolefit.lock.json')).services)).toEqual(['own']);
  });

  test('a second time there is nothing to write', async () => {
    await use('nightly-lead-sync');
    await shell(['init', '--yes']);
    expect(await shell(['init', '--yes'])).toMatchObject({ code: 0, stderr: 'there is nothing to write\n' });
  });

  test("GitLab's own file is not touched: what to write into it is said", async () => {
    await use('nightly-lead-sync');
    await writeFile(join(folder, '.gitlab-ci.yml'), 'stages: [test]\n');
    const { stdout } = await shell(['init', '--yes']);
    expect(stdout).toContain('include: [{ local: /.gitlab/rolefit.yml }]');
    expect(await read('.gitlab-ci.yml')).toBe('stages: [test]\n');
    expect(await all()).toContain('.gitlab/rolefit.yml');
    expect(await all()).not.toContain(workflow);
  });
});

test('a service that is not heard is in no lock: the check fails until it is', async () => {
  await use('nightly-lead-sync');
  await writeFile(join(folder, 'quiet.ts'), 'export const quiet = 1;\n');
  await writeFile(
    join(folder, 'rolefit.config.json'),
    JSON.stringify({
      services: [
        { name: 'sync', sources: ['src'] },
        { name: 'quiet', sources: ['quiet.ts'] },
      ],
    }),
  );
  const { stdout } = await shell(['init', '--yes']);
  expect(stdout).toContain('note: No call of "quiet" was seen that can run');
  expect(Object.keys((await readJson('rolefit.lock.json')).services)).toEqual(['sync']);
  expect((await shell(['check', '--quiet'])).code).toBe(3);
});

describe('nothing to propose', () => {
  test.each([
    ['an empty folder', undefined],
    ['code that has nothing to do with Marketo', 'await fetch("https://a.example")'],
    [
      'calls that nothing reaches',
      "function later() { return fetch('https://571-kqx-902.mktorest.com/rest/v1/leads.json'); }",
    ],
  ])('%s: exit 3, with what to do', async (_, text) => {
    if (text !== undefined) await writeFile(join(folder, 'index.ts'), text);
    const before = await all();
    const { code, stdout, stderr } = await shell(['init', '--yes']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('help: run it in the folder of the integration');
    expect(await all()).toEqual(before);
  });

  test('a recording as it was made is no input, but it is seen', async () => {
    await cp(join(apps, '../traffic/lead-sync/traffic.har'), join(folder, 'traffic.har'));
    const { code, stderr } = await shell(['init', '--yes']);
    expect(code).toBe(3);
    expect(stderr).toContain('traffic.har holds what nobody should commit');
  });

  test('a redacted one is', async () => {
    await shell(['redact', join(apps, '../traffic/lead-sync/traffic.har'), 'traffic.har']);
    expect((await shell(['init', '--yes'])).code).toBe(0);
    expect(await readJson('rolefit.config.json')).toMatchObject({ traffic: ['traffic.har'] });
    expect((await shell(['check', '--quiet'])).code).toBe(0);
  });
});
