import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { analyzePaths } from '../../../src/load/analyze-paths.ts';
import { SourceCache } from '../../../src/load/cache/index.ts';
import { loadModel } from '../../../src/load/model.ts';
import { publishReport } from '../../../src/report/index.ts';
import { mutate, seeded } from '../../har/mutations.ts';
import { createRepository, type Repository } from '../../kit/git-repository.ts';
import { scratchVariable } from '../../kit/scratch.ts';
import { pick, type Random, seedTarget, type Target } from '../target.ts';

const model = await loadModel();

/** A repository whose answer is kept, and what that looks like. */
interface Kept {
  readonly repository: Repository;
  readonly cache: string;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly answer: string;
}

let kept: Promise<Kept> | undefined;

async function prepare(): Promise<Kept> {
  const repository = await createRepository();
  process.once('exit', () => rmSync(repository.folder, { recursive: true, force: true }));
  await repository.write({
    'package.json': '{ "name": "shop", "main": "src/cli.ts" }\n',
    'src/cli.ts': "import { send } from './send';\nsend('leads');\nsend('lists');\n",
    'src/send.ts':
      'export const send = (name: string) => fetch(`https://123-ABC-456.mktorest.com/rest/v1/${name}.json`);\n',
    'src/other.ts': 'export const other = 1;\n',
  });
  await repository.commit('Begin');
  const cache = join(mkdtempSync(join(process.env[scratchVariable] ?? tmpdir(), 'rolefit-kept-')), 'cache');
  process.once('exit', () => rmSync(cache, { recursive: true, force: true }));
  const answer = await ask(repository, cache);
  const files = readdirSync(cache).map((name) => [name, readFileSync(join(cache, name))] as const);
  return { repository, cache, answer, files: new Map(files) };
}

async function ask({ folder }: Repository, cache: string): Promise<string> {
  const store = new SourceCache({ folder: cache, build: 'a build', now: () => Date.now() + 60_000 });
  const report = await analyzePaths(['.'], { cwd: folder, hosts: [], model, cache: store });
  return JSON.stringify(publishReport(report));
}

/** What became of the files: each stays, is damaged, is cut off, is another one's, or is gone. */
function damage(files: ReadonlyMap<string, Buffer>, random: Random): Map<string, Buffer> {
  const damaged = new Map(files);
  for (const [name, bytes] of files) {
    const choice = random();
    if (choice < 0.4) continue;
    if (choice < 0.8) damaged.set(name, mutate(bytes, random));
    else if (choice < 0.9) damaged.set(name, pick([...files.values()], random));
    else damaged.delete(name);
  }
  return damaged;
}

export const cached: Target = seedTarget({
  name: 'cache',
  law: 'whatever became of the files of the cache, the answer is what it is without one',
  endings: ['same'],
  inTests: 6,
  async judgeSeed(seed) {
    kept ??= prepare();
    const { repository, cache, files, answer } = await kept;
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { mode: 0o700 });
    for (const [name, bytes] of damage(files, seeded(seed))) writeFileSync(join(cache, name), bytes, { mode: 0o600 });
    if ((await ask(repository, cache)) !== answer) throw new Error('another answer');
    if ((await ask(repository, cache)) !== answer) throw new Error('another answer the second time');
    return 'same';
  },
});
