import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/build/root.ts';
import { run } from '../../src/cli/run.ts';
import { openStandIn } from '../../src/load/stand-in.ts';
import { collectSpools } from '../../src/record/collect-spools.ts';
import { HarFile } from '../../src/record/har-file.ts';
import { runWatched, withRun } from '../../src/record/run-watched.ts';
import { Account } from '../../src/serve/account.ts';
import { listen } from '../../src/serve/listen.ts';
import { plainScenario } from '../../src/serve/scenario.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { folderWithHook } from '../record/kit.ts';
import { model, role } from '../serve/kit.ts';

/** Programs that can be run here, and what makes them go through as much of themselves as they do. */
const programs: Readonly<Record<string, { readonly folder: string; readonly argv: readonly string[] }>> = {
  'lead-routing': { folder: 'fixtures/proved/lead-routing', argv: ['--test'] },
  'activity-export': { folder: 'fixtures/proved/activity-export', argv: ['--test'] },
  newsletter: { folder: 'fixtures/proved/newsletter', argv: ['--test'] },
  'static-list-destination': {
    folder: 'fixtures/apps/static-list-destination',
    argv: ['--import', 'tsx', 'src/index.ts', 'EVENTS', 'Trial ending'],
  },
  // A handler without a host: what calls it is written for the test.
  'webhook-receiver': { folder: 'fixtures/apps/webhook-receiver', argv: ['DRIVER'] },
};

/** So that the program makes the list. */
const noList = {
  call: { kind: 'operation', id: 'GET /rest/asset/v1/staticList/byName.json' },
  result: [],
  more: {},
} as const;

let place: Awaited<ReturnType<typeof folderWithHook>>;
let scratch = '';
beforeAll(async () => {
  place = await folderWithHook();
  scratch = await mkdtemp(join(tmpdir(), 'rolefit-dynamic-'));
  const events = ['Audience Entered', 'Audience Exited'].map((event) => ({
    email: `${event}@stand-in.example`,
    event,
  }));
  await writeFile(join(scratch, 'events.json'), JSON.stringify(events));
  await writeFile(
    join(scratch, 'driver.mjs'),
    `const { signup } = await import(${JSON.stringify(join(root, 'fixtures/apps/webhook-receiver/src/handler.js'))});
globalThis.fetch = ((own) => (url, ...rest) => url === 'chat' ? Promise.resolve() : own(url, ...rest))(fetch);
await signup({ body: JSON.stringify({ email: 'ann@stand-in.example', cookie: 'c', campaign: 5 }) });
`,
  );
});
afterAll(() => Promise.all([place.remove(), rm(scratch, { recursive: true })]));

interface Static {
  readonly operations: readonly string[];
  readonly permissions: readonly { readonly name: string; readonly because: readonly string[] }[];
}

async function readStatically(folder: string): Promise<Static> {
  const { io, stdout } = createFakeIo({ cwd: join(root, folder) });
  await run(['.', '--format', 'json', '--fail-on', 'never', '--no-cache'], io);
  const { services } = JSON.parse(stdout());
  expect(services).toHaveLength(1);
  return {
    operations: services[0].operations.map(({ id }: { readonly id: string }) => id),
    permissions: services[0].role.permissions,
  };
}

/** Runs a program under a role, and records it at the same time. */
async function runUnder(names: readonly string[], folder: string, argv: readonly string[]) {
  const account = new Account('run');
  const standIn = await openStandIn({
    model,
    scenario: { ...plainScenario(role(...names)), answers: [noList] },
    onServed: (served) => account.add(served),
    onUnread: (unread) => account.addUnread(unread),
  });
  const sharedKey = randomBytes(32);
  const here = { host: '127.0.0.1', port: 0 };
  const [plain, secure] = await Promise.all([listen(standIn, here), listen(standIn, { ...here, sharedKey })]);
  const har = join(scratch, 'traffic.har');
  const base = 'https://482-QRT-901.mktorest.com';
  const env = {
    ...process.env,
    ...{ NODE_TEST_CONTEXT: undefined, NODE_MARKETO_LOG_LEVEL: 'fatal', CHAT_WEBHOOK: 'chat' },
    ...{ MARKETO_ENDPOINT: `${base}/rest`, MARKETO_IDENTITY: `${base}/identity`, MUNCHKIN_ID: '482-QRT-901' },
    ...{ MARKETO_CLIENT_ID: 'id', MARKETO_CLIENT_SECRET: 'secret', MARKETO_ACCOUNT: '482-QRT-901' },
    ...{ MARKETO_KEY: 'id', MARKETO_SECRET: 'secret' },
  };
  const places = new Map([
    ['EVENTS', join(scratch, 'events.json')],
    ['DRIVER', join(scratch, 'driver.mjs')],
  ]);
  const command = [process.execPath, ...argv.map((one) => places.get(one) ?? one)] as const;
  const reroute = { port: secure.port, sharedKey: sharedKey.toString('base64'), plainPort: plain.port };
  try {
    const ended = await withRun({ hosts: [], keepUsers: false, isRecording: true, reroute }, async (one) => {
      const cwd = join(root, folder);
      const how = await runWatched(one, { command, cwd, env, hook: place.hook, hasTerminal: false, prints: 'nothing' });
      const file = new HarFile(har, '1.0.0');
      const { unseen } = await collectSpools(one.folder, file);
      file.finish(true);
      return { ...how, unseen };
    });
    const entries = JSON.parse(await readFile(har, 'utf8')).log.entries.length;
    return {
      code: ended.code,
      unseen: ended.unseen,
      asked: account.asked,
      calls: account.calls,
      unmatched: account.unmatched,
      entries,
    };
  } finally {
    await Promise.all([plain.close(), secure.close()]);
  }
}

describe.each(Object.entries(programs))('%s', (_, { folder, argv }) => {
  test('runs on the role that its code is read to need; each call that it makes has a call site', async () => {
    const { operations, permissions } = await readStatically(folder);
    const ran = await runUnder(
      permissions.map(({ name }) => name),
      folder,
      argv,
    );
    expect(ran).toMatchObject({ code: 0, unseen: 0, unmatched: [] });
    expect(ran.calls).toBeGreaterThan(1);
    // Nothing is refused…
    expect(ran.asked.filter(({ denied }) => denied > 0).map(({ operation }) => operation.id)).toEqual([]);
    // …what was asked is what the code was read to ask, and all of it was recorded…
    const asked = new Set<string>(ran.asked.map(({ operation }) => operation.id));
    expect([...asked].filter((id) => !operations.includes(id))).toEqual([]);
    expect(ran.entries).toBe(ran.calls);
    // …and each permission is there for a call that was made.
    const idle = permissions.filter(({ because }) => !because.some((id) => asked.has(id))).map(({ name }) => name);
    expect(idle).toEqual([]);
  });
});
