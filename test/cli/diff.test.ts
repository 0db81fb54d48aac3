import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { loadModel } from '../../src/load/model.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const program = (calls: string) => `const base = 'https://123-ABC-456.mktorest.com';
const send = (method: string, path: string) => fetch(base + path, { method });
${calls}
`;
const reads = "await send('GET', '/rest/v1/leads.json');";
const deletes = `${reads}\nawait send('POST', '/rest/v1/leads/delete.json');`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-diff-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function rolefit(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

/** The report of a program, and its lock, as files. */
async function write(name: string, calls: string): Promise<void> {
  await writeFile(join(folder, 'main.ts'), program(calls));
  await writeFile(join(folder, 'rolefit.config.json'), '{ "sources": ["main.ts"] }');
  await rolefit('--format', 'json', '--output', `${name}.json`);
  await rolefit('check', '--update');
  await rolefit('diff', 'rolefit.lock.json', 'rolefit.lock.json');
  const { rename } = await import('node:fs/promises');
  await rename(join(folder, 'rolefit.lock.json'), join(folder, `${name}.lock.json`));
}

describe('diff', () => {
  beforeEach(async () => {
    await write('before', reads);
    await write('after', deletes);
  });

  test.each([
    ['reports', 'before.json', 'after.json'],
    ['locks', 'before.lock.json', 'after.lock.json'],
    ['a lock and a report', 'before.lock.json', 'after.json'],
  ])('between %s says what grew', async (_, before, after) => {
    const { code, stdout, stderr } = await rolefit('diff', before, after);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('integration: the role grows by 1 permission, 1 operation more');
    expect(stdout).toContain('Read-Write Lead');
    expect(stdout.includes('main.ts:4:7')).toBe(after === 'after.json');
  });

  test('the other way round says what shrank', async () => {
    const { stdout } = await rolefit('diff', 'after.json', 'before.json');
    expect(stdout).toContain('integration: the role loses 1 permission, 1 operation fewer');
    expect(stdout).toContain('POST /rest/v1/leads/delete.json');
  });

  test('of the same is one line', async () => {
    expect(await rolefit('diff', 'after.json', 'after.lock.json')).toEqual({
      code: 0,
      stdout: 'nothing changed\n',
      stderr: '',
    });
  });

  test('as data, with the chain', async () => {
    const { stdout } = await rolefit('diff', 'before.json', 'after.json', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      services: [
        {
          service: 'integration',
          change: 'kept',
          permissions: {
            added: [
              {
                name: 'Read-Write Lead',
                cause: 'calls',
                because: [
                  {
                    id: 'POST /rest/v1/leads/delete.json',
                    effect: 'delete',
                    new: true,
                    evidence: [{ file: 'main.ts', line: 4, chain: [{ line: 1, label: 'base URL' }, {}] }],
                  },
                ],
              },
            ],
            removed: [],
          },
        },
      ],
    });
  });

  test('a report of a newer rolefit with more fields can be compared', async () => {
    const newer = JSON.parse((await rolefit('--format', 'json')).stdout);
    await writeFile(join(folder, 'newer.json'), JSON.stringify({ ...newer, weather: 'fine' }));
    expect((await rolefit('diff', 'newer.json', 'after.json')).stdout).toBe('nothing changed\n');
  });
});

describe('as a comment for a pull request', () => {
  test('it begins with its mark and is short enough, whatever is in it', async () => {
    const { rules } = await loadModel();
    const hostile = '`|<script>\u202e'.repeat(200);
    const lock = (ids: readonly string[]) => ({
      lockVersion: 1,
      services: Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [
          `${hostile} ${index}`,
          {
            status: 'complete',
            role: ids.map((id) => `${id} ${hostile}`),
            operations: Object.fromEntries(ids.map((id) => [id, 'read'])),
          },
        ]),
      ),
    });
    const ids = rules.operations.slice(0, 5).map(({ id }) => id);
    await writeFile(join(folder, 'a.json'), JSON.stringify(lock([])));
    await writeFile(join(folder, 'b.json'), JSON.stringify(lock(ids)));
    const { code, stdout } = await rolefit('diff', 'a.json', 'b.json', '--format', 'markdown');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!-- rolefit diff -->\n/);
    expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(60_000);
    expect(stdout).toContain('300 services changed');
    expect(stdout).not.toMatch(/<script>|\u202e/);
  });
});

describe('files that cannot be compared', () => {
  test.each([
    ['nothing', undefined, 'no such file'],
    ['something else', '{ "services": [] }', 'neither a JSON report nor a lock'],
    ['a report of another contract', '{ "schemaVersion": 2, "services": [] }', 'schemaVersion'],
    ['a report that is broken inside', '{ "schemaVersion": 1, "services": [{ "name": 1 }] }', '"name" is not a text'],
    ['brackets without end', '['.repeat(100_000), 'not valid JSON'],
    ['ten megabytes', `"${'x'.repeat(10_000_000)}"`, 'bytes'],
  ])('%s', async (_, text, message) => {
    if (text !== undefined) await writeFile(join(folder, 'a.json'), text);
    const result = await rolefit('diff', 'a.json', 'a.json');
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(result.stderr.length).toBeLessThan(1_000);
  });
});
