import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env, stdout } from 'node:process';
import { loadModel } from '../../src/load/model.ts';
import { openStandIn } from '../../src/load/stand-in.ts';
import { collectSpools } from '../../src/record/collect-spools.ts';
import { HarFile } from '../../src/record/har-file.ts';
import { runWatched, withRun } from '../../src/record/run-watched.ts';
import { listen } from '../../src/serve/listen.ts';
import { plainScenario } from '../../src/serve/scenario.ts';

const packages = {
  axios: '1.13.2',
  got: '14.6.4',
  'node-fetch': '3.3.2',
  superagent: '10.2.3',
  needle: '3.3.1',
  ky: '1.14.0',
  undici5: 'npm:undici@5.29.0',
  undici6: 'npm:undici@6.22.0',
  undici7: 'npm:undici@7.16.0',
};
const nodes = ['20', '22', '24'];

/** What each client sends: a read, and the same as a form by POST. */
const program = `
import { get, request } from 'node:http';
const base = process.env.BASE;
const read = base + '/rest/v1/leads.json?filterType=id&filterValues=5';
const send = base + '/rest/v1/leads.json';
const fields = { _method: 'GET', filterType: 'id', filterValues: '5' };
const form = () => new URLSearchParams(fields);
const use = (name) => import(name);
const clients = {
  http: async () => {
    await new Promise((done) => get(read, (answer) => answer.resume().on('end', done)));
    await new Promise((done) => request(send, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, (answer) => answer.resume().on('end', done)).end(form().toString()));
  },
  fetch: async () => { await (await fetch(read)).json(); await (await fetch(send, { method: 'POST', body: form() })).json(); },
  axios: async () => { const { default: axios } = await use('axios'); await axios.get(read); await axios.post(send, form()); },
  'axios over fetch': async () => { const { default: axios } = await use('axios'); await axios.get(read, { adapter: 'fetch' }); await axios.post(send, form(), { adapter: 'fetch' }); },
  got: async () => { const { default: got } = await use('got'); await got(read); await got.post(send, { form: fields }); },
  'node-fetch': async () => { const { default: nodeFetch } = await use('node-fetch'); await (await nodeFetch(read)).json(); await (await nodeFetch(send, { method: 'POST', body: form() })).json(); },
  superagent: async () => { const { default: agent } = await use('superagent'); await agent.get(read); await agent.post(send).type('form').send(fields); },
  needle: async () => { const { default: needle } = await use('needle'); await needle('get', read); await needle('post', send, fields); },
  ky: async () => { const { default: ky } = await use('ky'); await ky(read).json(); await ky.post(send, { body: form() }).json(); },
};
for (const version of ['undici5', 'undici6', 'undici7']) {
  clients[version] = async () => {
    const { request: ask, fetch: own } = await use(version);
    await (await ask(read)).body.json();
    await (await own(send, { method: 'POST', body: form() })).json();
  };
}
await clients[process.argv[2]]();
`;

/** Each client on each line of Node: a recording has both calls, with what the form says of the method. */
export async function recordClients(folder: string, hook: string): Promise<void> {
  const home = join(folder, 'clients');
  mkdirSync(home);
  const dependencies = { ...packages, ...Object.fromEntries(nodes.map((line) => [`node${line}`, `npm:node@${line}`])) };
  await writeFile(join(home, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home, stdio: 'inherit' });
  await writeFile(join(home, 'program.mjs'), program);
  const { permissions } = await loadModel();
  const scenario = plainScenario(permissions.permissions.map(({ name }) => name));
  const standIn = await openStandIn({ model: await loadModel(), scenario, onServed: () => {} });
  const listening = await listen(standIn, { host: '127.0.0.1', port: 0 });
  const names = [...program.matchAll(/^ {2}(?:'([^']+)'|(\w+)): async/gm)].map((match) => match[1] ?? match[2] ?? '');
  for (const name of [...names, 'undici5', 'undici6', 'undici7']) {
    const seen = await Promise.all(nodes.map((line) => recordOne(home, { line, name, hook, port: listening.port })));
    stdout.write(`${name}: ${nodes.map((line, at) => `Node ${line} ${seen[at]}`).join(', ')}\n`);
  }
  await listening.close();
}

interface One {
  readonly line: string;
  readonly name: string;
  readonly hook: string;
  readonly port: number;
}

async function recordOne(home: string, { line, name, hook, port }: One): Promise<string> {
  const file = join(home, `${name.replaceAll(' ', '-')}-${line}.har`);
  await withRun({ hosts: ['127.0.0.1'], keepUsers: false, isRecording: true }, async (run) => {
    const command = [join(home, `node_modules/node${line}/bin/node`), 'program.mjs', name] as const;
    const own = { ...env, BASE: `http://127.0.0.1:${port}` };
    await runWatched(run, { command, cwd: home, env: own, hook, hasTerminal: false, prints: 'to-stderr' });
    const har = new HarFile(file, 'bench');
    await collectSpools(run.folder, har);
    har.finish(true);
  });
  const entries: readonly { readonly request: { readonly method: string; readonly postData?: object } }[] = JSON.parse(
    await readFile(file, 'utf8'),
  ).log.entries;
  const [read, form] = entries;
  const isRight =
    entries.length === 2 &&
    read?.request.method === 'GET' &&
    JSON.stringify(form?.request.postData ?? '').includes('"_method","value":"GET"');
  return isRight ? 'ok' : `WRONG (${entries.length} calls)`;
}
