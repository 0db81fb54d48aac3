import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadSinkRules } from '../../src/load/clients.ts';
import { loadModel } from '../../src/load/model.ts';
import { addOwnClients } from '../../src/load/own-clients.ts';
import { createJudge } from '../../src/load/program-verdict.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';

const model = await loadModel();
const shipped = await loadSinkRules();
const sources = [{ what: 'our own wrapper', url: 'https://shipwise.example/' }];

const wrapper = {
  client: 'shipwise-http',
  sources,
  modules: ['@shipwise/http'],
  root: 'http',
  kinds: { http: { members: { fetchJson: { request: { method: 0, url: 1 } } }, options: {} } },
};
const sdk = {
  sdk: 'shipwise-marketo',
  sources,
  modules: ['@shipwise/crm'],
  exports: ['Crm'],
  methods: { mergeInto: { operations: ['POST /rest/v1/leads/{leadId}/merge.json'] } },
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-own-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, unknown>>) {
  for (const [name, value] of Object.entries(files)) {
    await writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
  }
  return Object.keys(files);
}

const add = async (files: Readonly<Record<string, unknown>>) =>
  addOwnClients(shipped, await write(files), folder, model.rules);

describe('own clients', () => {
  test('are told from SDKs, and stand beside those that ship', async () => {
    const { sinks, modules } = await add({ 'http.json': wrapper, 'crm.json': sdk });
    expect(modules).toEqual(['@shipwise/http', '@shipwise/crm']);
    expect(sinks.clients.map(({ client }) => client)).toEqual([
      ...shipped.clients.map(({ client }) => client),
      'shipwise-http',
    ]);
    expect(sinks.sdks.at(-1)?.sdk).toBe('shipwise-marketo');
  });

  test('broken ones are named with place, and none hides another', async () => {
    const errors = await inputErrorsOf(() =>
      add({
        'a.json': { ...wrapper, roots: 1 },
        'b.json': '{ "client": ',
        'c.json': { ...sdk, methods: { mergeInto: { operations: ['MERGE /x'] } } },
        'd.json': [],
      }),
    );
    expect(errors.map((line) => line.replace(/ \(.*\)$/, ''))).toEqual([
      expect.stringMatching(/^a\.json:\d+:\d+: unknown field "roots"/),
      expect.stringMatching(/^b\.json:\d+:\d+: the file is not valid JSON/),
      expect.stringMatching(/^c\.json:\d+:\d+: an entry of "operations" is "MERGE \/x"/),
      expect.stringMatching(/^d\.json/),
    ]);
  });

  test.each([
    ['a name that is taken', { ...wrapper, client: 'axios' }, /another description has this name/],
    ['a module that is taken', { ...wrapper, modules: ['axios'] }, /axios: rules\/clients\/axios.json has it too/],
    [
      'an operation that there is not',
      { ...sdk, methods: { a: { operations: ['GET /rest/v1/no.json'] } } },
      /is not in the rules/,
    ],
    ['a kind that there is not', { ...wrapper, root: 'htpp' }, /there is no kind "htpp"/],
  ])('%s is refused', async (_, file, message) => {
    const errors = await inputErrorsOf(() => add({ 'own.json': file }));
    expect(errors).toEqual([expect.stringMatching(message)]);
    expect(errors[0]).toMatch(/^own\.json: /);
  });

  test('one that is not there is an error as well', async () => {
    const errors = await inputErrorsOf(() => addOwnClients(shipped, ['gone.json'], folder, model.rules));
    expect(errors).toEqual([expect.stringMatching(/^gone\.json: no such file/)]);
  });
});

test('calls through them are found, and only with them', async () => {
  await write({
    'http.json': wrapper,
    'crm.json': sdk,
    'main.mjs': [
      "import { fetchJson } from '@shipwise/http';",
      "import { Crm } from '@shipwise/crm';",
      "fetchJson('DELETE', '/rest/v1/lists/7/leads.json');",
      'new Crm().mergeInto(318581, 318582);',
    ].join('\n'),
  });
  const operations = async (clients: readonly string[]) => {
    const { services } = await analyzePaths(['main.mjs'], { cwd: folder, hosts: [], model, clients });
    return services.flatMap((service) => service.operations.map(({ operation }) => operation.id));
  };
  expect(await operations(['http.json', 'crm.json'])).toEqual([
    'POST /rest/v1/leads/{leadId}/merge.json',
    'DELETE /rest/v1/lists/{listId}/leads.json',
  ]);
  expect(await operations([])).not.toContain('POST /rest/v1/leads/{leadId}/merge.json');
});

test('a method that an own description lacks is an open call', async () => {
  const client = { ...wrapper, client: 'own-http', modules: ['own-http'] };
  const { sinks } = await add({ 'own.json': client });
  const said = createJudge(sinks, model.rules).operationsIn(
    "import http from 'own-http';\nawait http.fetchTree('@B@/rest/v1/leads.json');",
  );
  expect([...said.operations]).toEqual([]);
  expect(said.isOpen).toBe(true);
});
