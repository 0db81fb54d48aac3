import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { findLeaks } from '../kit/leaks.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-serve-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Serves while `use` runs, and then is told to end. */
async function serving(argv: readonly string[], use: (base: string) => Promise<void>) {
  const world = createFakeIo({ cwd: folder });
  const onSignal = (act: (signal: NodeJS.Signals) => void) => {
    const [, base = ''] = /(http:\S+)/.exec(world.stderr()) ?? [];
    void use(base).then(() => act('SIGINT'));
    return () => {};
  };
  const code = await run(['serve', ...argv], { ...world.io, onSignal });
  return { code, stdout: world.stdout(), stderr: world.stderr() };
}

const secret = 'Zk8sQ2vYpL4mT9xWcR7bN1hJ6dF3gA5e';

async function syncLeads(base: string): Promise<void> {
  const identity = `${base}/identity/oauth/token?grant_type=client_credentials&client_id=abc&client_secret=${secret}`;
  const { access_token } = (await (await fetch(identity)).json()) as { readonly access_token: string };
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  await fetch(`${base}/rest/v1/leads.json?filterType=email&filterValues=ann@private.example`, { headers });
  await fetch(`${base}/rest/v1/leads.json`, {
    method: 'POST',
    headers,
    body: '{"input":[{"email":"ann@private.example"}]}',
  });
}

describe('rolefit serve', () => {
  test('tells a refusal when it happens, and at the end the role that would have been enough', async () => {
    const { code, stdout, stderr } = await serving(['--role', 'Read-Only Lead'], syncLeads);
    expect(code).toBe(0);
    expect(stderr).toContain('(1 permission granted)');
    expect(stderr).toContain('603 POST /rest/v1/leads.json (Sync Leads): needs Read-Write Lead\n');
    expect(stdout).toContain('Read-Write Lead');
    expect(stdout).toContain('1 missing');
  });

  test('allows everything where no role is named', async () => {
    const { code, stdout, stderr } = await serving(['--format', 'json'], syncLeads);
    expect(code).toBe(0);
    // The port may hold any digits.
    expect(stderr.replace(/127\.0\.0\.1:\d+/, '')).not.toContain('603');
    const { services } = JSON.parse(stdout);
    expect(
      services.flatMap(({ role }: { readonly role: { readonly permissions: readonly { readonly name: string }[] } }) =>
        role.permissions.map(({ name }) => name),
      ),
    ).toEqual(['Read-Write Lead']);
  });

  test('writes what was asked to a HAR that rolefit reads like any other, without secrets', async () => {
    await serving(['--role', 'Read-Only Lead', '--log', 'served.har', '--quiet'], syncLeads);
    const text = await readFile(join(folder, 'served.har'), 'utf8');
    expect(findLeaks(text, [secret, 'private.example'])).toEqual([]);
    const { io, stdout } = createFakeIo({ cwd: folder });
    expect(await run(['served.har', '--format', 'json', '--fail-on', 'never'], io)).toBe(0);
    const { services } = JSON.parse(stdout());
    expect(services[0].role.permissions).toMatchObject([{ name: 'Read-Write Lead' }]);
    expect(
      services[0].operations.map(
        ({ evidence }: { readonly evidence: readonly { readonly outcome: string }[] }) => evidence[0]?.outcome,
      ),
    ).toEqual(['allowed', 'allowed', 'denied']);
  });

  test('plays a 603 that somebody saw', async () => {
    const scenario = { faults: [{ call: 'POST /rest/v1/leads.json', code: '603', message: 'Access denied' }] };
    await writeFile(join(folder, 'seen.json'), JSON.stringify(scenario));
    const { stderr } = await serving(['--scenario', 'seen.json'], syncLeads);
    expect(stderr).toContain('603 POST /rest/v1/leads.json');
  });

  test('plays the scenario that the documents show', async () => {
    const page = await readFile(new URL('../../docs/prove.md', import.meta.url), 'utf8');
    await writeFile(join(folder, 'shown.json'), /```json\n([^`]+)```/.exec(page)?.[1] ?? '');
    const twice = async (base: string) => {
      for (let times = 0; times < 3; times += 1) await syncLeads(base);
    };
    const { stderr } = await serving(['--scenario', 'shown.json'], twice);
    expect(stderr).toContain('603 POST /rest/v1/leads.json');
  });

  test('nothing asked is an incomplete answer', async () => {
    expect((await serving([], async () => {})).code).toBe(3);
  });

  test.each([
    [['--port', '70000'], 'the port is no number from 0 to 65535'],
    [['--port', 'many'], 'the port is no number from 0 to 65535'],
    [['--role', 'Read-Only Leed'], 'did you mean "Read-Only Lead"'],
    [['--role-name', 'A'], '--role-name chooses a role'],
    [['--scenario', 'none.json'], 'no such file'],
    [['--scenario', 'wrong.json'], 'did you mean "POST /rest/v1/leads.json"'],
    [['--scenario', 'broken.json'], 'unknown field "fault"'],
    [['--scenario', 'twice.json'], 'the client "a-sync" is named twice'],
    [['--scenario', 'stray.json'], 'did you mean "a-sync"'],
    [['--log', 'no/where.har'], 'the folder of "no/where.har" does not exist'],
    [['--log', 'wrong.json'], 'is there already'],
  ])('%j is a mistake of usage', async (argv, message) => {
    await writeFile(join(folder, 'wrong.json'), '{"faults":[{"call":"POST /rest/v1/leeds.json","code":"603"}]}');
    await writeFile(join(folder, 'broken.json'), '{"fault":[]}');
    await writeFile(join(folder, 'twice.json'), '{"clients":[{"id":"a-sync"},{"id":"b"},{"id":"a-sync"}]}');
    const stray = { clients: [{ id: 'a-sync' }], faults: [{ call: '*', client: 'a-sinc', code: '606' }] };
    await writeFile(join(folder, 'stray.json'), JSON.stringify(stray));
    const { code, stderr } = await serving(argv, async () => {});
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('takes the role that a report proposes', async () => {
    await serving(['--format', 'json', '--output', 'report.json'], syncLeads);
    const { stdout, stderr } = await serving(['--role', 'report.json'], syncLeads);
    expect(stderr).toContain('(1 permission granted)');
    // The port may hold any digits.
    expect(stderr.replace(/127\.0\.0\.1:\d+/, '')).not.toContain('603');
    expect(stdout).toContain('exactly what is needed is granted');
  });
});
