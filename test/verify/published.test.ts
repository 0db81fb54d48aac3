import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runVerify } from '../../src/cli/run-verify.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { folderWithHook } from '../record/kit.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let place: Awaited<ReturnType<typeof folderWithHook>>;
let folder = '';
beforeAll(async () => {
  place = await folderWithHook();
  folder = await mkdtemp(join(tmpdir(), 'rolefit-verify-'));
});
afterAll(() => Promise.all([place.remove(), rm(folder, { recursive: true })]));

async function verify(program: string, role: string, more: object = {}) {
  await writeFile(join(folder, 'program.mjs'), program);
  const world = createFakeIo({ cwd: folder, env: { ...process.env, NODE_MARKETO_LOG_LEVEL: 'fatal' } });
  const values = {
    command: [process.execPath, 'program.mjs'],
    role,
    minimality: true,
    format: 'json',
    quiet: true,
    ...more,
  } as const;
  const code = await runVerify(values, world.io, place.hook);
  return { code, proof: JSON.parse(world.stdout()) };
}

const sdk = (name: string) => `
import { createRequire } from 'node:module';
const Marketo = createRequire(${JSON.stringify(root)})(${JSON.stringify(name)});
const base = 'https://482-QRT-901.mktorest.com';
const retry = { initialDelay: 1, maxRetries: 1 };
const marketo = new Marketo({ endpoint: base + '/rest', identity: base + '/identity', clientId: 'a', clientSecret: 'b', retry });
let failed = 0;
const attempt = (call) => call.catch(() => { failed += 1; });
await attempt(marketo.lead.createOrUpdate([{ email: 'ann@example.com' }], { lookupField: 'email' }));
await attempt(marketo.email.approveEmail(1356));
process.exitCode = failed === 0 ? 0 : 1;
`;

test.each(['@grouparoo/node-marketo-rest', 'node-marketo-rest'])(
  '%s needs no change to be turned to the stand-in',
  async (name) => {
    const { code, proof } = await verify(sdk(name), 'Approve Assets, Read-Write Lead');
    expect(proof).toMatchObject({ status: 'proved', runs: 2, unmatched: [] });
    expect(proof.needed.map(({ because }: { readonly because: readonly string[] }) => because)).toEqual([
      ['POST /rest/asset/v1/email/{id}/approveDraft.json'],
      ['POST /rest/v1/leads.json'],
    ]);
    expect(code).toBe(0);
  },
);

test('named imports and a socket of one’s own reach the stand-in as well', async () => {
  const program = `
import { connect } from 'node:tls';
import { get } from 'node:https';
const host = '482-QRT-901.mktorest.com';
const { access_token } = await (await fetch('https://' + host + '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b')).json();
const authorization = 'Bearer ' + access_token;
const status = await new Promise((done) => get({ host, path: '/rest/v1/lists.json', headers: { authorization } }, (answer) => { answer.resume(); done([answer.statusCode, answer.socket.authorized]); }));
if (status.join() !== '200,true') process.exitCode = 1;
const text = await new Promise((done) => {
  const socket = connect(443, host, { servername: host }, () => socket.write('GET /rest/v1/campaigns.json HTTP/1.1\\r\\nHost: ' + host + '\\r\\nConnection: close\\r\\nAuthorization: ' + authorization + '\\r\\n\\r\\n'));
  let all = '';
  socket.on('data', (data) => { all += data; }).on('end', () => done(all));
});
if (!text.includes('"success":true')) process.exitCode = 1;
`;
  const { proof } = await verify(program, 'Read-Only Campaign, Read-Only Lead');
  expect(proof.calls).toBe(3);
  expect(proof.needed.map(({ name }: { readonly name: string }) => name)).toEqual([
    'Read-Only Campaign',
    'Read-Only Lead',
  ]);
});

test('a scenario is played, and a refusal that it asks for is none of the role', async () => {
  await writeFile(
    join(folder, 'seen.json'),
    '{"faults":[{"call":"GET /rest/v1/campaigns.json","code":"603","times":1}]}',
  );
  const program = `
const base = 'https://482-QRT-901.mktorest.com';
const { access_token } = await (await fetch(base + '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b')).json();
const answer = await fetch(base + '/rest/v1/campaigns.json', { headers: { authorization: 'Bearer ' + access_token } });
process.exitCode = (await answer.json()).success ? 0 : 1;
`;
  const { code, proof } = await verify(program, 'Read-Only Campaign', { scenario: 'seen.json' });
  expect({ code, status: proof.status }).toEqual({ code: 3, status: 'failed' });
});

test('a program that finds Marketo by a variable is given the address of the stand-in', async () => {
  process.env['MARKETO_URL'] = 'https://482-QRT-901.mktorest.com/rest';
  const program = `
const base = process.env.MARKETO_URL;
if (!base.startsWith('http://127.0.0.1:') || !base.endsWith('/rest')) throw new Error(base);
const { access_token } = await (await fetch(base + '/../identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b')).json();
const answer = await fetch(base + '/v1/campaigns.json', { headers: { authorization: 'Bearer ' + access_token } });
process.exitCode = (await answer.json()).success ? 0 : 1;
`;
  const { proof } = await verify(program, 'Read-Only Campaign', { urlEnv: ['MARKETO_URL'] });
  expect(proof).toMatchObject({ status: 'proved', calls: 2 });
});

test('a child that is given little of the environment, and calls that are not encrypted, reach the stand-in as well', async () => {
  const program = `
import { execFileSync } from 'node:child_process';
const host = '482-QRT-901.mktorest.com';
const { access_token } = await (await fetch('http://' + host + '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b')).json();
const headers = { authorization: 'Bearer ' + access_token };
const { success } = await (await fetch('http://' + host + '/rest/v1/lists.json', { headers })).json();
if (!success) process.exitCode = 1;
const ask = 'fetch("https://' + host + '/rest/v1/campaigns.json", { headers: ' + JSON.stringify(headers) + ' }).then((answer) => answer.json()).then(({ success }) => process.exit(success ? 0 : 1))';
execFileSync(process.execPath, ['-e', ask], { env: { NODE_OPTIONS: process.env.NODE_OPTIONS } });
`;
  const { proof } = await verify(program, 'Read-Only Campaign, Read-Only Lead');
  expect(proof).toMatchObject({ calls: 3, exitCode: 0, unmatched: [] });
});

test('children and workers that get variables of their own reach the stand-in as well', async () => {
  const program = `
import { exec, execSync, spawnSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
const ask = "const host = 'https://482-QRT-901.mktorest.com'; fetch(host + '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b').then((answer) => answer.json()).then(({ access_token }) => process.exit(access_token ? 0 : 1), () => process.exit(1))";
const env = { PATH: process.env.PATH, NODE_OPTIONS: '--no-warnings' };
const line = '"' + process.execPath + '" -e "' + ask + '"';
const codes = [spawnSync(process.execPath, ['-e', ask], { env: {} }).status];
execSync(line, { env });
codes.push(await new Promise((done) => exec(line, { env }).on('exit', done)));
codes.push(await new Promise((done) => new Worker(ask, { eval: true, env: {} }).on('exit', done)));
if (codes.some((code) => code !== 0)) throw new Error(codes.join());
`;
  const { proof } = await verify(program, 'Read-Only Lead', { minimality: false });
  expect(proof).toMatchObject({ calls: 4, exitCode: 0, unmatched: [] });
});

test('a program that cannot be turned to the stand-in is not run, and that is said', async () => {
  const hook = join(folder, 'broken-hook.cjs');
  // As where the disk is full, or the folder is not to be read by the user that the program runs as.
  await writeFile(
    hook,
    `const { writeFileSync } = require('node:fs');
const { startOrEnd } = require(${JSON.stringify(place.hook)});
exports.startOrEnd = (folder) => { writeFileSync(folder + '/settings.json', '{'); startOrEnd(folder); };`,
  );
  const ran = join(folder, 'ran');
  await writeFile(
    join(folder, 'program.mjs'),
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(ran)}, '');`,
  );
  const world = createFakeIo({ cwd: folder, env: { ...process.env } });
  const command = [process.execPath, 'program.mjs'];
  const values = { command, role: 'Read-Only Lead', minimality: false, format: 'json', quiet: true } as const;
  await expect(runVerify(values, world.io, hook)).rejects.toThrow('could not be turned to the stand-in');
  expect(existsSync(ran)).toBe(false);
});

test('requests that are none of an API leave open what the role needs', async () => {
  const program = `
const host = '482-QRT-901.mktorest.com';
await fetch('https://' + host + '/rest/v1/lists.json', { method: 'OPTIONS' });
await fetch('https://' + host + '/rest/v1/lists.json', { method: 'PROPFIND' });
`;
  const { code, proof } = await verify(program, 'Read-Only Lead');
  expect(proof).toMatchObject({ status: 'open', unmatched: ['PROPFIND /rest/v1/lists.json'] });
  expect(code).toBe(3);
});
