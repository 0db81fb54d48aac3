import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadGrant } from '../../src/load/grant.ts';
import { loadPermissions } from '../../src/load/permissions.ts';
import { InputError } from '../../src/model/input-error.ts';
import type { PermissionGraph } from '../../src/model/permission-graph.ts';

let graph: PermissionGraph;
let cwd: string;
beforeAll(async () => {
  graph = await loadPermissions();
  cwd = await mkdtemp(join(tmpdir(), 'rolefit-grant-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('a file', () => {
  test('is read from the folder, whatever its name says', async () => {
    await writeFile(join(cwd, 'grant.png'), '["Read-Only Lead"]');
    expect((await loadGrant('grant.png', { cwd }, graph)).permissions).toEqual(['Read-Only Lead']);
  });

  test('wins over a list of the same name', async () => {
    await writeFile(join(cwd, 'Read-Only Lead'), 'Approve Assets');
    expect((await loadGrant('Read-Only Lead', { cwd }, graph)).permissions).toEqual(['Approve Assets']);
  });

  test('is read in the encoding a spreadsheet gives it', async () => {
    await writeFile(join(cwd, 'sheet.txt'), '\u{feff}Role\tPermissions\r\nSync\tRead-Only Lead\r\n', 'utf16le');
    expect((await loadGrant('sheet.txt', { cwd }, graph)).roles).toEqual(['Sync']);
  });

  test('of several roles is read for those chosen', async () => {
    await writeFile(join(cwd, 'roles.csv'), 'Role,Permissions\nA,Read-Only Lead\nB,Approve Assets\n');
    expect((await loadGrant('roles.csv', { cwd, roles: ['b'] }, graph)).permissions).toEqual(['Approve Assets']);
  });

  test('that is too large, a folder or not text is refused', async () => {
    await writeFile(join(cwd, 'large.txt'), 'Read-Only Lead\n'.repeat(800_000));
    await writeFile(join(cwd, 'roles.xlsx'), Buffer.from('PK\u0003\u0004\0\0\0'));
    expect(await problem('large.txt')).toBe(
      'large.txt: the grant is larger than 10 MB; pass only the roles of the API user',
    );
    expect(await problem('.')).toBe('.: the grant is a folder; pass a file that you may read');
    expect(await problem('roles.xlsx')).toMatchInlineSnapshot(
      `"roles.xlsx: the grant is not text; export it as CSV, or write the permission names into a text file"`,
    );
  });
});

describe('a list on the command line', () => {
  test('names permissions by any of their names, and groups', async () => {
    const grant = await loadGrant('read only person, Read-Write Asset', { cwd }, graph);
    expect(grant.permissions).toEqual(['Read-Only Lead', 'Read-Write Assets']);
    expect((await loadGrant('Access API', { cwd }, graph)).groups).toEqual(['Access API']);
  });

  test.each(['roles-2026.csv', 'Read-Only Lead, Read-Write Leed', '', '\0', `${'a/'.repeat(3000)}\u001b[2J`])(
    'must be known as a whole: %j',
    async (argument) => {
      expect(await problem(argument)).toMatch(/^--granted: no file ".*", and ".*" is not a permission; /);
    },
  );

  test('with a slip of the pen gets the name that may be meant', async () => {
    expect(await problem('Read-Only Lead, Read-Write Leed')).toMatchInlineSnapshot(
      `"--granted: no file "Read-Only Lead, Read-Write Leed", and "Read-Write Leed" is not a permission; did you mean "Read-Write Lead"? \`rolefit model permissions\` lists every name"`,
    );
  });
});

async function problem(argument: string): Promise<string> {
  const error: unknown = await loadGrant(argument, { cwd }, graph).catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) throw error;
  return `${error.at?.file}: ${error.what}; ${error.next}`;
}
