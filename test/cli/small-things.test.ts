import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const send = (path: string, method = 'GET') =>
  `await fetch(\`https://\${process.env.MUNCHKIN}.mktorest.com${path}\`, { method: '${method}' });\n`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-small-'));
  for (const [name, text] of Object.entries({
    'package.json': '{ "name": "@acme/lead-sync", "type": "module", "main": "src/main.js" }',
    'src/main.js': send('/rest/v1/leads.json'),
    'jobs/purge.js': send('/rest/v1/leads/delete.json', 'POST'),
    'two/rolefit.config.json':
      '{ "services": [{ "name": "a", "sources": ["a.js"] }, { "name": "b", "sources": ["b.js"] }] }',
    'two/a.js': send('/rest/v1/leads.json'),
    'two/b.js': send('/rest/v1/companies.json'),
    'grant.txt': 'Read-Only Lead\n\tExecute Campaign\n',
    'unticked.txt': '[ ] Read-Only Lead\n',
  })) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function rolefit(argv: readonly string[], more: Parameters<typeof createFakeIo>[0] = {}) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, ...more });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

describe('the report', () => {
  test('is named after the package, and fits a screen', async () => {
    const { stdout } = await rolefit(['src'], { columns: 80 });
    expect(stdout).toMatch(/^lead-sync: minimal role, 1 permission\n/);
    expect(stdout).toContain('GET /rest/v1/leads.json  main.js:1');
    expect(stdout.split('\n').length).toBeLessThan(24);
  });

  test('has the rest with --verbose', async () => {
    const { stdout } = await rolefit(['src', '--verbose']);
    expect(stdout).toContain('Get Leads by Filter Type');
    expect(stdout).toContain('still allows this: a stolen credential could');
  });

  test('has no width in a pipe, unless COLUMNS says one', async () => {
    const longest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
    expect(longest((await rolefit(['src', '--verbose'])).stdout)).toBeGreaterThan(120);
    const narrow = await rolefit(['src', '--verbose'], { env: { COLUMNS: '60' } });
    expect(longest(narrow.stdout)).toBeLessThanOrEqual(60);
  });
});

describe('a grant', () => {
  test('pasted with tabs is a list', async () => {
    const { stdout } = await rolefit(['src', '--granted', 'grant.txt']);
    expect(stdout).toMatch(/^lead-sync: 1 permission too many; minimal role/);
    expect(stdout).toContain('Execute Campaign');
  });

  test('that names nothing is an error', async () => {
    expect(await rolefit(['src', '--granted', 'unticked.txt'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the grant names no permission'),
    });
  });

  test('role without a grant is an error', async () => {
    expect(await rolefit(['src', '--granted-role', 'API'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('add --granted FILE'),
    });
  });
});

describe('--service', () => {
  const cwd = () => join(folder, 'two');

  test('is one of the config', async () => {
    const { stdout } = await rolefit(['--service', 'b'], { cwd: cwd() });
    expect(stdout).toMatch(/^b: minimal role/);
    expect(stdout).not.toContain('/rest/v1/leads.json');
  });

  test('checks that one alone', async () => {
    expect(await rolefit(['check', '--update'], { cwd: cwd() })).toMatchObject({ code: 0 });
    const { code, stdout } = await rolefit(['check', '--service', 'a'], { cwd: cwd() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'no role changes · 1 service, 1 permission, 1 operation\n' });
    expect(await rolefit(['check', '--service', 'a', '--update'], { cwd: cwd() })).toMatchObject({ code: 2 });
  });

  test('that is none, or without a config, is an error', async () => {
    expect((await rolefit(['--service', 'c'], { cwd: cwd() })).stderr).toContain('its services: a, b');
    expect((await rolefit(['src', '--service', 'a'])).stderr).toContain('none is in use');
  });
});

test('diff exits with 1 on growth where it is told to', async () => {
  for (const [paths, file] of [
    [['src'], 'before.json'],
    [['src', 'jobs'], 'after.json'],
  ] as const) {
    await rolefit([...paths, '--format', 'json', '--output', file, '-q']);
  }
  const codes = [];
  for (const more of [[], ['--fail-on', 'growth']]) {
    codes.push((await rolefit(['diff', 'before.json', 'after.json', ...more])).code);
  }
  codes.push((await rolefit(['diff', 'after.json', 'before.json', '--fail-on', 'growth'])).code);
  expect(codes).toEqual([0, 1, 0]);
});

test('a check without a config names init', async () => {
  expect((await rolefit(['check'])).stderr).toContain('run `rolefit init`');
});

test('completion is for bash and zsh, and asks the parser itself', async () => {
  expect((await rolefit(['completion'], { env: { SHELL: '/bin/zsh' } })).stdout).toMatch(/^#compdef rolefit/);
  expect((await rolefit(['completion', 'bash'])).stdout).toContain('complete -o bashdefault');
  expect(await rolefit(['completion'], { env: {} })).toMatchObject({ code: 2 });
  expect((await rolefit(['--get-yargs-completions', 'rolefit', 'che'])).stdout).toContain('check');
});

test('nothing is guessed from a letter', async () => {
  expect((await rolefit(['explain', ''])).stderr).not.toContain('did you mean');
  expect((await rolefit(['role', '--format', 'html'])).stderr).toMatch(/^error: --format cannot be "html"\n/);
});
