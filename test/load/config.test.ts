import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findConfig, loadConfig } from '../../src/load/config.ts';
import { loadModel } from '../../src/load/model.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';

const model = await loadModel();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

async function configOf(value: unknown, file = 'rolefit.config.json') {
  await write(file, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return (await loadConfig(folder, undefined, model)).config;
}

const errorsOf = (value: unknown, file?: string) => inputErrorsOf(() => configOf(value, file));

describe('where a config is found', () => {
  test.each([
    ['rolefit.config.json', '{ "sources": ["src"] }'],
    ['rolefit.config.jsonc', '{\n  // why\n  "sources": ["src"], /* and */\n}'],
    ['rolefit.config.json', '\uFEFF{ "sources": ["src"], }'],
    ['rolefit.config.yaml', 'sources: [src] # why\n'],
    ['rolefit.config.yml', 'sources:\n  - src\n'],
    ['package.json', '{ "name": "x", "rolefit": { "sources": ["src"] } }'],
  ])('%s', async (file, text) => {
    // Without a name of its own the service is called after the program.
    const name = file === 'package.json' ? 'x' : 'integration';
    expect(await configOf(text, file)).toMatchObject({ services: [{ name, sources: ['src'] }] });
  });

  test('nowhere is no error, until one is needed', async () => {
    await write('package.json', '{ "name": "x" }');
    expect(await findConfig(folder, undefined, model)).toBeUndefined();
    expect(await inputErrorsOf(() => loadConfig(folder, undefined, model))).toEqual([
      expect.stringContaining('there is no configuration in this folder'),
    ]);
  });

  test('twice is an error that names both', async () => {
    await write('rolefit.config.yaml', 'sources: [src]');
    await write('package.json', '{ "rolefit": {} }');
    expect(await errorsOf({})).toEqual([
      expect.stringContaining('rolefit.config.json, rolefit.config.yaml, package.json'),
    ]);
    const { label } = await loadConfig(folder, 'rolefit.config.yaml', model);
    expect(label).toBe('rolefit.config.yaml');
  });

  test('a package.json that is broken is not ours to complain about', async () => {
    await write('package.json', '{ "rolefit": ');
    expect(await findConfig(folder, undefined, model)).toBeUndefined();
  });
});

describe('what is wrong is said with its place', () => {
  test.each<[string, unknown, string]>([
    [
      'an unknown key',
      { services: [{ name: 'a', soruces: ['src'] }] },
      'rolefit.config.json:5:18: unknown field "soruces" in an entry of "services" (did you mean "sources"?)',
    ],
    [
      'a kind that is none',
      { exceptions: [{ kind: 'exces-permission', reason: 'x' }] },
      'rolefit.config.json:4:15: "kind" is "exces-permission", which is not one of its values (did you mean "excess-permission"?)',
    ],
    [
      'an exception without a reason',
      { exceptions: [{ kind: 'excess-permission' }] },
      'rolefit.config.json:3:5: "reason" is missing in an entry of "exceptions" (add it)',
    ],
    [
      'a permission that is none',
      { policy: { forbidden: { permissions: ['Read-Write Leed'] } } },
      'rolefit.config.json:5:9: "Read-Write Leed" is not a permission (did you mean "Read-Write Lead"? `rolefit model permissions` lists every name)',
    ],
    [
      'an operation that is none',
      { annotations: [{ file: 'a.ts', operations: ['GET /rest/v1/leeds.json'] }] },
      'rolefit.config.json:6:9: "GET /rest/v1/leeds.json" is no operation that rolefit knows (did you mean "GET /rest/v1/leads.json"? `rolefit model operations` lists every operation)',
    ],
    [
      'a service that is none',
      { services: [{ name: 'billing' }], exceptions: [{ kind: 'role-grew', service: 'biling', reason: 'x' }] },
      'rolefit.config.json:10:18: there is no service "biling" (did you mean "billing"?)',
    ],
    [
      'a day that is none',
      { exceptions: [{ kind: 'role-grew', until: '2026-02-30', reason: 'x' }] },
      'rolefit.config.json:5:16: "2026-02-30" is not a day of the calendar (write it as YYYY-MM-DD)',
    ],
    [
      'two services of one name',
      { services: [{ name: 'a' }, { name: 'a' }] },
      'rolefit.config.json:7:15: there are two services called "a" (give each its own name; lock and reports go by it)',
    ],
    [
      'the short form beside the list',
      { services: [{ name: 'a' }], sources: ['src'] },
      'rolefit.config.json:7:14: "sources" stands beside "services" (move it into the service that it belongs to)',
    ],
    [
      'a path out of the folder',
      { sources: ['../other'] },
      'rolefit.config.json:3:5: the path "../other" leads out of the folder of the configuration (name a path below that folder)',
    ],
    [
      'an absolute path',
      { granted: '/etc/passwd' },
      'rolefit.config.json:2:14: the path "/etc/passwd" leads out of the folder of the configuration (name a path below that folder)',
    ],
    [
      'a pattern that matches nothing',
      { traffic: ['recordings/*.har'] },
      'rolefit.config.json:3:5: the pattern "recordings/*.har" matches no file (check it; it starts from the folder of the configuration, or the current one)',
    ],
  ])('%s', async (_, value, expected) => {
    expect(await errorsOf(value)).toEqual([expected]);
  });

  test('no mistake hides another', async () => {
    const value = {
      sources: ['../a'],
      clients: ['../b'],
      exceptions: [{ kind: 'role-grew', until: 'x', reason: 'y' }],
    };
    expect(await errorsOf({ ...value, exceptions: [] })).toHaveLength(2);
    expect(await errorsOf(value)).toHaveLength(1);
  });

  test('a link out of the folder is not followed', async () => {
    await symlink(tmpdir(), join(folder, 'link'));
    expect(await errorsOf({ sources: ['link'] })).toEqual([expect.stringContaining('"link" leads out of the folder')]);
  });

  test('YAML with the line of the value', async () => {
    expect(await errorsOf('services:\n  - name: a\n    soruces: [src]\n', 'rolefit.config.yaml')).toEqual([
      'rolefit.config.yaml:3:14: unknown field "soruces" in an entry of "services" (did you mean "sources"?)',
    ]);
  });
});

describe('hostile input is one clear error', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij']
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`)}]`)
    .join('\n')}\n`;
  test.each([
    ['JSON that is none', '{ "sources": ["src" ', 'rolefit.config.json'],
    ['YAML that is none', 'sources: [src\nname: "', 'rolefit.config.yaml'],
    ['aliases that multiply', bomb, 'rolefit.config.yaml'],
    ['brackets without end in YAML', '['.repeat(100_000), 'rolefit.config.yaml'],
    ['lists in lists in YAML', `${'- '.repeat(50_000)}x`, 'rolefit.config.yaml'],
    [
      'indentation without end',
      Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'rolefit.config.yaml',
    ],
    ['brackets without end in JSON', '['.repeat(100_000), 'rolefit.config.json'],
    ['ten megabytes', `"${'x'.repeat(10_000_000)}"`, 'rolefit.config.json'],
    ['another type altogether', '42', 'rolefit.config.json'],
    ['a key of every object', '{ "__proto__": { "sources": ["src"] } }', 'rolefit.config.json'],
    [
      'keys of every object in a policy',
      '{ "policy": { "findings": { "constructor": "off" } } }',
      'rolefit.config.json',
    ],
    ['a name of several lines', '{ "name": "a\\nb" }', 'rolefit.config.json'],
    ['a path with a null byte', '{ "sources": ["a\\u0000b"] }', 'rolefit.config.json'],
    ['a tag of YAML', 'sources: !!js/function "x"\n', 'rolefit.config.yaml'],
    ['several documents', 'sources: [a]\n---\nsources: [b]\n', 'rolefit.config.yaml'],
  ])('%s', async (_, text, file) => {
    const errors = await errorsOf(text, file);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toContain(file);
    expect(errors.join('').length).toBeLessThan(2_000);
  });
});

describe('a whole config', () => {
  test('is read as it stands, services by name', async () => {
    for (const file of ['har/b.har', 'har/a.har', 'har/deep/c.har', 'node_modules/x/d.har']) await write(file, '{}');
    const value = {
      $schema: './node_modules/rolefit/rules/schema/config.schema.json',
      services: [
        {
          ...{
            name: 'sync',
            sources: ['./src'],
            entries: ['src/main.ts'],
            traffic: ['har/*.har'],
            hosts: ['proxy.example'],
          },
          ...{ granted: { file: 'roles.csv', roles: ['Sync'] }, workspaces: ['EMEA'], user: 'sync@example.com' },
          forbidden: { effects: ['delete'], permissions: ['read-write person'] },
        },
        { name: 'billing', traffic: ['**/*.har'], granted: ['Read-Only Lead', 'Read-Write Assets'] },
      ],
      policy: { findings: { 'excess-permission': 'warn', 'unresolved-call': 'off' }, failOn: 'error' },
      exceptions: [{ kind: 'role-grew', until: '2027-01-31', reason: ' key 5e0b1f62-41cf-4d0a-9d51-77aa31c2b9e4 ' }],
    };
    const config = await configOf(value);
    expect(config.services).toMatchObject([
      {
        ...{ name: 'billing', sources: [], traffic: ['har/a.har', 'har/b.har', 'har/deep/c.har'] },
        granted: { argument: 'Read-Only Lead, Read-Write Assets', roles: [] },
      },
      {
        ...{ name: 'sync', sources: ['src'], traffic: ['har/a.har', 'har/b.har'], workspaces: ['EMEA'] },
        granted: { argument: 'roles.csv', roles: ['Sync'] },
        forbidden: { effects: ['delete'], permissions: ['Read-Write Lead'] },
        at: { file: 'rolefit.config.json', line: 5 },
      },
    ]);
    expect(config.policy.severities).toEqual(
      new Map([
        ['excess-permission', 'warning'],
        ['unresolved-call', 'off'],
      ]),
    );
    expect(config.exceptions[0]?.reason).toMatch(/^key \*+$/);
  });
});
