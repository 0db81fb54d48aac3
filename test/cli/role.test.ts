import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const twoUsers = fileURLToPath(new URL('../../fixtures/traffic/two-users/traffic.har', import.meta.url));

async function shell(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ columns: 100 });
  return { code: await run(['role', ...argv], io), stdout: stdout(), stderr: stderr() };
}

test('two users of one recording are two sheets', async () => {
  const { code, stdout } = await shell(twoUsers, '--format', 'markdown');
  expect(code).toBe(0);
  expect(stdout.match(/^# Role sheet for user \d$/gm)).toHaveLength(2);
});

test('a grant becomes a list of changes, here as a table', async () => {
  const argv = [twoUsers, '--principal', 'user 1', '--granted', 'Read-Write Lead, Read-Only Assets', '--format', 'csv'];
  const { code, stdout } = await shell(...argv);
  expect(code).toBe(0);
  const [head, ...rows] = stdout.trimEnd().split('\r\n');
  expect(head).toBe('service,group,box,do,allows,needed by');
  const changed = rows.filter((row) => !row.includes(',leave,'));
  expect(changed.map((row) => row.split(',').slice(2, 4))).toEqual([
    ['Read-Only Assets', 'untick'],
    ['Read-Write Lead', 'keep'],
  ]);
});

test('nothing analysed is no sheet to follow: it ends with 3', async () => {
  const stdin = (async function* () {
    yield Buffer.from('{"log":{"version":"1.2","entries":[]}}');
  })();
  const { io } = createFakeIo({ stdin });
  expect(await run(['role', '-'], io)).toBe(3);
});

test('a format is chosen once, and is one that a sheet has', async () => {
  expect(await shell(twoUsers, '--format', 'csv', '--format', 'json')).toMatchObject({ code: 2, stdout: '' });
  expect((await shell(twoUsers, '--format', 'sarif')).stderr).toContain('csv');
});

test('a box that the dialog may not offer is named, with what to do', async () => {
  const sheet = async (path: string, format: string) => {
    const stdin = (async function* () {
      yield Buffer.from(`{"method":"POST","url":"https://123-abc-456.mktorest.com${path}"}\n`);
    })();
    const { io, stdout } = createFakeIo({ stdin, columns: 100 });
    await run(['role', '-', '--from', 'access-log', '--format', format], io);
    return stdout();
  };
  const activate = '/rest/asset/v1/smartCampaign/7/activate.json';
  expect(await sheet(activate, 'text')).toMatch(/If a box is missing.*Activate Campaign.*make a new role/s);
  expect(JSON.parse(await sheet(activate, 'json')).services[0].unlisted).toEqual(['Activate Campaign']);
  expect(await sheet('/rest/v1/leads.json', 'text')).not.toContain('If a box is missing');
});
