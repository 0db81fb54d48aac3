import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import { loadPermissions } from '../../src/load/permissions.ts';
import { loadRuleFiles, loadRules } from '../../src/load/rules.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';
import { permissionsFile } from '../kit/permissions-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-model-'));
});
afterAll(async () => rm(folder, { recursive: true }));

/** The errors that an action throws, with the folder's changing name taken out. */
async function errorsIn(action: () => Promise<unknown>): Promise<readonly string[]> {
  return (await inputErrorsOf(action)).map((line) => line.replaceAll(folder, basename('there')));
}

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test('the shipped model loads', async () => {
  const { permissions, rules } = await loadModel();
  expect(rules.operations.length).toBeGreaterThan(0);
  expect(permissions.find('Read-Only Lead')?.order).toBeGreaterThan(0);
});

test('the files of a broken permission hierarchy are named with line and column', async () => {
  const good = permissionsFile({ Yard: [{ name: 'Gate', implies: ['Gaet'] }, { name: 'Gaet' }] });
  const cases = {
    'good.json': `\uFEFF${JSON.stringify(good)}`,
    'cut.json': JSON.stringify(good, null, 2).slice(0, 60),
    'secret.json': 'token=hunter2',
    'broken.json': JSON.stringify({ ...good, groups: [{ name: 'Yard', permissions: [{ nam: 'Gate' }] }] }, null, 2),
    'dangling.json': JSON.stringify(permissionsFile({ Yard: [{ name: 'Gate', implies: ['Gaet'] }] }), null, 2),
  };
  const errors: Record<string, readonly string[]> = {};
  for (const [name, text] of Object.entries(cases)) {
    const path = await write(name, text);
    errors[name] = await errorsIn(() => loadPermissions(path));
  }
  expect(errors).toMatchInlineSnapshot(`
    {
      "broken.json": [
        "there/broken.json:29:18: unknown field "nam" in an entry of "permissions" (did you mean "name"?)",
      ],
      "cut.json": [
        "there/cut.json:4:23: the file is not valid JSON (look for a missing or superfluous comma, quote or bracket there)",
      ],
      "dangling.json": [
        "there/dangling.json:35:13: "Gate" implies "Gaet", which is not a permission (did you mean "Gate"?)",
      ],
      "good.json": [],
      "secret.json": [
        "there/secret.json:1:1: the file is not valid JSON (look for a missing or superfluous comma, quote or bracket there)",
      ],
    }
  `);
  expect(JSON.stringify(errors)).not.toContain('hunter2');
});

test('a file or folder that is not there is an error of the reader', async () => {
  expect(await errorsIn(() => loadPermissions(join(folder, 'none.json')))).toMatchInlineSnapshot(`
    [
      "there/none.json: no such file (check the path)",
    ]
  `);
  expect(await errorsIn(() => loadPermissions(folder))).toMatchInlineSnapshot(`
    [
      "there: the file cannot be read: it is a folder (check the path and its permissions)",
    ]
  `);
  expect(await errorsIn(() => loadRuleFiles(join(folder, 'none')))).toMatchInlineSnapshot(`
    [
      "there/none: the folder of the rules cannot be read (check the path)",
    ]
  `);
});

test('all files of a rule folder are read before their errors are shown', async () => {
  const rules = await mkdtemp(join(folder, 'rules-'));
  await writeFile(join(rules, 'a.json'), '{');
  await writeFile(join(rules, 'b.json'), '{"area": "b", "host": "moon", "operations": []}');
  const errors = await errorsIn(async () => loadRules(await loadPermissions(), rules));
  expect(errors.map((line) => line.slice(line.lastIndexOf('/') + 1))).toMatchInlineSnapshot(`
    [
      "a.json:1:2: the file is not valid JSON (look for a missing or superfluous comma, quote or bracket there)",
      "b.json:1:23: "host" is "moon", which is not one of its values (use one of: rest, ingestion)",
    ]
  `);
});

test('an empty rule folder is no rule set', async () => {
  const empty = await mkdtemp(join(folder, 'empty-'));
  expect(await errorsIn(() => loadRuleFiles(empty))).toEqual([expect.stringContaining('the folder has no rule files')]);
});
