import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBundle } from '../../scripts/build/build.ts';
import { bundleHook } from '../../scripts/build/hook.ts';
import { root } from '../../scripts/build/root.ts';
import { installPackage } from '../kit/installed.ts';
import { callOf, newClient } from './kit.ts';

const { home, program } = await installPackage();
const app = join(root, 'fixtures/apps/nightly-lead-sync');

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'rolefit-mcp-stdio-'));
  await writeBundle(await bundleHook(join(home, 'dist')));
}, 60_000);
afterAll(() => rm(scratch, { recursive: true }));

/** A client of the SDK that starts the installed program. */
async function connect(cwd: string, argv: readonly string[] = [], roots?: readonly string[]) {
  const client = await newClient(roots);
  const env = { PATH: process.env['PATH'] ?? '', ROLEFIT_CACHE: join(scratch, 'cache') };
  const transport = new StdioClientTransport({ command: process.execPath, args: [program, 'mcp', ...argv], cwd, env });
  await client.connect(transport);
  await client.listTools();
  return { client, pid: transport.pid ?? 0 };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('the installed program answers a client as its command line does, and ends when the client goes', async () => {
  const { client, pid } = await connect(scratch, [], [pathToFileURL(app).href]);
  const { structuredContent: told } = await callOf(client, 'analyze_folder');
  const printed = await new Promise<string>((done) => {
    const options = { cwd: app, env: { ROLEFIT_CACHE: 'off' } };
    execFile(process.execPath, [program, '--format', 'json'], options, (_, stdout) => done(stdout));
  });
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  expect(names(told.services[0].permissions)).toEqual(names(JSON.parse(printed).services[0].role.permissions));
  const leads = await callOf(client, 'permission_for_call', { call: 'POST /rest/v1/leads.json' });
  expect(leads.structuredContent.operation.needs).toBe('Read-Write Lead');
  await client.close();
  expect(isAlive(pid)).toBe(false);
});

test('it proves a role by the command that it was started with', async () => {
  await writeFile(
    join(scratch, 'sync.mjs'),
    `const base = 'https://482-QRT-901.mktorest.com';
const { access_token } = await (await fetch(base + '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b')).json();
const answer = await fetch(base + '/rest/v1/campaigns.json', { headers: { authorization: 'Bearer ' + access_token } });
console.log('what a program prints is no part of the protocol');
process.exitCode = (await answer.json()).success ? 0 : 1;
`,
  );
  const { client } = await connect(scratch, ['--', process.execPath, 'sync.mjs']);
  const proved = await callOf(client, 'verify_role', { role: 'Read-Only Campaign', minimality: true });
  expect(proved.structuredContent).toMatchObject({ kind: 'proof', status: 'proved', runs: 2, exitCode: 0 });
  const small = await callOf(client, 'verify_role', { role: 'Read-Only Lead' });
  expect(small.structuredContent).toMatchObject({ status: 'too-small', refused: [{ add: ['Read-Only Campaign'] }] });
  await client.close();
});

test('a question that nobody waits for any more is given up', async () => {
  await writeFile(join(scratch, 'slow.mjs'), `setTimeout(() => {}, 600_000);`);
  const { client } = await connect(scratch, ['--', process.execPath, 'slow.mjs']);
  const waiting = new AbortController();
  const asked = client.callTool({ name: 'verify_role', arguments: { role: 'Read-Only Lead' } }, undefined, {
    signal: waiting.signal,
  });
  setTimeout(() => waiting.abort(), 500);
  await expect(asked).rejects.toThrow();
  // The next one would wait for it.
  const leads = await callOf(client, 'permission_for_call', { call: 'Sync Leads' });
  expect(leads.structuredContent.kind).toBe('operation');
  await client.close();
});
