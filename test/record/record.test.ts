import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { type RecordValues, runRecord } from '../../src/cli/run-record.ts';
import type { Listening } from '../../src/serve/listen.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { harViolations } from '../kit/har-schema.ts';
import { findLeaks } from '../kit/leaks.ts';
import { folderWithHook, openMarketo } from './kit.ts';

let place: Awaited<ReturnType<typeof folderWithHook>>;
let marketo: Listening & { readonly base: string };
beforeAll(async () => {
  [place, marketo] = await Promise.all([folderWithHook(), openMarketo()]);
});
afterAll(async () => {
  await marketo.close();
  await place.remove();
});

const secrets = ['Zk8sQ2vYpL4mT9xWcR7bN1hJ6dF3gA5e', 'private.example', '6f1d2c3b-aaaa-4bbb-8ccc-0123456789ab'];

interface Entry {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly { readonly value: string }[];
  };
  readonly response: { readonly status: number; readonly content: { readonly text?: string } };
}

interface Recorded {
  readonly code: number;
  readonly stderr: string;
  readonly entries: readonly Entry[];
  readonly text: string;
  readonly out: string;
}

let count = 0;
/** Records a program that finds Marketo's address in BASE, beside its own text. */
async function record(
  source: string,
  more: Partial<RecordValues> & { readonly name?: string } = {},
): Promise<Recorded> {
  count += 1;
  const { name = `program-${count}.mjs`, ...over } = more;
  await writeFile(join(place.folder, name), source);
  const out = `traffic-${count}.har`;
  const world = createFakeIo({
    cwd: place.folder,
    env: { ...process.env, BASE: marketo.base, NODE_OPTIONS: '--no-warnings' },
  });
  const code = await runRecord(
    {
      command: [process.execPath, name],
      out,
      force: false,
      host: ['127.0.0.1'],
      keepUsers: false,
      requireTraffic: false,
      quiet: false,
      ...over,
    },
    world.io,
    place.hook,
  );
  const text = await readFile(join(place.folder, out), 'utf8').catch(() => '');
  return { code, stderr: world.stderr(), entries: text === '' ? [] : JSON.parse(text).log.entries, text, out };
}

/** "GET /rest/v1/leads.json 200", in an order of their own. */
function callsOf({ entries }: Recorded): readonly string[] {
  return entries
    .map(({ request, response }) => `${request.method} ${new URL(request.url).pathname} ${response.status}`)
    .sort();
}

async function roleOf({ out }: Recorded): Promise<readonly string[]> {
  const { io, stdout } = createFakeIo({ cwd: place.folder });
  await run([out, '--format', 'json', '--fail-on', 'never'], io);
  const { services } = JSON.parse(stdout());
  return services.flatMap(
    ({ role }: { readonly role: { readonly permissions: readonly { readonly name: string }[] } }) =>
      role.permissions.map(({ name }) => name),
  );
}

const signIn = `
const identity = process.env.BASE + '/identity/oauth/token?grant_type=client_credentials&client_id=${secrets[2]}&client_secret=${secrets[0]}';
const { access_token } = await (await fetch(identity)).json();
const headers = { authorization: 'Bearer ' + access_token };
`;

describe('a recorded program', () => {
  test('of fetch, http, a child and a worker gives its calls, its role and no secret', async () => {
    const recorded = await record(`${signIn}
import { get, request } from 'node:http';
import { execFileSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
const find = '/rest/v1/leads.json?filterType=email&filterValues=ann@private.example';
await (await fetch(process.env.BASE + find, { headers })).json();
const form = new URLSearchParams({ _method: 'GET', filterType: 'email', filterValues: 'ann@private.example' });
await (await fetch(process.env.BASE + '/rest/v1/leads.json', { method: 'POST', headers, body: form })).json();
await new Promise((done) => get(process.env.BASE + '/rest/v1/lists.json', { headers }, (answer) => answer.resume().on('end', done)));
await new Promise((done) => {
  const type = 'application/x-www-form-urlencoded';
  const sending = request(process.env.BASE + '/rest/asset/v1/emails.json', { method: 'POST', headers: { ...headers, 'content-type': type } }, (answer) => answer.resume().on('end', done));
  sending.write('name=ann@private.');
  sending.end('example&folder=1');
});
const child = 'fetch(process.env.BASE + "/rest/v1/activities/types.json", { headers: { authorization: "Bearer " + process.env.TOKEN } }).then((answer) => answer.text())';
const env = { ...process.env, TOKEN: access_token };
execFileSync(process.execPath, ['-e', child], { env });
await new Promise((done) => new Worker(child.replace('types', 'external/types'), { eval: true, env: { BASE: process.env.BASE, TOKEN: access_token } }).on('exit', done));
`);
    expect(recorded.code).toBe(0);
    expect(callsOf(recorded)).toEqual([
      'GET /identity/oauth/token 200',
      'GET /rest/v1/activities/external/types.json 200',
      'GET /rest/v1/activities/types.json 200',
      'GET /rest/v1/leads.json 200',
      'GET /rest/v1/lists.json 200',
      'POST /rest/asset/v1/emails.json 200',
      'POST /rest/v1/leads.json 200',
    ]);
    expect(findLeaks(recorded.text, secrets)).toEqual([]);
    expect(recorded.stderr).toBe(
      `recorded 7 calls to Marketo in ${recorded.out} (3 programs and threads of Node watched)\n`,
    );
    expect(await roleOf(recorded)).toEqual([
      'Read-Only Activity',
      'Read-Only Activity Metadata',
      'Read-Only Lead',
      'Read-Write Assets',
    ]);
    expect((await stat(join(place.folder, recorded.out))).mode & 0o077).toBe(0);
  });

  test('has one token for all its calls, whichever process made them', async () => {
    const { entries } = await record(`${signIn}
import { execFileSync } from 'node:child_process';
const ask = 'fetch(process.env.BASE + "/rest/v1/lists.json", { headers: { authorization: "Bearer " + process.env.TOKEN } }).then((answer) => answer.text())';
for (const token of [access_token, access_token, 'another-token']) execFileSync(process.execPath, ['-e', ask], { env: { ...process.env, TOKEN: token } });
`);
    const tokens = entries.flatMap(({ request }) => request.headers.map(({ value }) => value)).sort();
    expect(new Set(tokens)).toEqual(new Set(['Bearer redacted-1', 'Bearer redacted-2']));
    const [identity] = entries.filter(({ request }) => request.url.includes('/identity/'));
    const own = JSON.parse(identity?.response.content.text ?? '').access_token;
    expect(tokens.filter((token) => token === `Bearer ${own}`)).toHaveLength(2);
  });

  test('that is killed, crashes or leaves in the middle loses no call that was answered or was long under way', async () => {
    const ways = {
      killed: "process.kill(process.pid, 'SIGKILL')",
      left: 'process.exit(3)',
      crashed: "throw new Error('planned')",
    };
    for (const [way, end] of Object.entries(ways)) {
      const recorded = await record(`${signIn}
import { createServer } from 'node:http';
const silent = createServer(() => {});
await new Promise((done) => silent.listen(0, '127.0.0.1', done));
fetch('http://127.0.0.1:' + silent.address().port + '/rest/v1/lists.json', { headers });
await (await fetch(process.env.BASE + '/rest/v1/leads.json', { headers })).json();
await new Promise((done) => setTimeout(done, 150));
console.error = () => {};
process.on('uncaughtException', () => process.exit(9));
${end};
`);
      expect(callsOf(recorded), way).toEqual([
        'GET /identity/oauth/token 200',
        'GET /rest/v1/leads.json 200',
        'GET /rest/v1/lists.json 0',
      ]);
      expect(recorded.code, way).toBe({ killed: 137, left: 3, crashed: 9 }[way]);
    }
  });

  test('sees nothing of it: answers, errors, listeners and arguments are what they were', async () => {
    const probe = `
import { get, ClientRequest } from 'node:http';
const seen = [];
const answer = await fetch(process.env.BASE + '/rest/v1/lists.json', { headers: { 'accept-encoding': 'identity' } });
seen.push(answer.status, await answer.json());
seen.push(await new Promise((done) => get(process.env.BASE + '/rest/v1/lists.json', (one) => { let text = ''; one.setEncoding('utf8').on('data', (data) => { text += data; }).on('end', () => done(text.length > 20)); })));
seen.push(await fetch('http://127.0.0.1:1/rest/v1/lists.json').catch(({ cause }) => cause.code));
seen.push(await new Promise((done) => get('http://127.0.0.1:1/').on('error', ({ code }) => done(code))));
seen.push(process.argv.length, process.execArgv, Object.keys(new ClientRequest({ host: '127.0.0.1', port: 1 }).on('error', () => {})).length);
seen.push(Object.keys(ClientRequest.prototype), process.listenerCount('uncaughtException'));
import { writeFileSync } from 'node:fs';
writeFileSync(process.env.SEEN, JSON.stringify(seen, (key, value) => (key === 'requestId' ? 0 : value)));
`;
    const seenIn = async (name: string, go: (env: NodeJS.ProcessEnv) => Promise<unknown>) => {
      const file = join(place.folder, name);
      await go({ ...process.env, BASE: marketo.base, SEEN: file });
      return JSON.parse(await readFile(file, 'utf8'));
    };
    await writeFile(join(place.folder, 'probe.mjs'), probe);
    const plain = await seenIn(
      'plain.json',
      (env) => new Promise((done) => execFile(process.execPath, ['probe.mjs'], { cwd: place.folder, env }, done)),
    );
    process.env['SEEN'] = join(place.folder, 'watched.json');
    const watched = await seenIn('watched.json', () => record(probe));
    expect(watched).toEqual(plain);
  });

  test('that finds nobody has asked all the same', async () => {
    const recorded = await record(`
import { createServer, get } from 'node:http';
const gone = createServer();
await new Promise((done) => gone.listen(0, '127.0.0.1', done));
const nobody = 'http://127.0.0.1:' + gone.address().port + '/rest/v1/lists.json';
await new Promise((done) => gone.close(done));
await fetch(nobody).catch(() => {});
await new Promise((done) => get(nobody).on('error', done));
`);
    expect(callsOf(recorded)).toEqual(['GET /rest/v1/lists.json 0', 'GET /rest/v1/lists.json 0']);
  });

  test('that asks other hosts has them left alone', async () => {
    const recorded = await record(`await (await fetch(process.env.BASE + '/rest/v1/lists.json')).text();`, {
      host: [],
    });
    expect(recorded.entries).toEqual([]);
    expect(recorded.stderr).toContain('warning: no call to Marketo was seen');
    expect((await record('', { host: [], requireTraffic: true })).code).toBe(3);
  });

  test('that is not of Node is said to be none, unless its way goes through the recorder', async () => {
    const ask = `require('node:http').get(process.env.MARKETO + '/v1/lists.json?id=ann@private.example', (a) => a.pipe(process.stderr.destroyed ? a : require('node:fs').createWriteStream('/dev/null')))`;
    const other = ['env', '-u', 'NODE_OPTIONS', process.execPath, '-e', ask];
    process.env['MARKETO'] = `${marketo.base}/rest`;
    const unseen = await record('', { command: other });
    expect(unseen.stderr).toContain('the command ran no program of Node');
    const seen = await record('', { command: other, urlEnv: ['MARKETO', 'MARKETO'] });
    expect(callsOf(seen)).toEqual(['GET /rest/v1/lists.json 200']);
    expect(findLeaks(seen.text, secrets)).toEqual([]);
  });

  test('that opens ways of its own to Marketo is told that their calls are missing; watched ones are no such ways', async () => {
    const own = await record(
      `import { connect } from 'node:http2';
import tls from 'node:tls';
import { createServer } from 'node:net';
const silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1', () => {
  const { port } = silent.address();
  connect('https://127.0.0.1:' + port).on('error', () => {});
  tls.connect(port, '127.0.0.1').on('error', () => {}).write('GET /rest/v1/lists.json');
  setTimeout(() => process.exit(0), 100);
});`,
      { requireTraffic: true },
    );
    expect(own.stderr).toContain(
      'calls over http2 or a raw socket are not recorded: 2 connections to Marketo were opened so',
    );
    expect(own.code).toBe(3);
    const watched = await record(`
import { get } from 'node:https';
const nobody = 'https://127.0.0.1:1/rest/v1/lists.json';
await fetch(nobody).catch(() => {});
await new Promise((done) => get(nobody).on('error', done));
`);
    expect(watched.stderr).not.toContain('not recorded');
  });

  test('leaves no folder behind', async () => {
    const { tmpdir } = await import('node:os');
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('rolefit-record-'))).toEqual([]);
  });
});

test('what a published client sends is recorded as it arrived, and gives the same role', async () => {
  const own = await openMarketo();
  try {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const recorded = await record(
      `
import { createRequire } from 'node:module';
process.env.NODE_MARKETO_LOG_LEVEL = 'fatal';
for (const name of ['@grouparoo/node-marketo-rest', 'node-marketo-rest']) {
  const Marketo = createRequire(${JSON.stringify(root)})(name);
  const base = ${JSON.stringify(own.base)};
  const marketo = new Marketo({ endpoint: base + '/rest', identity: base + '/identity', clientId: '${secrets[2]}', clientSecret: '${secrets[0]}' });
  await marketo.lead.describe?.();
  await marketo.lead.find('email', ['ann@private.example'], { fields: ['id', 'email'] });
  await marketo.lead.createOrUpdate([{ email: 'ann@private.example' }], { lookupField: 'email' });
  await marketo.list.addLeadsToList(1001, [5, 6]);
  await marketo.email.approveEmail(1356);
}
`,
    );
    expect(recorded.code).toBe(0);
    expect(recorded.entries).toHaveLength(own.account.calls);
    expect(callsOf(recorded)).toEqual(
      own.account.asked
        .flatMap(({ operation, times }) => Array.from({ length: times }, () => operation))
        .map(({ method, path }) => `${method} ${path.replace('{listId}', '1001').replace('{id}', '1356')} 200`)
        .sort(),
    );
    expect(findLeaks(recorded.text, secrets)).toEqual([]);
    expect(await roleOf(recorded)).toEqual(['Approve Assets', 'Read-Write Lead']);
  } finally {
    await own.close();
  }
});

test('a command that is not there, and none at all, are mistakes of whoever typed them', async () => {
  await expect(record('', { command: ['no-such-program-anywhere'] })).rejects.toThrow('there is no such program');
  await expect(record('', { command: [] })).rejects.toThrow('no command is given');
});

describe('the recording', () => {
  test('is a HAR by the published schema, whatever the calls were', async () => {
    const recorded = await record(`${signIn}
const base = process.env.BASE;
const json = { ...headers, 'content-type': 'application/json' };
const leads = base + '/rest/v1/leads.json';
await (await fetch(leads + '?filterType=email&filterValues=ann@private.example', { headers })).text();
await (await fetch(leads, { method: 'POST', headers: json, body: '{"input":[{"email":"ann@private.example"}]}' })).text();
await (await fetch(leads, { method: 'POST', headers, body: new URLSearchParams({ _method: 'GET', filterType: 'id' }) })).text();
const file = new FormData();
file.append('file', new Blob(['email\\nann@private.example']), 'leads.csv');
await (await fetch(base + '/bulk/v1/leads.json?format=csv', { method: 'POST', headers, body: file })).text();
await (await fetch(base + '/rest/no/such.json', { headers: { authorization: 'Bearer no' } })).text();
const { get } = await import('node:http');
await new Promise((done) => get('http://127.0.0.1:1/rest/v1/lists.json').on('error', done));
`);
    expect(recorded.entries).toHaveLength(7);
    expect(harViolations(JSON.parse(recorded.text))).toEqual([]);
  });

  test('is one that a copy without secrets is made of: nothing is left to take out', async () => {
    const recorded = await record(`${signIn}
await (await fetch(process.env.BASE + '/rest/v1/leads.json?filterType=email&filterValues=a@private.example', { headers })).text();`);
    const { io, stdout } = createFakeIo({ cwd: place.folder });
    expect(await run(['redact', recorded.out, '--check'], io), stdout()).toBe(0);
  });

  test('keeps names of users only when it is asked to', async () => {
    expect((await record(signIn)).text).not.toContain('stand-in.example');
    expect((await record(signIn, { keepUsers: true })).text).toMatch(/api-user-\d+@stand-in\.example/);
  });

  test('takes the place of another only when it is told to', async () => {
    const { out } = await record(signIn);
    await expect(record(signIn, { out })).rejects.toThrow('is there already');
    expect((await record(signIn, { out, force: true })).code).toBe(0);
  });
});
