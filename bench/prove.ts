/**
 * What recording costs a program, and how the stand-in bears load and whether its memory grows: `npm run bench:prove`, or one part by name
 * (`npm run bench:prove -- overhead`). Part `clients`, which is run only by name, shows which clients are recorded on which
 * lines of Node; it installs pinned packages into a temporary folder.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execPath, memoryUsage, stdout } from 'node:process';
import { writeBundle } from '../scripts/build/build.ts';
import { bundleHook } from '../scripts/build/hook.ts';
import { loadModel } from '../src/load/model.ts';
import { openStandIn } from '../src/load/stand-in.ts';
import { withHook, withRun } from '../src/record/run-watched.ts';
import { folderVariable } from '../src/record/settings.ts';
import { Account } from '../src/serve/account.ts';
import { plainScenario } from '../src/serve/scenario.ts';
import { recordClients } from './prove/clients.ts';
import { loadServer } from './prove/load.ts';
import { startServer } from './prove/server-process.ts';

/** A busy machine makes single ones say anything. */
const turns = 5;

const model = await loadModel();
const scenario = plainScenario(model.permissions.permissions.map(({ name }) => name));
const folder = await mkdtemp(join(tmpdir(), 'rolefit-bench-'));
await writeBundle(await bundleHook(folder));
const hook = join(folder, 'record/hook.cjs');
/** The ways in which programs ask, each of which is watched in another way. */
const clients = {
  fetch: 'const ask = async (url, headers) => (await fetch(url, { headers })).json();',
  http: `import { get } from 'node:http';
const ask = (url, headers) => new Promise((done, fail) => get(url, { headers }, (answer) => {
  let text = '';
  answer.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => done(JSON.parse(text)));
}).on('error', fail));`,
};

const parts: Readonly<Record<string, () => Promise<void>>> = {
  memory: measureMemory,
  overhead: measureOverhead,
  load: loadServer,
  clients: () => recordClients(folder, hook),
};
const asked = argv.slice(2);
try {
  for (const name of asked.length > 0 ? asked : ['memory', 'load', 'overhead']) await parts[name]?.();
} finally {
  await rm(folder, { recursive: true });
}

/** Requests of many kinds, each with an id of its own, so that whatever is kept for a request shows. */
async function measureMemory(): Promise<void> {
  const account = new Account('bench');
  const standIn = await openStandIn({ model, scenario, onServed: (served) => account.add(served) });
  const ask = (method: string, target: string, headers: Record<string, string> = {}, body = '') =>
    standIn.serve({ method, target, headers, body: Buffer.from(body) }, Promise.resolve());
  const signIn = ask('GET', '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b');
  const headers = {
    authorization: `Bearer ${JSON.parse(signIn.text).access_token}`,
    'content-type': 'application/json',
  };
  const round = async (start: number, count: number) => {
    for (let at = start; at < start + count; at += 4) {
      ask('POST', '/rest/v1/leads.json', headers, `{"input":[{"email":"person${at}@stand-in.example","score":${at}}]}`);
      ask('GET', `/rest/v1/lead/${at}.json`, headers);
      ask('POST', '/bulk/v1/leads/export/create.json', headers, '{"fields":["id"]}');
      ask('GET', `/rest/v1/no/such/${at}.json`, headers);
      if (at % 4_000 === 0) await new Promise((done) => setImmediate(done));
    }
    globalThis.gc?.();
    return memoryUsage().heapUsed / 2 ** 20;
  };
  // What is kept is bounded, and full after the first round.
  const [before, after] = [await round(0, 50_000), await round(50_000, 100_000)];
  print(`stand-in: ${before.toFixed(1)} MB of heap after 50,000 requests, ${after.toFixed(1)} MB after 150,000`);
}

/** One call after the other, as integrations make them, with the server in another process. */
async function measureOverhead(): Promise<void> {
  const server = await startServer();
  for (const [name, ask] of Object.entries(clients)) {
    const program = join(folder, `many-${name}.mjs`);
    await writeFile(
      program,
      `${ask}
const base = 'http://127.0.0.1:${server.port}';
const { access_token } = await ask(base + '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b');
const headers = { authorization: 'Bearer ' + access_token };
for (let at = 0; at < 10_000; at += 1) await ask(base + '/rest/v1/lead/' + at + '.json?fields=f' + at, headers);
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ processor: (user + system) / 1e6, clock: performance.now() / 1e3 }));
`,
    );
    const ratios: Took[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const plain = await timeOf(program, {});
      const watched = await withRun({ hosts: ['127.0.0.1'], keepUsers: false, isRecording: true }, (run) =>
        timeOf(program, { [folderVariable]: run.folder, NODE_OPTIONS: withHook(undefined, hook) }),
      );
      ratios.push({ clock: watched.clock / plain.clock, processor: watched.processor / plain.processor });
      print(`10,000 calls by ${name}: ${shown(plain, 's')}; recorded ${shown(watched, 's')}`);
    }
    const median = (of: keyof Took) =>
      ratios.map((one) => one[of]).toSorted((x, y) => x - y)[Math.floor(turns / 2)] ?? 0;
    const medians = { clock: median('clock'), processor: median('processor') };
    print(`${name}, medians: ${shown(medians, 'times')} (at most 1.15)`);
  }
  await server.close();
}

/** What a program took from its start to its last call, in seconds. */
interface Took {
  readonly clock: number;
  /** By the clock, a busy machine says anything. */
  readonly processor: number;
}

function shown({ clock, processor }: Took, unit: string): string {
  return `${clock.toFixed(2)} ${unit} by the clock, ${processor.toFixed(2)} of processor`;
}

async function timeOf(program: string, more: Record<string, string>): Promise<Took> {
  const text = await new Promise<string>((done, fail) => {
    execFile(execPath, [program], { env: { ...env, ...more } }, (error, out) =>
      error === null ? done(out) : fail(error),
    );
  });
  return JSON.parse(text) as Took;
}

function print(line: string): void {
  stdout.write(`${line}\n`);
}
