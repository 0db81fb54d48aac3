import { describe, expect, test } from 'vitest';
import { readOnDemand, readWhole } from '../../kit/on-demand.ts';

/** A program in which a few files beside `far.ts` know the client, and only `far.ts` decides what it sends. */
function program(files: Readonly<Record<string, string>>): Record<string, string> {
  const others = Array.from(
    { length: 12 },
    (_, i) => [`o${i}.ts`, "import { other } from './hub';\nother();\n"] as const,
  );
  return {
    'main.ts': `import './far';\n${others.map((_, i) => `import './o${i}';\n`).join('')}`,
    'hub.ts': "export * from './client';\nexport * from './other';\nexport * from './wrapper';\n",
    'wrapper.ts': "export const request = (url: string) => fetch(url, { method: 'POST' });\n",
    'other.ts': 'export const other = () => 0;\n',
    ...Object.fromEntries(others),
    ...files,
  };
}

const base = 'https://123-ABC-456.mktorest.com/rest/v1';

/** What a far caller does decides: it must be read, and the answer is that of reading everything. */
const deciding: Readonly<Record<string, readonly [client: string, far: string]>> = {
  'an argument that becomes the path': [
    `export const get = (name: string) => fetch(\`${base}/\${name}.json\`);`,
    "import { get } from './hub';\nget('leads');",
  ],
  'an argument that becomes the method': [
    `export const send = (method: string) => fetch('${base}/leads.json', { method });`,
    "import { send } from './hub';\nsend('POST');",
  ],
  'an argument where the module itself passes another': [
    `export const get = (name: string) => fetch(\`${base}/\${name}.json\`);\nexport const leads = () => get('leads');`,
    "import { get, leads } from './hub';\nleads();\nget('lists');",
  ],
  'an argument in place of a default': [
    `export const get = (name = 'leads') => fetch(\`${base}/\${name}.json\`);`,
    "import { get } from './hub';\nget('lists');",
  ],
  'an argument that only `arguments` shows': [
    `export function get() { return fetch('${base}/' + arguments[0] + '.json'); }`,
    "import { get } from './hub';\nget('lists');",
  ],
  'an option of an options object with defaults': [
    `export const get = ({ name = 'leads' } = {}) => fetch(\`${base}/\${name}.json\`);`,
    "import { get } from './hub';\nget({ name: 'lists' });",
  ],
  'an argument that chooses between two requests': [
    `export const get = (all: boolean) => fetch(all ? '${base}/lists.json' : '${base}/leads.json');`,
    "import { get } from './hub';\nget(true);",
  ],
  'the argument of a method of an exported instance': [
    `class Client { get(name: string) { return fetch(\`${base}/\${name}.json\`); } }\nexport const client = new Client();`,
    "import { client } from './hub';\nclient.get('lists');",
  ],
  'a field of an exported instance': [
    `class Client { name = 'leads'; run() { return fetch(\`${base}/\${this.name}.json\`); } }\nexport const client = new Client();`,
    "import { client } from './hub';\nclient.name = 'lists';\nclient.run();",
  ],
  'a method of an exported instance that is replaced': [
    `class Client { run() { return this.send('${base}/leads.json'); } send(url: string) { return fetch(url); } }\nexport const client = new Client();`,
    "import { client } from './hub';\nclient.send = (url) => fetch(url, { method: 'POST' });\nclient.run();",
  ],
  'a class that is extended': [
    `export class Client { name() { return 'leads'; } run() { return fetch('${base}/' + this.name() + '.json'); } }`,
    "import { Client } from './hub';\nclass Lists extends Client { name() { return 'lists'; } }\nnew Lists().run();",
  ],
  'an argument that decides which request is sent': [
    `export const get = (all: boolean) => { if (all) return fetch('${base}/lists.json'); return fetch('${base}/leads.json'); };`,
    "import { get } from './hub';\nget(true);",
  ],
  'an argument that decides whether one is sent at all': [
    `export const get = (kind: string) => { const isAll = kind === 'all'; isAll && fetch('${base}/lists.json'); return fetch('${base}/leads.json'); };`,
    "import { get } from './hub';\nget('some');",
  ],
  'an option that a switch goes by': [
    `export const get = (options: { kind: string }) => { switch (options.kind) { case 'all': return fetch('${base}/lists.json'); default: return fetch('${base}/leads.json'); } };`,
    "import { get } from './hub';\nget({ kind: 'all' });",
  ],
  'a flag that nobody sets': [
    `export const flags = { isBulk: false };\nexport const run = () => fetch('${base}/leads.json', { method: 'GET' }) && (flags.isBulk ? fetch('${base}/lists.json') : undefined);`,
    "import { flags, run } from './hub';\nrun();\nvoid flags;",
  ],
  'the argument of a constructor': [
    `export class Job { constructor(name: string) { fetch(\`${base}/\${name}.json\`); } }`,
    "import { Job } from './hub';\nnew Job('lists');",
  ],
  'a method of an object that a function hands out': [
    `export const make = () => ({ get: (name: string) => fetch(\`${base}/\${name}.json\`) });`,
    "import { make } from './hub';\nmake().get('lists');",
  ],
  'a setter function of module state': [
    `let name = 'leads';\nexport const choose = (next: string) => { name = next; };\nexport const run = () => fetch(\`${base}/\${name}.json\`);`,
    "import { choose, run } from './hub';\nchoose('lists');\nrun();",
  ],
  'a setter that a getter of another module reads': [
    `import { settings } from './settings';\nexport const run = () => fetch(\`${base}/\${settings.name}.json\`);`,
    "import { setName } from './settings';\nimport { run } from './hub';\nsetName('lists');\nrun();",
  ],
  'a property of an exported object': [
    `export const settings = { name: 'leads' };\nexport const run = () => fetch(\`${base}/\${settings.name}.json\`);`,
    "import { run, settings } from './hub';\nsettings.name = 'lists';\nrun();",
  ],
  'an element of an exported array': [
    `export const names: string[] = [];\nexport const run = () => names.map((name) => fetch(\`${base}/\${name}.json\`));`,
    "import { names, run } from './hub';\nnames.push('lists');\nrun();",
  ],
  'an accessor of an exported object': [
    `let name = 'leads';\nexport const settings = { set name(next: string) { name = next; } };\nexport const run = () => fetch(\`${base}/\${name}.json\`);`,
    "import { run, settings } from './hub';\nsettings.name = 'lists';\nrun();",
  ],
  'a callback that is registered': [
    `let send = (url: string) => fetch(url);\nexport const use = (next: typeof send) => { send = next; };\nexport const run = () => send('${base}/leads.json');`,
    "import { run, use } from './hub';\nuse((url) => fetch(url, { method: 'POST' }));\nrun();",
  ],
  'a callback that gets the client': [
    `const client = { get: (name: string) => fetch(\`${base}/\${name}.json\`) };\nexport const withClient = (run: (c: typeof client) => void) => run(client);`,
    "import { withClient } from './hub';\nwithClient((client) => client.get('lists'));",
  ],
  'a request that is handed out as data': [
    `export const request = () => ({ url: '${base}/leads.json', method: 'POST' });`,
    "import { request } from './hub';\nconst { url, method } = request();\nfetch(url, { method });",
  ],
  'a piece of an address that is exported': [
    `export const root = '${base}/';\nexport const names = { all: 'lists.json' };`,
    "import { names, root } from './hub';\nfetch(root + names.all);",
  ],
  'a wrapper in between': [
    `export const get = (name: string) => fetch(\`${base}/\${name}.json\`);`,
    "import { ask } from './middle';\nask('lists');",
  ],
  'a wrapper that is only had by the hub': [
    `export const root = '${base}/lists.json';`,
    "import { request, root } from './hub';\nrequest(root);",
  ],
  'an export of CommonJS': [
    `exports.get = (name) => fetch(\`${base}/\${name}.json\`);`,
    "const { get } = require('./client');\nget('lists');",
  ],
  'a default export that takes another name': [
    `export default (name: string) => fetch(\`${base}/\${name}.json\`);`,
    "import load from './client';\nload('lists');",
  ],
};

/** What a far caller passes or takes is no part of what decides a request. */
const idle: Readonly<Record<string, readonly [client: string, far: string]>> = {
  'an argument that fills a parameter of the path': [
    `export const getLead = (id: string) => fetch(\`${base}/lead/\${id}.json\`);`,
    "import { getLead } from './hub';\ngetLead('7');",
  ],
  'a body': [
    `const send = (path: string, body: object) => fetch('${base}' + path, { method: 'POST', body: JSON.stringify(body) });\nexport const save = (lead: object) => send('/leads.json', lead);`,
    "import { save } from './hub';\nsave({ email: 'a@example.com' });",
  ],
  'arguments of a method of an exported object': [
    `export const client = { lead: (id: string) => fetch(\`${base}/lead/\${id}.json\`) };`,
    "import { client } from './hub';\nclient.lead('7');",
  ],
  'arguments of a method of an exported instance': [
    `class Client { lead(id: string) { return fetch(\`${base}/lead/\${id}.json\`); } }\nexport const client = new Client();`,
    "import { client } from './hub';\nclient.lead('7');",
  ],
  'a setting that is only the page size': [
    `let size = 100;\nexport const setSize = (next: number) => { size = next; };\nexport const run = () => fetch(\`${base}/leads.json?batchSize=\${size}\`);`,
    "import { run, setSize } from './hub';\nsetSize(7);\nrun();",
  ],
  'a callback that gets the answer': [
    `export const run = (done: (leads: unknown) => void) => fetch('${base}/leads.json').then((answer) => done(answer));`,
    "import { run } from './hub';\nrun(() => {});",
  ],
  'a condition of which what was read lets both ways happen': [
    `class Client { token = ''; lead() { if (!this.token) this.token = 'x'; return fetch('${base}/leads.json'); } }\nexport const client = new Client();`,
    "import { client } from './hub';\nclient.lead();",
  ],
  'a condition beside a request': [
    `export const run = (isLoud: boolean) => { if (isLoud) console.log('now'); return fetch('${base}/leads.json'); };`,
    "import { run } from './hub';\nrun(true);",
  ],
  'what the request answers': [
    `export const run = async () => (await fetch('${base}/leads.json')).json();`,
    "import { run } from './hub';\nvoid run();",
  ],
  'an error that can be thrown': [
    `export class ClientError extends Error {}\nexport const run = () => { if (!fetch('${base}/leads.json')) throw new ClientError(); };`,
    "import { ClientError, run } from './hub';\ntry { run(); } catch (error) { if (!(error instanceof ClientError)) throw error; }",
  ],
};

const parts = {
  'middle.ts': "import { get } from './hub';\nexport const ask = (name: string) => get?.(name);\n",
  'settings.ts':
    "export const settings = { name: 'leads' };\nexport const setName = (name: string) => { settings.name = name; };\n",
};

function partsOf(far: string, client: string): Record<string, string> {
  const text = far + client;
  return Object.fromEntries(Object.entries(parts).filter(([path]) => text.includes(`./${path.replace('.ts', '')}'`)));
}

describe('callers that decide', () => {
  test.each(Object.entries(deciding))('%s', (_what, [client, far]) => {
    const texts = program({ 'client.ts': `${client}\n`, 'far.ts': `${far}\n`, ...partsOf(far, client) });
    const { operations, read } = readOnDemand(texts);
    expect(operations).toEqual(readWhole(texts).operations);
    expect(operations.length).toBeGreaterThan(0);
    expect(read).toContain('far.ts');
  });
});

describe('callers that decide nothing', () => {
  test.each(Object.entries(idle))('%s', (_what, [client, far]) => {
    const texts = program({ 'client.ts': `${client}\n`, 'far.ts': `${far}\n` });
    const { operations, read } = readOnDemand(texts);
    expect(operations).toEqual(readWhole(texts).operations);
    expect(operations).toHaveLength(1);
    expect(read).toEqual(['client.ts']);
  });
});

/** What counts as done by a caller although nobody read that it does: all that is found beyond the whole answer. */
const taken: Readonly<Record<string, readonly [client: string, far: string, more: readonly string[]]>> = {
  'that a name which is imported is used': [
    `export const get = () => fetch('${base}/leads.json');\nexport const lists = () => fetch('${base}/lists.json');`,
    "import { get, lists } from './hub';\nget();\nvoid lists;",
    ['GET /rest/v1/lists.json'],
  ],
  'that what is passed for a loop has elements': [
    `export const get = (all: string[]) => { for (const _ of all) fetch('${base}/lists.json'); fetch('${base}/leads.json'); };`,
    "import { get } from './hub';\nget([]);",
    ['GET /rest/v1/lists.json'],
  ],
};

describe('taken for granted of callers that are not read', () => {
  test.each(Object.entries(taken))('%s', (_what, [client, far, more]) => {
    const texts = program({ 'client.ts': `${client}\n`, 'far.ts': `${far}\n` });
    const { operations, read } = readOnDemand(texts);
    const known = new Set(readWhole(texts).operations);
    expect(operations.filter((operation) => !known.has(operation))).toEqual(more);
    expect(read).toEqual(['client.ts']);
  });
});

describe('the order in which modules run', () => {
  const client = {
    'client.ts': `let name = 'leads';\nexport const choose = (next: string) => { name = next; };\nexport const run = () => fetch(\`${base}/\${name}.json\`);\n`,
    'a.ts': "import { run } from './hub';\nrun();\n",
    'far.ts': "import { choose } from './hub';\nchoose('lists');\n",
  };

  test.each([
    ['a caller that runs before what another sets', "import './a';\nimport './far';\n", 'leads'],
    ['a caller that runs after it', "import './far';\nimport './a';\n", 'lists'],
    ['a caller behind a module that imports it', "import './between';\nimport './a';\n", 'lists'],
    ['a caller behind a module that re-exports it', "export * from './between';\nimport './a';\n", 'lists'],
  ])('%s', (_what, main, found) => {
    const texts = program({ ...client, 'between.ts': "export * from './far';\n" });
    const ordered = { ...texts, 'main.ts': `${main}${texts['main.ts']?.replace("import './far';\n", '')}` };
    expect(readOnDemand(ordered).operations).toEqual([`GET /rest/v1/${found}.json`]);
    expect(readWhole(ordered).operations).toEqual([`GET /rest/v1/${found}.json`]);
  });
});

test('of the callers of a hub only those are read that take the name in question', () => {
  const [client, far] = deciding['an argument that becomes the path'] ?? ['', ''];
  const { operations, read } = readOnDemand(program({ 'client.ts': client, 'far.ts': far }));
  expect(operations).toEqual(['GET /rest/v1/leads.json']);
  expect(read.filter((path) => /^o\d/.test(path))).toEqual([]);
});

test('what no entry reaches is dead, read or not', () => {
  const texts = program({
    'main.ts': "import './o1';\nimport './o2';\n",
    'client.ts': `export const run = () => fetch('${base}/leads.json');\n`,
    'hub.ts': "export * from './other';\nimport { lead } from './lead';\n",
    'lead.ts': `export const lead = (id: string) => fetch(\`${base}/lead/\${id}.json\`);\n`,
    'far.ts': "import { run } from './client';\nrun();\n",
  });
  expect(readOnDemand(texts)).toEqual({
    operations: ['GET /rest/v1/lead/{leadId}.json', 'GET /rest/v1/leads.json (dead)'],
    read: ['client.ts', 'lead.ts'],
  });
});
