import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadModel } from '../../src/load/model.ts';
import { describeFinding } from '../../src/model/finding-kinds/index.ts';
import { redactHar } from '../../src/redact/index.ts';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';
import { chunked, entry, har } from '../har/kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolefit-jobs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const model = await loadModel();
const host = '123-abc-456.mktorest.com';
const job = 'ce45a7a1-f19d-4ce2-882c-a3c795940a7d';
const clients = { a: '6f1d2c3b-5a4e-4d7c-9b8a-112233445501', b: 'a04e2c3b-5a4e-4d7c-9b8a-112233445504' };

const bearer = (name: string) => `0a1b2c3d-1111-4222-8333-44445555${name}666:sj`;

function issued(name: keyof typeof clients, user: string) {
  const text = JSON.stringify({ access_token: bearer(name), scope: `${user}@example.test` });
  return entry({
    request: { method: 'GET', url: `https://${host}/identity/oauth/token?client_id=${clients[name]}` },
    response: { status: 200, content: { mimeType: 'application/json', text } },
  });
}

function call(name: string, method: string, step: string, id?: string) {
  const text = JSON.stringify({ success: true, result: id === undefined ? [] : [{ exportId: id }] });
  return entry({
    request: {
      method,
      url: `https://${host}/bulk/v1/leads/export/${step}.json`,
      headers: [{ name: 'Authorization', value: `Bearer ${bearer(name)}` }],
      postData: method === 'POST' ? { mimeType: 'application/json', text: '{}' } : undefined,
    },
    response: { status: 200, content: { mimeType: 'application/json', text } },
  });
}

async function findingsOf(text: string, file = 'a.har') {
  writeFileSync(join(folder, file), text);
  const { findings } = await analyzePaths([file], { cwd: folder, hosts: [], model });
  return findings.filter(({ kind }) => kind === 'job-of-another-user').map(describeFinding);
}

const create = call('a', 'POST', 'create', job);
const poll = (name: string) => call(name, 'GET', `${job}/status`);

test('a job that one user created and another polls is a finding, and stays one in a redacted copy', async () => {
  const text = har(issued('a', 'one'), issued('b', 'two'), create, poll('b'));
  const expected =
    '"user 1" and "user 2" work on one export job, created by "user 1", whose status only the user that created it is told';
  expect(await findingsOf(text)).toEqual([expected]);
  const copy: string[] = [];
  const options = { version: '1', hostFamily: (name: string) => hostFamily(name, []) };
  for await (const piece of redactHar(chunked(text), options)) copy.push(piece);
  expect(await findingsOf(copy.join(''), 'copy.har')).toEqual([expected]);
});

test.each([
  ['one user polls its own job', [issued('a', 'one'), create, poll('a')]],
  ['two Custom Services of one user share it', [issued('a', 'one'), issued('b', 'one'), create, poll('b')]],
  ['nobody knows whose the second token is', [issued('a', 'one'), create, poll('b')]],
  [
    'each has a job of its own',
    [issued('a', 'one'), issued('b', 'two'), create, call('b', 'GET', `${clients.b}/status`)],
  ],
])('nothing is found where %s', async (_, entries) => {
  expect(await findingsOf(har(...entries))).toEqual([]);
});

test('users of a proxy that poll one job are told by its log', async () => {
  const line = (user: string, step: string) =>
    `10.0.0.1 - ${user} [30/Nov/2026:10:00:00 +0000] "GET /bulk/v1/leads/export/${job}/${step}.json HTTP/1.1" 200 2`;
  const text = `${line('sam', 'status')}\n${line('kim', 'file')}\n`;
  expect(await findingsOf(text, 'access.log')).toEqual([
    '"user 1" and "user 2" work on one export job whose status only the user that created it is told',
  ]);
});
