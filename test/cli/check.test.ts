import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { createRepository, type Repository } from '../kit/git-repository.ts';

const client = `const base = 'https://123-ABC-456.mktorest.com';
const headers = { Authorization: \`Bearer \${process.env.TOKEN}\` };
export const get = (path: string) => fetch(\`\${base}\${path}\`, { headers });
export const post = (path: string, body: unknown) =>
  fetch(\`\${base}\${path}\`, { method: 'POST', headers, body: JSON.stringify(body) });
`;
const main = `import { get, post } from './client.ts';

const { result } = await get('/rest/v1/leads.json?filterType=email').then((answer) => answer.json());
await post('/rest/asset/v1/folders.json', { name: 'a' });
`;
const deletes = `await post('/rest/v1/leads/delete.json', { input: result });
`;

let repository: Repository;
beforeEach(async () => {
  repository = await createRepository();
  await repository.write({
    'src/client.ts': client,
    'src/main.ts': main,
    'rolefit.config.json': '{ "name": "nightly", "sources": ["src"] }\n',
  });
});
afterEach(() => repository.remove());

async function rolefit(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd: repository.folder });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}
const lock = () => readFile(join(repository.folder, 'rolefit.lock.json'), 'utf8');
const write = (file: string, text: string) => repository.write({ [file]: text });
const writeConfig = (over: object) =>
  write('rolefit.config.json', JSON.stringify({ name: 'nightly', sources: ['src'], ...over }));

describe('the story of a change', () => {
  beforeEach(async () => {
    expect((await rolefit('check', '--update')).code).toBe(0);
    await repository.commit('the integration');
  });

  test('nothing changed: one line, also when the lines have moved', async () => {
    await write('src/main.ts', `\n\n// A comment.\n${main}`);
    expect(await rolefit('check')).toEqual({
      code: 0,
      stdout: 'no role changes · 1 service, 2 permissions, 2 operations\n',
      stderr: '',
    });
  });

  test('a delete fails with the permission, the line and the chain', async () => {
    await write('src/main.ts', main + deletes);
    const { code, stdout } = await rolefit('check');
    const text = stdout.replace(/\s+/g, ' ');
    expect(code).toBe(1);
    expect(text).toContain('error[role-grew]: the role grows by "Read-Write Lead"');
    expect(text).toContain('POST /rest/v1/leads/delete.json needs it at src/main.ts:5:7');
    expect(text).toContain('base URL src/client.ts:1');
    expect(text).not.toContain('operation-added');
  });

  test('the same stands in the formats for machines', async () => {
    await write('src/main.ts', main + deletes);
    const annotations = await rolefit('check', '--format', 'github');
    expect(annotations.stdout).toMatch(/^::error file=src\/main\.ts,line=5,.*Read-Write Lead/m);
    const { findings } = JSON.parse((await rolefit('check', '--format', 'json')).stdout);
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'role-grew', severity: 'error' }));
    const comment = (await rolefit('check', '--format', 'markdown')).stdout;
    expect(comment).toMatch(/^<!-- rolefit check -->\n/);
  });

  test('an exception with a reason passes until its day, and then no more', async () => {
    const ignore = '// rolefit-ignore-next-line role-grew until=2027-01-31 -- the vendor merges twice\n';
    await write('src/main.ts', main + ignore + deletes);
    const before = await rolefit('check', '--now', '2027-01-31');
    expect(before.code).toBe(0);
    expect(before.stdout).toContain('Accepted exceptions: 1');
    const after = await rolefit('check', '--now', '2027-02-01');
    expect(after.code).toBe(1);
    expect(after.stdout).toContain('expired-exception');
    expect(after.stdout).toContain('role-grew');
    const { accepted } = JSON.parse((await rolefit('check', '--now', '2027-01-31', '--format', 'json')).stdout);
    expect(accepted).toMatchObject([
      { finding: { kind: 'role-grew' }, by: 'exception', reason: 'the vendor merges twice', until: '2027-01-31' },
    ]);
  });

  test('what a reason holds beside words is not repeated', async () => {
    const secrets = ['ann@example.com', '5e0b1f62-41cf-4d0a-9d51-77aa31c2b9e4'];
    await write('src/main.ts', `${main}// rolefit-ignore-next-line role-grew -- ask ${secrets.join(' ')}\n${deletes}`);
    for (const format of ['text', 'json', 'markdown']) {
      const { code, stdout } = await rolefit('check', '--format', format);
      expect(code).toBe(0);
      expect(stdout).toContain('ask');
      for (const secret of secrets) expect(stdout).not.toContain(secret);
    }
  });

  test('what is accepted stands in the lock, and the exception is no longer needed', async () => {
    await write('src/main.ts', main + deletes);
    const { code, stdout } = await rolefit('check', '--update');
    expect(code).toBe(0);
    expect(stdout).toContain('nightly: the role grows by 1 permission, 1 operation more');
    expect(await repository.git('diff', '--unified=0', 'rolefit.lock.json')).toMatch(
      /-\s+"Read-Only Lead",?\n(?:.*\n)*\+\s+"Read-Write Lead"\n(?:.*\n)*\+\s+"POST \/rest\/v1\/leads\/delete.json": "delete",?\n/,
    );
    expect((await rolefit('check')).code).toBe(0);
  });

  test('removing a call shrinks the role, which passes and says what to do', async () => {
    await write('src/main.ts', main.replace(/await post.*\n/, ''));
    const { code, stdout } = await rolefit('check');
    expect(code).toBe(0);
    expect(stdout).toContain('note[role-shrank]: "Read-Write Assets" is no longer needed');
    expect(stdout.replace(/\s+/g, ' ')).toContain('rolefit check --update');
    const before = await lock();
    await rolefit('check', '--update');
    expect(await lock()).not.toBe(before);
    expect(await lock()).not.toContain('Read-Write Assets');
  });

  test('against a commit it needs no lock, and leaves nothing behind', async () => {
    await repository.git('rm', '--quiet', 'rolefit.lock.json');
    await repository.commit('no lock');
    await write('src/main.ts', main + deletes);
    const others = (await readdir(tmpdir())).filter((name) => name.startsWith('rolefit-base-'));
    const { code, stdout } = await rolefit('check', '--base', 'main');
    expect(code).toBe(1);
    expect(stdout).toContain('role-grew');
    await repository.commit('a delete');
    expect((await rolefit('check', '--base', 'HEAD')).code).toBe(0);
    expect((await rolefit('check', '--base', 'HEAD~1')).code).toBe(1);
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('rolefit-base-'));
    expect(left.filter((name) => !others.includes(name))).toEqual([]);
  });
});

describe('against a commit', () => {
  test('the attributes, filters and hooks of the repository have no part', async () => {
    const witness = join(repository.folder, 'witness');
    await write('.gitattributes', 'src/main.ts export-ignore\n*.ts filter=evil\n');
    await repository.commit('attributes');
    await repository.git('config', 'filter.evil.smudge', `touch ${witness}`);
    await repository.git('config', 'core.fsmonitor', `touch ${witness}`);
    expect((await rolefit('check', '--base', 'HEAD')).code).toBe(0);
    expect(await readdir(repository.folder)).not.toContain('witness');
  });

  test('a service in a folder of its own is found there', async () => {
    await write('jobs/sync/rolefit.config.json', '{ "sources": ["src"] }');
    await write('jobs/sync/src/main.ts', `${client}${main.replace(/^import.*\n/, '')}`);
    await repository.commit('a job');
    await write('jobs/sync/src/main.ts', `${client}${main.replace(/^import.*\n/, '')}${deletes}`);
    const result = await rolefit('check', '--config', 'jobs/sync/rolefit.config.json', '--base', 'HEAD');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('src/main.ts:');
  });

  test.each([
    ['nothing', 'nowhere'],
    ['an option', '--output=stolen'],
    ['a file', 'HEAD:src/main.ts'],
  ])('a ref that names %s is an error', async (_, ref) => {
    await repository.commit('one');
    const result = await rolefit('check', `--base=${ref}`);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('is no commit of this repository');
  });

  test('that git does not have is an error outside of a repository', async () => {
    await repository.git('init', '--quiet');
    const { rm } = await import('node:fs/promises');
    await rm(join(repository.folder, '.git'), { recursive: true });
    const result = await rolefit('check', '--base', 'HEAD');
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('no git repository');
  });
});

describe('exit codes', () => {
  test('3 without a lock, and how to get one', async () => {
    expect(await rolefit('check')).toEqual({
      code: 3,
      stdout: expect.stringContaining('not compared: there is no rolefit.lock.json'),
      stderr: expect.stringContaining('`rolefit check --update` writes it'),
    });
  });

  test('0 without a lock where the policy alone was asked for, 1 where it is not met', async () => {
    expect((await rolefit('check', '--no-lock')).code).toBe(0);
    await writeConfig({ policy: { forbidden: { effects: ['write'] } } });
    const { code, stdout } = await rolefit('check', '--no-lock');
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'the policy forbids the effect "write", which POST /rest/asset/v1/folders.json has at src/main.ts:4:7',
    );
  });

  test('1 as --fail-on says, before the policy', async () => {
    await rolefit('check', '--update');
    await write('src/main.ts', main.replace(/await post.*\n/, ''));
    expect((await rolefit('check', '--fail-on', 'note')).code).toBe(1);
    await writeConfig({ policy: { failOn: 'note' } });
    expect((await rolefit('check')).code).toBe(1);
    expect((await rolefit('check', '--fail-on', 'never')).code).toBe(0);
  });

  test('3 where a service calls nothing, and its lock stays', async () => {
    await rolefit('check', '--update');
    const before = await lock();
    await repository.write({ 'src/main.ts': 'export {};', 'src/client.ts': client.replaceAll('export ', '') });
    expect((await rolefit('check')).code).toBe(3);
    const update = await rolefit('check', '--update');
    expect(update.code).toBe(3);
    expect(update.stderr).toContain('no lock was written');
    expect(await lock()).toBe(before);
  });

  test('3 where completeness is asked for', async () => {
    await write('src/main.ts', `${main}await get(String(process.argv[2]));\n`);
    await rolefit('check', '--update');
    expect((await rolefit('check')).code).toBe(0);
    expect((await rolefit('check', '--require-complete')).code).toBe(3);
    await writeConfig({ policy: { requireComplete: true } });
    expect((await rolefit('check')).code).toBe(3);
  });

  test.each([
    [['--update', '--no-lock'], '--no-lock'],
    [['--update', '--base', 'main'], '--base and --update'],
    [['--baseline'], 'add --update'],
    [['--now', '2026-02-30'], 'is not a day of the calendar'],
    [['--config', 'other.json'], 'no such file'],
    [['src'], 'src'],
  ])('2 for %j', async (argv, message) => {
    const result = await rolefit('check', ...argv);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
  });

  test.each([
    ['broken', '{ "lockVersion": 1, ', 'not valid JSON'],
    ['unmerged', '{\n<<<<<<< ours\n  "lockVersion": 1\n', 'the lock holds a merge conflict'],
    ['of a newer rolefit', '{ "lockVersion": 2, "services": {} }', 'update rolefit'],
    ['edited wrongly', '{ "lockVersion": 1, "services": { "nightly": {} } }', '"status" is missing'],
    ['something else', '[]', 'the document is not an object'],
  ])('2 for a lock that is %s, which is not overwritten either', async (_, text, message) => {
    await write('rolefit.lock.json', text);
    for (const argv of [['check'], ['check', '--update']]) {
      const result = await rolefit(...argv);
      expect(result.code).toBe(2);
      expect(result.stderr).toContain(message);
      expect(await lock()).toBe(text);
    }
  });
});

describe('old findings', () => {
  const granted = { granted: ['Read-Write Lead', 'Read-Write Assets'] };

  test('fail until they are accepted as a baseline, and may only become fewer', async () => {
    await writeConfig(granted);
    await rolefit('check', '--update');
    expect((await rolefit('check')).code).toBe(1);
    await rolefit('check', '--update', '--baseline');
    const accepted = await rolefit('check');
    expect(accepted).toMatchObject({ code: 0, stdout: expect.stringContaining('1 old finding') });
    expect(await lock()).toContain('"broader-permission": 1');
    await writeConfig({ granted: [...granted.granted, 'Access Users', 'Read-Only Activity', 'Execute Campaign'] });
    expect((await rolefit('check')).code).toBe(1);
  });

  test('a call that can no longer be followed fails: it could be anything', async () => {
    await rolefit('check', '--update');
    await write('src/main.ts', `${main}await get(String(process.argv[2]));\n`);
    const { code, stdout } = await rolefit('check');
    expect(code).toBe(1);
    expect(stdout).toContain('baseline-exceeded');
    await writeFile(join(repository.folder, 'src/main.ts'), main);
    expect((await rolefit('check')).code).toBe(0);
  });
});
