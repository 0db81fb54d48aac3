import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const program = {
  'src/main.ts': [
    "const host = 'https://571-kqx-902.mktorest.com';",
    'const get = (path: string) => fetch(host + path);',
    "await get('/rest/v1/lists.json');",
    "await get('/rest/asset/v1/emails.json'); const owner = 'ann@shipwise.example';",
    'export const read = (name: string) => get(`/rest/asset/v1/${name}.json`);',
    "await get('/rest/v1/leeds.json');",
  ].join('\n'),
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-explain-'));
  await mkdir(join(folder, 'src'));
  for (const [name, text] of Object.entries(program)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

async function shell(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, columns: 100 });
  return { code: await run(['explain', ...argv], io), stdout: stdout(), stderr: stderr() };
}

async function data(...argv: readonly string[]) {
  return JSON.parse((await shell(...argv, '--format', 'json')).stdout);
}

describe('a line that calls', () => {
  test('is shown as code, with what it needs, its way to the request, and the role without it', async () => {
    const { code, stdout } = await shell('src/main.ts:4');
    expect(code).toBe(0);
    expect(stdout).toContain('GET /rest/asset/v1/emails.json');
    expect(stdout).toContain('Read-Only Assets or Read-Write Assets; the role meets it with Read-Only Assets');
    expect(stdout).toContain(
      'Without this call the role would not need Read-Only Assets. It would be: Read-Only Lead.',
    );
    expect(stdout).toMatch(/^ +4 \| await get\('\/rest\/asset\/v1\/emails\.json'\);.*\n +\| {7}\^$/m);
    expect(stdout).toMatch(/^ +2 \| const get = /m);
    expect(stdout).not.toContain('ann@');
  });

  test('is an object for programs', async () => {
    expect(await data('src/main.ts:4')).toMatchObject({
      kind: 'place',
      file: 'src/main.ts',
      line: 4,
      calls: [
        {
          kind: 'operation',
          operation: 'GET /rest/asset/v1/emails.json',
          at: { file: 'src/main.ts', line: 4, column: 7 },
          by: ['Read-Only Assets'],
          reachable: true,
        },
      ],
      without: [{ service: 'integration', permissions: ['Read-Only Lead'], dropped: ['Read-Only Assets'], added: [] }],
    });
  });

  test('may be where several calls pass: without it none is left', async () => {
    const { calls, without } = await data('src/main.ts:2');
    expect(calls).toHaveLength(4);
    expect(without).toMatchObject([{ permissions: [], status: 'complete' }]);
    expect((await shell('src/main.ts:2')).stdout).toMatch(/It would be:\s+nothing\.\s+Nothing would be left open\./);
  });
});

describe('a line that is open', () => {
  test('has what is known, the candidates, and the comment to paste', async () => {
    const { stdout } = await shell('src/main.ts:5');
    expect(stdout).toContain('Known      GET /rest/asset/v1/{name}.json');
    expect(stdout).toContain('// rolefit: GET /rest/asset/v1/emails.json');
    expect(stdout).toContain('Without this call the role would be the same.');
    const { calls } = await data('src/main.ts:5');
    expect(calls).toMatchObject([{ kind: 'unresolved', known: 'GET /rest/asset/v1/{?}.json' }]);
    expect(calls[0].candidates).toContain('GET /rest/asset/v1/emails.json');
  });

  test('has what traffic shows of it, and stays open', async () => {
    const url = 'https://571-kqx-902.mktorest.com/rest/asset/v1/forms.json';
    const entry = { request: { method: 'GET', url }, response: { status: 200, content: { text: '{"success":true}' } } };
    await writeFile(join(folder, 'calls.har'), JSON.stringify({ log: { entries: [entry] } }));
    const { stdout } = await shell('src/main.ts:5', '.', 'calls.har');
    expect(stdout).toMatch(/Traffic shows +GET \/rest\/asset\/v1\/forms\.json/);
    const { calls } = await data('src/main.ts:5', '.', 'calls.har');
    expect(calls).toMatchObject([{ kind: 'unresolved', narrowedTo: ['GET /rest/asset/v1/forms.json'] }]);
    expect((await data('src/main.ts:5')).calls[0]).not.toHaveProperty('narrowedTo');
    expect((await shell('src/main.ts:5')).stdout).not.toContain('Traffic shows');
  });

  test('or that nothing answers has what is near, and no comment', async () => {
    const { stdout } = await shell('src/main.ts:6');
    expect(stdout).toContain('No such operation: src/main.ts:6');
    expect(stdout).toContain('GET /rest/v1/leads.json');
    expect(stdout).not.toContain('// rolefit:');
  });
});

test('a path as typed from above the analysed folder is understood', async () => {
  expect((await data('src/main.ts:4', 'src')).calls).toHaveLength(1);
  expect(await shell('src/other.ts:4')).toMatchObject({ code: 2, stdout: '' });
});

test.each([
  ['a permission', 'Read-Only Assets', 'emails'],
  ['an operation', 'GET /rest/v1/lists.json', 'lists'],
])('%s is explained with the code that needs it', async (_, what, word) => {
  const { stdout } = await shell(what, '.');
  expect(stdout).toMatch(new RegExp(`^ +\\d \\| await get\\(.*${word}`, 'm'));
  expect((await shell(what, '.', '--format', 'markdown')).stdout).toContain('```text\n');
});
