import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/build/root.ts';
import { integration } from '../../scripts/languages/integration.ts';
import { reallyRun } from '../../scripts/languages/really-run.ts';
import { isThere, runtimes } from '../../scripts/languages/runtimes.ts';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadModel } from '../../src/load/model.ts';
import { publishReport } from '../../src/report/index.ts';
import { readSources } from '../kit/fixtures.ts';
import { judge } from '../kit/judge-fixture.ts';
import { readStatements } from '../kit/statements.ts';
import { role } from '../serve/kit.ts';

const languages = runtimes.map(({ id }) => id);
const model = await loadModel();
const truth: Readonly<Record<string, { readonly operations: readonly string[] }>> = JSON.parse(
  readFileSync(join(root, 'fixtures/languages/truth.json'), 'utf8'),
);

const permissions = ['Read-Only Activity', 'Read-Only Assets', 'Read-Write Lead'];

test('the integration is written in seven languages, and was really run in each', () => {
  const folders = readdirSync(join(root, 'fixtures/languages')).filter((name) => name !== 'truth.json');
  expect(folders.sort()).toEqual([...languages].sort());
  expect(Object.keys(truth).sort()).toEqual([...languages].sort());
  const [first, ...others] = Object.values(truth).map(({ operations }) => operations);
  expect(first).toHaveLength(12);
  for (const other of others) expect(other).toEqual(first);
});

describe.each(languages)('written in %s', (id) => {
  const folder = join(root, 'fixtures/languages', id);

  test('it has the role that what it sends takes, at the right places', async () => {
    const report = publishReport(await analyzePaths(['.'], { cwd: folder, hosts: [], model }));
    const [service, ...others] = report.services;
    expect(others).toEqual([]);
    expect(service?.role.status).toBe('complete');
    expect(service?.role.permissions.map(({ name }) => name)).toEqual(permissions);
    const live = service?.operations.filter(({ reachable }) => reachable).map((one) => one.id);
    expect(live?.sort()).toEqual(truth[id]?.operations);
    const statements = [...readSources(folder)].flatMap(([file, text]) => readStatements(file, text));
    const fixture = {
      name: id,
      folder,
      idiom: 'following',
      difficulty: 4,
      statements,
      tolerated: [],
      expected: undefined,
    };
    expect(judge(fixture, report)).toEqual([]);
  }, 60_000);
});

/** Those that need no compiler: the others are run by `npm run languages`. */
const quick = runtimes.filter(({ id }) => ['python', 'php', 'ruby'].includes(id));

describe.each(quick)('run with $id', (runtime) => {
  test.skipIf(!isThere(runtime))(
    'it sends what was written down, and its role lets everything through',
    async () => {
      const ran = await reallyRun({ ...integration(runtime), model, role: role(...permissions) });
      expect(ran).toMatchObject({ code: 0, denied: [], unmatched: [], operations: truth[runtime.id]?.operations });
    },
    60_000,
  );
});
