import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { findLeaks } from '../kit/leaks.ts';

const traffic = fileURLToPath(new URL('../../fixtures/traffic/', import.meta.url));
const line = 'POST /rest/v1/leads.json 603';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-denied-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function shell(argv: readonly string[], stdin = '') {
  const input = (async function* () {
    // In small pieces, as a pipe may give it.
    for (let from = 0; from < stdin.length; from += 50) yield Buffer.from(stdin.slice(from, from + 50));
  })();
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, columns: 100, stdin: input });
  return { code: await run(['explain', ...argv], io), stdout: stdout(), stderr: stderr() };
}

async function data(argv: readonly string[], stdin?: string) {
  return JSON.parse((await shell([...argv, '--format', 'json'], stdin)).stdout);
}

describe('a recording', () => {
  test('is explained denial by denial, with the user and the exchanges', async () => {
    const { code, stdout } = await shell(['--denied', join(traffic, 'denied/traffic.har')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Denied: POST \/rest\/v1\/leads\.json\n\n +Code 603 .*\n(?:.*\n)+? +Enough +Read-Write Lead/,
    );
    expect(stdout).toContain("Adobe's sources disagree");
    expect(stdout).toContain('If a permission is not the cause');
  });

  test('with 1008 alone asks for no box', async () => {
    const { denials, causes } = await data(['--denied', join(traffic, 'lead-sync/traffic.har')]);
    expect(denials).toMatchObject([{ permission: 'elsewhere', codes: [{ code: '1008', level: 'record' }] }]);
    expect(causes.map(({ id }: { id: string }) => id)).toEqual(['partition']);
    expect((await shell(['--denied', join(traffic, 'lead-sync/traffic.har')])).stdout).toContain('no further box');
  });

  test('without a denial says so; without a call it ends with 3', async () => {
    const fine = await shell(['--denied', join(traffic, 'asset-publisher/traffic.har')]);
    expect(fine).toMatchObject({ code: 0 });
    expect(fine.stdout).toContain('No call was denied');
    expect(await shell(['--denied', '-'], '{"log":{"version":"1.2","entries":[]}}')).toMatchObject({ code: 3 });
  });
});

describe('a log', () => {
  test.each([
    ['as the argument', [line], ''],
    ['on stdin', ['-'], `${line}\n`],
  ])('%s', async (_, argument, stdin) => {
    expect(await data(['--denied', ...argument], stdin)).toMatchObject({
      from: 'log',
      denials: [{ operations: [{ operation: 'POST /rest/v1/leads.json', add: ['Read-Write Lead'] }] }],
    });
  });

  test('in a file', async () => {
    await writeFile(join(folder, 'app.log'), `started\n${line}\nGET /rest/v1/activities.json 200\n`);
    expect((await data(['--denied', 'app.log'])).denials).toHaveLength(1);
  });

  test('is held against the grant', async () => {
    const argv = ['--denied', line, '--granted', 'Read-Write Lead'];
    expect((await data(argv)).denials[0].operations).toMatchObject([{ add: [] }]);
    expect((await shell(argv)).stdout).toContain('the role has what the operation asks for');
  });

  test('with a code that is not about the role says what it is about', async () => {
    const { code, stdout } = await shell(['--denied', 'GET /rest/v1/leads.json {"errors":[{"code":"606"}]}']);
    expect(code).toBe(0);
    expect(stdout).toContain('This is not about the role');
    expect(stdout).not.toContain('Read-Only Lead');
  });
});

describe('a mistake', () => {
  const token = 'f3b9a1c4-77d2-4e1b-9c55-20d1e6a8b7f1:sj';
  test.each([
    ['no request in it', ['--denied', `Bearer ${token} rosa@example.com`], 'no request to Marketo'],
    ['a file that is not there', ['--denied', `${token}.har`], 'no such recording'],
    ['a topic as well', ['--denied', line, 'Read-Only Lead'], 'already says'],
    ['twice', ['--denied', line, '--denied', line], 'more than once'],
    ['an empty text', ['--denied', '-'], 'no request to Marketo'],
  ])('%s', async (_, argv, hint) => {
    const { code, stdout, stderr } = await shell(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(hint);
    expect(findLeaks(stderr, [token])).toEqual([]);
  });
});

describe('an exchange', () => {
  test('is explained like a line of code, named with "#"', async () => {
    const { code, stdout } = await shell([`${join(traffic, 'denied/traffic.har')}#2`]);
    expect(code).toBe(0);
    expect(stdout).toContain('POST /rest/v1/leads.json');
    expect(stdout).toContain('Without this call the role would not need Read-Write Lead');
  });

  test('that is none, or that is written like a line, gets the way to write it', async () => {
    const none = await shell([`${join(traffic, 'denied/traffic.har')}#999`]);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    const asLine = await shell(['traffic.har:2', join(traffic, 'denied/traffic.har')]);
    expect(asLine.stderr).toContain('"traffic.har#2"');
  });
});

describe('what else is explained', () => {
  test.each([
    ['a request with its parameters filled in', 'GET /rest/v1/lead/318581.json', ['GET /rest/v1/lead/{leadId}.json']],
    [
      'a path alone, with every method of it',
      '/rest/asset/v1/folder/7.json',
      ['GET /rest/asset/v1/folder/{id}.json', 'POST /rest/asset/v1/folder/{id}.json'],
    ],
  ])('%s', async (_, what, ids) => {
    const answer = await data([what]);
    const found = [answer].flat().map(({ operation }) => operation.id);
    expect(found).toEqual(ids);
  });

  test('a granted permission that nothing needs: what it would allow', async () => {
    const har = join(traffic, 'lead-sync/traffic.har');
    const argv = ['Read-Write Assets', har, '--granted', 'Read-Write Assets, Read-Write Lead'];
    const { stdout } = await shell(argv);
    expect(stdout).toContain('a stolen credential could do:');
    const [role] = (await data(argv)).roles;
    expect(role).toMatchObject({ inRole: false, excess: { byEffect: { delete: expect.any(Number) } } });
    expect(role.excess.abilities.length).toBeGreaterThan(3);
  });

  test('a permission of the role: the role without what needs it', async () => {
    const [role] = (await data(['Read-Write Lead', join(traffic, 'lead-sync/traffic.har')])).roles;
    expect(role).toMatchObject({ inRole: true, escalation: { lesser: 'Read-Only Lead' } });
    expect(role.without.permissions).not.toContain('Read-Write Lead');
  });
});

describe('what else may be behind a denial', () => {
  const causes = async (text: string) =>
    (await data(['--denied', text])).causes as readonly {
      readonly id: string;
      readonly source?: { readonly url: string };
    }[];
  const ids = async (text: string) => (await causes(text)).map(({ id }) => id);

  test('is told of a code alone, with who says so', async () => {
    const found = await causes('603: Access denied');
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(['no-token', 'allowlist', 'design-studio']));
    expect(found.find(({ id }) => id === 'no-token')?.source?.url).toMatch(/^https:\/\/experienceleague\.adobe\.com\//);
  });

  test('is only what can be behind that operation', async () => {
    expect(await ids('GET /rest/asset/v1/emails.json 603')).toContain('design-studio');
    expect(await ids('GET /rest/asset/v1/emails.json 603')).not.toContain('other-identity');
    expect(await ids('POST /userservice/management/v1/users/invite.json 603')).toContain('other-identity');
    expect(await ids(line)).not.toContain('design-studio');
    expect(await ids('GET /rest/v1/leads.json 1008')).toEqual(['partition']);
  });

  test('is the end of the SOAP API, where the call is one to that', async () => {
    expect((await shell(['--denied', 'POST /soap/mktows/3_1 603'])).stdout).toContain('removed on 2026-07-31');
  });
});
