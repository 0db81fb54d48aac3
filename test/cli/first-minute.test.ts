import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const host = 'https://571-kqx-902.mktorest.com';
const send = (path: string, method = 'GET') => `await fetch('${host}${path}', { method: '${method}' });\n`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-minute-'));
  for (const [name, text] of Object.entries({
    'app/package.json': '{ "name": "app", "type": "module", "main": "index.js", }',
    'app/index.js': send('/rest/v1/leads.json') + send('/rest/v1/leads/delete.json', 'POST'),
    'shop/package.json': '{ "name": "shop" }',
    'shop/index.js': 'console.log(1);\n',
    'tested/test/a.test.js': send('/rest/v1/leads.json'),
    'built/dist/index.js': send('/rest/v1/leads.json'),
    'other/sync.pl': `get('${host}/rest/v1/leads.json');\n`,
    'python/sync.py': `import requests\nrequests.get('${host}/rest/v1/leads.json')\n`,
    'pair/package.json': '{ "name": "pair", "private": true, "workspaces": ["packages/*"] }',
    'pair/packages/a/package.json': '{ "name": "a", "type": "module", "main": "index.js" }',
    'pair/packages/a/index.js': send('/rest/v1/leads.json', 'POST'),
    'pair/packages/b/package.json': '{ "name": "b", "type": "module", "main": "index.js" }',
    'pair/packages/b/index.js': send('/rest/v1/leads.json'),
    'way.txt': 'Access API > Read-Write Lead\nAccess API > Access API > Read-Only Activity\nSales > Read-Only Lead\n',
  })) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await mkdir(join(folder, 'empty'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rolefit(argv: readonly string[], more: Parameters<typeof createFakeIo>[0] = {}) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, ...more });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

describe('where no call was found', () => {
  test.each([
    ['empty', 'nothing that rolefit reads is there', 'JavaScript, TypeScript, Python'],
    ['other', 'nothing that rolefit reads is there', 'a recording (HAR) or a log'],
    ['tested', 'all was left out (tests, mocks and stories: 1)', '--include-tests'],
    ['shop', '1 file or entry was read, and none calls Marketo', '--host'],
  ])('%s: the reason and what to try', async (path, looked, next) => {
    const { code, stdout, stderr } = await rolefit([path]);
    expect({ code, stdout }).toEqual({
      code: 3,
      stdout: 'no call to Marketo was found, so nothing is known about a role\n',
    });
    expect(stderr).toContain(looked);
    expect(stderr).toContain(next);
  });

  test.each(['markdown', 'github', 'github-summary'])('no %s has a role of nothing', async (format) => {
    const { stdout } = await rolefit(['empty', '-q', '--format', format]);
    expect(stdout).toContain('no call to Marketo was found');
    expect(stdout).not.toMatch(/0 (?:permissions|services)/);
  });

  test('nor has the role sheet', async () => {
    expect((await rolefit(['role', 'empty', '-q'])).stdout).toMatch(/^No call to Marketo was found/);
  });
});

describe('a mistake', () => {
  test.each([
    [['app', '--grant', 'x'], 'did you mean --granted'],
    [['app', '--format', 'json,text'], 'repeat the option: --format json --format text'],
    [['app', '--output', 'report.pdf'], '--output report.html is a page to send around'],
    [['app', '--output', 'Role.XLSX'], '--output Role.csv is for a spreadsheet'],
    [['https://github.com/acme/sync'], 'this is an address, and rolefit does not use the network'],
    [['git@github.com:acme/sync.git'], 'this is an address, and rolefit does not use the network'],
    [['version'], 'did you mean `rolefit --version`?'],
    [['app', '--granted', 'Leads'], 'did you mean "Read-Only Lead" or "Read-Write Lead"?'],
    [['app', '--granted', 'Only'], 'pass a file, or permission names'],
    [['explain', 'leads', 'app'], '`rolefit model operations leads`'],
    [['diff', 'a.json', 'b.json'], 'error: no such file\n  --> a.json'],
  ])('%j is told what is meant', async (argv, what) => {
    const { code, stdout, stderr } = await rolefit(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(what);
  });
});

test('a file of any language that is read may be named', async () => {
  const { code, stdout } = await rolefit(['python/sync.py']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^sync: minimal role, 1 permission\n/) });
});

test('the name is read from a package.json that has a comma too many', async () => {
  expect((await rolefit(['app'])).stdout).toMatch(/^app: minimal role/);
});

test('a box of a grant may be named with the way to it, of groups that there are', async () => {
  const { stdout } = await rolefit(['app', '--granted', 'way.txt']);
  expect(stdout).toMatch(/^app: 1 permission too many; minimal role, 1 permission\n/);
  expect(stdout).toContain('"Sales > Read-Only Lead" is not a known permission');
});

describe('without a grant the list says what it is for', () => {
  test('for code that was followed', async () => {
    expect((await rolefit(['app'])).stdout).toContain('\nTick in the Marketo role, and no other box\n');
  });

  test('where more may be needed', async () => {
    await writeFile(
      join(folder, 'open.js'),
      `${send('/rest/v1/leads.json')}await fetch('${host}' + process.argv[2]);\n`,
    );
    const { stdout } = await rolefit(['open.js']);
    expect(stdout).toContain('\nTick in the Marketo role at least\n');
    expect(stdout).not.toContain('no other box');
  });

  test('for traffic, which tells nothing of other calls', async () => {
    const request = { method: 'GET', url: `${host}/rest/v1/leads.json`, headers: [], queryString: [] };
    const response = { status: 200, headers: [], content: { mimeType: 'application/json', text: '{"success":true}' } };
    await writeFile(join(folder, 'traffic.har'), JSON.stringify({ log: { entries: [{ request, response }] } }));
    const { stdout } = await rolefit(['traffic.har']);
    expect(stdout).toContain('\nTick in the Marketo role, for the calls that were seen\n');
    expect(stdout).not.toContain('no other box');
  });
});

describe('several programs', () => {
  test('that are compared with one grant are named: they share the role', async () => {
    const { stdout } = await rolefit(['pair', '--granted', 'Read-Write Lead']);
    expect(stdout).toContain('2 programs share this role, as one grant or recording is of one role: a, b.');
    expect((await rolefit(['pair', '--granted', 'Read-Write Lead', '--merged'])).stdout).not.toContain('share');
  });

  test('of which one calls Marketo are not said to have a role each', async () => {
    const { stdout } = await rolefit(['app/index.js', 'shop/index.js']);
    expect(stdout).toContain('2 programs found, of which one calls Marketo: app.');
  });
});

test('what a call changes is said once', async () => {
  const { stdout } = await rolefit(['explain', 'app/index.js:2', 'app']);
  expect(stdout).toContain('Without this call the role would be Read-Only Lead instead of Read-Write Lead.');
  expect(stdout).not.toContain('It would be');
});
