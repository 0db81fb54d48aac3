import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSinkRules, type SinkRuleSet, toClientRules } from '../../src/load/clients.ts';
import { toFrameworkRules } from '../../src/load/frameworks.ts';
import { lintRecorded } from '../../src/load/lint-recorded.ts';
import { lintSinkRules } from '../../src/load/lint-sink-rules.ts';
import { loadModel } from '../../src/load/model.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';

const { rules } = await loadModel();
const shipped = await loadSinkRules();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-sinks-'));
  await cp(new URL('../../rules/', import.meta.url), folder, { recursive: true });
});
afterAll(async () => rm(folder, { recursive: true }));

test('the shipped clients and SDKs have no problems', () => {
  expect(lintSinkRules(shipped, rules)).toEqual([]);
  expect(shipped.clients.length).toBeGreaterThan(40);
  expect(shipped.sdks.map(({ sdk }) => sdk)).toContain('node-marketo-rest');
});

test('every file is named for what it describes', async () => {
  for (const { client } of shipped.clients)
    await readFile(new URL(`../../rules/clients/${client}.json`, import.meta.url));
  for (const { sdk } of shipped.sdks) await readFile(new URL(`../../rules/sdks/${sdk}.json`, import.meta.url));
  for (const { framework } of shipped.frameworks)
    await readFile(new URL(`../../rules/frameworks/${framework}.json`, import.meta.url));
});

test('what a file leaves out is filled in', () => {
  const { kinds, ...client } = toClientRules({
    client: 'tiny',
    sources: [{ what: 'its page', url: 'https://example.com/' }],
    root: 'tiny',
    kinds: { tiny: { options: { url: ['href'] } } },
  });
  expect(client).toEqual({ client: 'tiny', modules: [], globals: [], root: 'tiny', exports: {} });
  expect(kinds['tiny']).toEqual({
    members: {},
    join: 'append',
    defaultMethod: 'GET',
    options: { url: ['href'], base: [], host: [], path: [], method: [], query: [], body: [], form: [] },
  });
});

test('broken files of both folders are named with line and column, and none hides another', async () => {
  await edit('clients/ky.json', (text) => text.replace('"becomes": "ky"', '"becoms": "ky"'));
  await edit('clients/got.json', (text) => text.slice(0, 200));
  await edit('sdks/marketo-rest-api.json', (text) => text.replaceAll('"GET /identity', '"FETCH /identity'));
  await edit('frameworks/lit.json', (text) => text.replace('"bases"', '"based"'));
  await edit('clients/not-calls.json', (text) => text.replace('"routes"', '"roads"'));
  const errors = (await inputErrorsOf(() => loadSinkRules(folder))).map((line) => line.replaceAll(folder, 'there'));
  expect(errors.map((line) => line.replace(/ \(.*\)$/, ''))).toMatchInlineSnapshot(`
    [
      "there/clients/got.json:7:36: the file is not valid JSON",
      "there/clients/ky.json:25:31: unknown field "becoms" in "create"",
      "there/sdks/marketo-rest-api.json:16:30: an entry of "operations" is "FETCH /identity/oauth/token", which is not of the expected form",
      "there/sdks/marketo-rest-api.json:17:42: an entry of "operations" is "FETCH /identity/oauth/token", which is not of the expected form",
      "there/sdks/marketo-rest-api.json:20:9: an entry of "operations" is "FETCH /identity/oauth/token", which is not of the expected form",
      "there/sdks/marketo-rest-api.json:25:22: an entry of "operations" is "FETCH /identity/oauth/token", which is not of the expected form",
      "there/clients/not-calls.json:39:12: unknown field "roads" in the document",
      "there/frameworks/lit.json:28:16: unknown field "based" in an entry of "classes"",
    ]
  `);
});

async function edit(name: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

test('a folder without clients is said so', async () => {
  const [error] = await inputErrorsOf(() => loadSinkRules(join(folder, 'nowhere')));
  expect(error).toContain('the folder cannot be read (check the path)');
});

const source = { what: 'its page', url: 'https://example.com/' };

test('the lint finds names that lead nowhere, and members that say two things', () => {
  const client = toClientRules({
    client: 'odd',
    sources: [source],
    root: 'gone',
    exports: { Odd: 'lost' },
    kinds: {
      odd: {
        call: { request: { url: 0, becomes: 'chain' } },
        members: { make: { kind: 'odd', becomes: 'odd' }, idle: { defaults: 0 } },
        options: {},
      },
    },
  });
  expect(problemsOf({ clients: [client] })).toEqual([
    'unreachable-client modules: no module and no global is named',
    'unknown-kind root: there is no kind "gone"',
    'unknown-kind Odd: there is no kind "lost"',
    'unknown-kind odd(): there is no kind "chain"',
    'mixed-member odd.make: it is described by becomes and kind',
    'mixed-member odd.idle: it does nothing',
    'dead-detail odd.idle: defaults, starts and the like say how a new thing begins, and there is none',
  ]);
});

test('the lint finds what a version reads and the description without a version does not', () => {
  const client = toClientRules({
    client: 'two-ways',
    sources: [source],
    modules: ['two-ways'],
    root: 'it',
    kinds: { it: { options: {}, join: ['append', 'resolve'] } },
    versions: [
      { range: '<2', kinds: { it: { join: 'append' } } },
      { range: '>=2 <3', kinds: { it: { join: 'concat' } } },
      { range: '>=3', kinds: { that: { members: { get: { becomes: 'gone' } } } } },
    ],
  });
  expect(problemsOf({ clients: [client] })).toEqual([
    'lost-reading >=2 <3 it: base and path meet by concat, and without a version they do not',
    'unknown-kind >=3 that: there is no kind "that"',
  ]);
});

/** Every program that was run is read. */
const slow = { timeout: 120_000 };

/** A client whose GET is described as a POST, with what its library sent. */
const mistaken = {
  client: 'mistaken',
  sources: [source],
  modules: ['mistaken'],
  root: 'it',
  kinds: { it: { members: { load: { request: { url: 0, method: 'POST' as const } } }, options: {} } },
};

/** Of all programs that were run, those of a few clients show what the lint does; `model lint` goes through all. */
const few = ({ clients }: SinkRuleSet) => clients.filter(({ client }) => ['ky', 'mande', 'needle'].includes(client));

test('the lint holds descriptions to what was seen of the libraries, and to programs of their own', slow, () => {
  const program = "import it from 'mistaken';\nawait it.load('@B@/rest/v1/leads.json');";
  const recorded = [
    { program, arrived: ['GET /rest/v1/leads.json'] },
    { program, arrived: ['POST /rest/v1/leads.json'], installed: { mistaken: '1.0.0' } },
  ];
  const clients = [...few(shipped), toClientRules({ ...mistaken, recorded })];
  expect(lintRecorded({ ...shipped, clients }, rules)).toEqual([
    {
      kind: 'contradicts-record',
      file: 'rules/clients/mistaken.json',
      row: 'recorded[0]',
      what: 'GET /rest/v1/leads.json arrived, and it says POST /rest/v1/leads.json',
      next: 'describe what the library does',
    },
  ]);
});

test('the lint finds a description that ships and is not what the library did', slow, async () => {
  await cp(new URL('../../rules/clients/', import.meta.url), join(folder, 'clients'), { recursive: true });
  await cp(new URL('../../rules/sdks/', import.meta.url), join(folder, 'sdks'), { recursive: true });
  await cp(new URL('../../rules/frameworks/', import.meta.url), join(folder, 'frameworks'), { recursive: true });
  await edit('clients/mande.json', (text) => text.replaceAll('"preset"', '"method"'));
  const changed = await loadSinkRules(folder);
  const problems = lintRecorded({ ...changed, clients: few(changed) }, rules);
  expect([...new Set(problems.map(({ file }) => file))]).toEqual(['rules/clients/mande.json']);
  expect(problems.map(({ row }) => row)).toContain("mande: get() with method 'POST' in its options");
});

test('the lint finds a module that two files describe, mocks included', () => {
  const file = { sources: [source], root: 'it', kinds: { it: { options: {} } } };
  const clients = ['one', 'two'].map((client) =>
    toClientRules({ ...file, client, modules: ['same', `${client}-own`] }),
  );
  const notCalls = { ...noNotCalls, modules: ['two-own'] };
  expect(problemsOf({ clients, notCalls })).toEqual([
    'duplicate-name same: rules/clients/one.json has it too',
    'duplicate-name two-own: rules/clients/two.json has it too',
  ]);
});

test('the lint holds the operations of an SDK against the rules, and what it declares missing too', () => {
  const sdk = {
    sdk: 'tiny',
    modules: ['tiny'],
    exports: ['default'],
    missingOperations: ['PUT /rest/v1/leads.json', 'GET /rest/v1/leads.json', 'GET /rest/v1/unused.json'],
    methods: {
      find: { operations: ['GET /rest/v1/leads.json', 'PUT /rest/v1/leads.json'] },
      sync: { operations: [], byArgument: { index: 0, operations: { add: ['POST /rest/v1/lead.json'] } } },
    },
  };
  expect(problemsOf({ sdks: [sdk] })).toEqual([
    'unknown-operation sync: POST /rest/v1/lead.json is not in the rules',
    'known-operation missingOperations: GET /rest/v1/leads.json does not belong there',
    'known-operation missingOperations: GET /rest/v1/unused.json does not belong there',
  ]);
});

const noNotCalls = {
  modules: [],
  globals: [],
  functions: [],
  mocks: [],
  routes: [],
  keepers: [],
  keeping: [],
  services: [],
  links: [],
  headers: [],
  paths: [],
};

test('the lint finds a framework that nothing names, and rows about no class', () => {
  const file = { sources: [source], versions: { odd: '1.0.0' } };
  const row = { shownBy: 'index.js' };
  const frameworks = [
    toFrameworkRules({ ...file, framework: 'odd', classes: [row, { ...row, bases: ['Odd'], made: 'decorated' }] }),
    toFrameworkRules({ ...file, framework: 'one', modules: ['same'] }),
    toFrameworkRules({ ...file, framework: 'two', modules: ['same'], classes: [{ ...row, given: ['use'] }] }),
  ];
  expect(problemsOf({ frameworks })).toEqual([
    'duplicate-name same: rules/frameworks/one.json has it too',
    'unreachable-framework modules: no module and no global is named',
    'untold-class classes.0: it has no decorators, no bases and no given',
    'dead-detail classes.1: made says what a decorator does, and there is none',
  ]);
});

test('what a row of a framework leaves out is filled in: decorators and bases tell a class anywhere', () => {
  const { classes, objects } = toFrameworkRules({
    framework: 'tiny',
    sources: [source],
    versions: { tiny: '1.0.0' },
    modules: ['tiny'],
    classes: [{ bases: ['Command'], calls: ['run'], shownBy: 'command.js' }],
    objects: [{ given: ['use'], shownBy: 'use.js' }],
  });
  const nothing = { decorated: [], statics: [], named: false, fields: false };
  expect(classes).toEqual([
    { ...nothing, calls: ['run'], decorators: [], bases: ['Command'], given: ['*'], made: 'given' },
  ]);
  expect(objects).toEqual([{ ...nothing, calls: [], given: ['use'] }]);
});

function problemsOf(part: Partial<SinkRuleSet>): readonly string[] {
  const nothing = { clients: [], sdks: [], notCalls: noNotCalls, frameworks: [] };
  return lintSinkRules({ ...nothing, ...part }, rules).map(({ kind, row, what }) => `${kind} ${row}: ${what}`);
}
