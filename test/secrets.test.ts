import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../src/cli/run.ts';
import { answerFormats, formats } from '../src/report/index.ts';
import { createFakeIo } from './kit/fake-io.ts';
import { findLeaks, privateTexts } from './kit/leaks.ts';

const traffic = fileURLToPath(new URL('../fixtures/traffic/', import.meta.url));
const sessions = [
  'asset-publisher',
  'bulk-export',
  'denied',
  'lead-sync',
  'two-users',
  'code-and-traffic',
  'denials',
  'mixed-principals',
  'workspaces',
];
// The same exchanges in other clothes: `lead-sync` as other programs write it.
const copies = ['log-formats', 'shapes', 'forms', 'access-logs', 'mcp', 'producers'];

let folder = '';
let vocabulary = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-secrets-'));
  // The model, and what each format says of a folder that is still empty.
  const empty = formats.map((format) => shell(['--format', format]));
  const own = await Promise.all([
    shell(['model', 'operations', '--format', 'json']),
    shell(['model', '--format', 'json']),
    ...empty,
  ]);
  // The names of workspaces and partitions are kept on purpose; `test/har/places.test.ts` has what is no such name.
  own.push('EMEA Marketing', 'Restricted');
  // So are the names of tools, which Adobe's own documentation lists; of their arguments nothing is.
  own.push(await readFile(new URL('../rules/mcp.json', import.meta.url), 'utf8'));
  vocabulary = own.flatMap((text) => [text, text.toLowerCase()]).join('\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Everything that a run shows, on either stream. */
async function shell(argv: readonly string[], stdin?: Buffer): Promise<string> {
  const input =
    stdin === undefined
      ? {}
      : {
          stdin: (async function* () {
            yield stdin;
          })(),
        };
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, columns: 200, ...input });
  await run(argv, io);
  return stdout() + stderr();
}

const known = new Map<string, Promise<readonly string[]>>();

/** What must not be seen of a recording; worked out once. */
function secretsOf(session: string): Promise<readonly string[]> {
  const found = known.get(session) ?? readSecrets(session);
  known.set(session, found);
  return found;
}

async function readSecrets(session: string): Promise<readonly string[]> {
  const planted: string[] = JSON.parse(await readFile(join(traffic, session, 'secrets.json'), 'utf8'));
  return [...planted, ...privateTexts(await readFile(join(traffic, session, 'traffic.har'), 'utf8'), vocabulary)];
}

test('every recording is looked at', async () => {
  expect(
    (await readdir(traffic, { withFileTypes: true }))
      .filter((one) => one.isDirectory())
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...sessions, ...copies].sort());
});

describe.each(sessions)('nothing of %s is in', (session) => {
  const har = join(traffic, session, 'traffic.har');

  test.each(formats)('its report as %s, with a grant and without', async (format) => {
    const secrets = await secretsOf(session);
    expect(findLeaks(await shell(['analyze', har, '--format', format]), secrets)).toEqual([]);
    // Against a grant of everything there is something to say in every format.
    const compared = await shell([har, '--format', format, '--granted', 'Access API']);
    expect(compared.length).toBeGreaterThan(300);
    expect(findLeaks(compared, secrets)).toEqual([]);
  });

  test.each(answerFormats)('its role sheet and explanations as %s', async (format) => {
    const secrets = await secretsOf(session);
    for (const argv of [['role'], ['explain', 'Read-Only Lead'], ['explain', 'Identity'], ['explain', 'Sync Leads']]) {
      const output = await shell([...argv, har, '--format', format]);
      expect(output).not.toContain('internal error');
      expect(findLeaks(output, secrets)).toEqual([]);
    }
  });

  test('reports and errors of copies that break off anywhere', async () => {
    const secrets = await secretsOf(session);
    const bytes = await readFile(har);
    for (let part = 1; part < 24; part++) {
      const copy = bytes.subarray(0, Math.floor((bytes.length * part) / 24));
      const output = await shell(['-', '--format', part % 2 === 0 ? 'text' : 'json'], copy);
      expect(output).not.toContain('internal error');
      expect(findLeaks(output, secrets)).toEqual([]);
    }
  });
});

test.each(copies)('nothing of the recordings under %s is in their reports', async (name) => {
  const planted = await secretsOf('lead-sync');
  let reports = 0;
  for (const file of await readdir(join(traffic, name))) {
    const path = join(traffic, name, file);
    const own = await textOf(path)
      .then((text) => [...privateTexts(text, vocabulary)])
      .catch(() => []);
    const files = new Map(formats.map((format) => [format, join(folder, `copy.${format}`)]));
    const shown = await shell([path, ...[...files].map(([format, file]) => `--output=${format}=${file}`)]);
    expect(shown).not.toContain('internal error');
    for (const file of files.values()) {
      // Of what is no recording there is an error alone.
      const report = await readFile(file, 'utf8').catch(() => '');
      await rm(file, { force: true });
      if (report !== '') reports += 1;
      expect(findLeaks(shown + report, [...planted, ...own])).toEqual([]);
    }
  }
  expect(reports).toBeGreaterThanOrEqual(formats.length);
});

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (path.endsWith('.gz')) return gunzipSync(bytes).toString();
  return (path.endsWith('.zhar') ? inflateSync(bytes) : bytes).toString();
}

test('what a reader types or lists by mistake is not repeated', async () => {
  const address = 'rosa.lindqvist@fabrikam-foods.example';
  const har = join(traffic, 'lead-sync', 'traffic.har');
  await writeFile(join(folder, 'roles.csv'), `Role,Permission\nSync,Read-Only Lead\nSync,${address}\n`);
  await writeFile(join(folder, 'list.txt'), `Read-Only Lead\n${address}\n`);
  await writeFile(
    join(folder, 'roles.json'),
    JSON.stringify({ roles: [{ name: address, permissions: ['Read-Only Lead'] }] }),
  );
  const inputs = [
    ['--granted', address],
    ['--granted', `Read-Only Lead, ${address}`],
    ['--granted', 'roles.csv'],
    ['--granted', 'list.txt'],
    ['--granted', 'roles.json'],
    ['--granted', 'roles.csv', '--granted-role', address],
    ['--principal', address],
    ['--host', address, address],
    ['--fail-on', address],
    ['explain', address],
  ];
  for (const argv of inputs) {
    const output = await shell(argv[0] === 'explain' ? argv : [...argv, har]);
    expect({ argv, leaks: findLeaks(output, [address]) }).toEqual({ argv, leaks: [] });
    expect(output).not.toContain('internal error');
  }
});

describe('the search itself', () => {
  const secret = 'Zk8s/Q2v "Ïnès"';
  test.each([
    ['as it is', (text: string) => text],
    ['in upper case', (text: string) => text.toUpperCase()],
    ['percent-encoded', encodeURIComponent],
    ['percent-encoded twice', (text: string) => encodeURIComponent(encodeURIComponent(text))],
    ['as JSON', (text: string) => JSON.stringify({ text })],
    ['in base64', (text: string) => Buffer.from(text).toString('base64')],
  ])('finds a secret %s', (_, write) => {
    expect(findLeaks(`a report with ${write(secret)} in it`, ['absent', secret])).toEqual([secret]);
  });

  test('finds an e-mail address that nobody planted', () => {
    expect(findLeaks('seen at a.b@c.example and d%40e.example', [])).toEqual(['a.b@c.example', 'd%40e.example']);
  });

  test('looks for what headers, queries and bodies say, and not for words of the model', () => {
    const body = JSON.stringify({ result: [{ note: 'a long remark', permission: 'Read-Only Lead' }] });
    const har = { request: { url: 'https://kept.example/', queryString: [{ name: 'q', value: 'asked for this' }] } };
    const log = JSON.stringify({ ...har, response: { content: { text: body } } });
    expect([...privateTexts(log, 'Read-Only Lead')]).toEqual(['asked for this', body, 'a long remark']);
  });
});
