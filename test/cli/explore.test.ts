import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editFile } from '../../src/cli/edit-file.ts';
import { exploreSource } from '../../src/cli/explore-source.ts';
import { run } from '../../src/cli/run.ts';
import { savePlan } from '../../src/cli/save-plan.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const lines = [
  "const host = 'https://571-kqx-902.mktorest.com';",
  'await fetch(`${host}/rest/v1/lists.json`);',
  'await fetch(`${host}/rest/asset/v1/emails.json`);',
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-explore-'));
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'src/main.ts'), lines.slice(0, 2).join('\n'));
  await shell('src', '--format', 'json', '--output', 'before.json');
  await writeFile(join(folder, 'src/main.ts'), lines.join('\n'));
  await shell('src', '--format', 'json', '--output', 'after.json', '--granted', 'Read-Only Lead');
});
afterAll(() => rm(folder, { recursive: true }));

async function shell(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, columns: 100 });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

describe('where there is no terminal', () => {
  test('the text report takes its place, with the exit code of analyze and a word about why', async () => {
    const options = ['src', '--granted', 'Read-Only Lead', '--quiet'];
    const [explored, analyzed] = [await shell('explore', ...options), await shell('analyze', ...options)];
    expect(explored.stdout).toBe(analyzed.stdout);
    expect(explored.code).toBe(1);
    expect(analyzed.code).toBe(1);
    expect(explored.stderr).toBe(
      'note: there is no terminal for both input and output, so this is the text report instead of the explorer\n',
    );
  });

  test('a saved report is printed as well, and judged by the findings that it holds', async () => {
    const { code, stdout, stderr } = await shell('explore', 'after.json');
    expect(stdout).toContain('Read-Only Assets');
    expect(stderr).toContain('after.json holds places but no code');
    expect(code).toBe(1);
    expect((await shell('explore', 'after.json', '--fail-on', 'never')).code).toBe(0);
  });
});

describe('what is shown', () => {
  const io = () => createFakeIo({ cwd: folder }).io;

  test('of two saved reports the second, held against the first', async () => {
    const { input, folder: base } = await exploreSource({ paths: ['before.json', 'after.json'] }, io(), true);
    expect(input.compared).toMatchObject({
      label: 'before.json',
      changes: [{ gained: [{ permission: 'Read-Only Assets', cause: 'calls' }] }],
    });
    expect(input.report.services[0]?.operations).toHaveLength(2);
    expect(base).toBe(folder);
  });

  test('of code the places from the working folder, and the code itself', async () => {
    const { input } = await exploreSource({ paths: ['src'], compare: 'before.json', quiet: true }, io(), true);
    const [evidence] = input.report.services[0]?.operations[0]?.evidence ?? [];
    expect(evidence?.file).toBe('src/main.ts');
    expect(evidence?.kind === 'source' && input.frameOf?.(evidence)?.lines.map(({ text }) => text)).toContain(lines[2]);
    expect(input.compared?.changes).toHaveLength(1);
  });
});

describe('mistakes are told before anything is drawn', () => {
  test.each([
    [['explore', 'after.json', 'src'], 'a saved report cannot be shown together with other paths'],
    [['explore', 'before.json', 'after.json', '--compare', 'before.json'], 'say twice what to compare with'],
    [['explore', 'after.json', '--granted', 'Read-Only Lead'], 'holds the grant that it was made with'],
    [['explore', 'after.json', '--compare', 'none.json'], 'no such file'],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await shell(...argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('internal error');
  });

  test('a report that breaks its contract, with the place', async () => {
    await writeFile(join(folder, 'broken.json'), '{\n  "schemaVersion": 1,\n  "services": [{ "name": 7 }]\n}');
    const { code, stderr } = await shell('explore', 'broken.json');
    expect(code).toBe(2);
    expect(stderr).toContain('--> broken.json:3:');
    await writeFile(join(folder, 'newer.json'), '{"schemaVersion": 99, "services": []}');
    expect((await shell('explore', 'newer.json')).stderr).toContain('is of a version that is not read');
  });
});

test('a patch takes a name that is free', async () => {
  const { io } = createFakeIo({ cwd: folder });
  expect(await savePlan('[]\n', io)).toContain('rolefit-what-if.patch.json');
  expect(await savePlan('[]\n', io)).toContain('rolefit-what-if-2.patch.json');
});

describe('the editor', () => {
  const open = (file: string, env: Record<string, string>) => editFile({ file, line: 2, column: 7 }, folder, { env });

  test.each(['../outside.ts', '/etc/hostname', 'src', 'none.ts', 'a\0b'])('never gets %j', async (file) => {
    expect(await open(file, { EDITOR: 'true' })).toContain('is not found below the folder');
  });

  test('that is not there, or fails, is told of', async () => {
    expect(await open('src/main.ts', { EDITOR: 'true' })).toBe('');
    expect(await open('src/main.ts', { EDITOR: 'false' })).toContain('ended with an error');
    expect(await open('src/main.ts', { VISUAL: 'no-such-editor --x' })).toContain('could not be started');
  });
});
