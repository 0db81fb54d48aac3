import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadModel } from '../../src/load/model.ts';
import type { Progress } from '../../src/model/progress.ts';
import { publishReport } from '../../src/report/index.ts';

const model = await loadModel();
const token = '5e0b1f62-41cf-4d0a-9d51-77aa31c2b9e4:sj';
const url = (host: string) => `https://${host}/rest/v1/lists.json?batchSize=37&access_token=${token}`;
const har = (host: string) => ({
  log: { entries: [{ request: { method: 'GET', url: url(host) }, response: { status: 200 } }] },
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-paths-'));
  await writeFile(join(folder, 'marketo.har'), JSON.stringify(har('571-kqx-902.mktorest.com')));
  await writeFile(join(folder, 'other.har'), JSON.stringify(har('graph.shipwise.example')));
  await writeFile(
    join(folder, 'main.mjs'),
    "fetch('https://571-kqx-902.mktorest.com/rest/v1/leads.json?access_token=' + process.env.TOKEN);",
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function analyze(...paths: readonly string[]) {
  return publishReport(await analyzePaths(paths, { cwd: folder, hosts: [], model }));
}

test.each([
  ['of traffic', 'marketo.har', 'marketo.har entry 0'],
  ['of code', 'main.mjs', 'main.mjs:1:1'],
])('a token among the parameters %s is an error, and its value is nowhere', async (_, path, place) => {
  const report = await analyze(path);
  expect(report.findings.filter(({ kind }) => kind === 'withdrawn-authentication')).toMatchObject([
    { severity: 'error', message: expect.stringContaining(place), location: { file: path } },
  ]);
  expect(JSON.stringify(report)).not.toContain(token.slice(0, 8));
});

test("another vendor's token is none of our business", async () => {
  expect((await analyze('other.har')).findings).toEqual([]);
});

test('texts are handed on by the names that the report uses, and the stages of reading are told', async () => {
  const texts = new Map<string, string>();
  const stages: Progress[] = [];
  await analyzePaths(['main.mjs', 'marketo.har'], {
    cwd: folder,
    hosts: [],
    model,
    onSources: (more) => {
      for (const [path, text] of more) texts.set(path, text);
    },
    onProgress: (progress) => stages.push(progress),
  });
  expect([...texts.keys()]).toEqual(['main.mjs']);
  expect(stages.filter(({ unit }) => unit === 'bytes').map(({ file }) => file)).toContain('marketo.har');
  const stagesOfCode = [...new Set(stages.filter(({ unit }) => unit === 'files').map(({ file }) => file))];
  expect(stagesOfCode).toEqual([
    'listing source files',
    'scanning source files',
    'reading source files',
    'following calls through source files',
  ]);
  expect(stages.at(-1)).toMatchObject({ done: 1, total: 1 });
});

test('a pattern stands for the files that it matches, and one that matches nothing is an error', async () => {
  const inputs = ({ inputs: rows }: Awaited<ReturnType<typeof analyze>>) => rows.map(({ file }) => file);
  expect(inputs(await analyze('*.har'))).toEqual(['marketo.har', 'other.har']);
  expect(inputs(await analyze('mark*.har', 'marketo.har'))).toEqual(['marketo.har']);
  await expect(analyze('march-*.har')).rejects.toThrow('matches no file');
  await expect(analyze('**/*a*b*c.har')).rejects.toThrow('too many wildcards');
});

test('a file that is really named like a pattern is that file', async () => {
  await writeFile(join(folder, 'day[1].har'), JSON.stringify(har('571-kqx-902.mktorest.com')));
  try {
    expect((await analyze('day[1].har')).inputs.map(({ file }) => file)).toEqual(['day[1].har']);
  } finally {
    await rm(join(folder, 'day[1].har'));
  }
});

test('what says how something is read is refused where nothing of the kind is there', async () => {
  const run = (paths: readonly string[], options: object) =>
    analyzePaths(paths, { cwd: folder, hosts: [], model, ...options });
  await expect(run(['.'], { from: 'har' })).rejects.toThrow('nothing is read as har');
  await expect(run(['marketo.har'], { entries: ['main.mjs'] })).rejects.toThrow('the entry "main.mjs" is of no use');
  const both = await run(['.', 'marketo.har'], { from: 'har', entries: ['main.mjs'] });
  expect(both.inputs.map(({ kind }) => kind).sort()).toEqual(['source', 'traffic']);
});
