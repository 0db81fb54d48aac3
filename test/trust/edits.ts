import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { SourceCache } from '../../src/load/cache/index.ts';
import { loadModel } from '../../src/load/model.ts';
import { publishReport } from '../../src/report/index.ts';
import { pick, type Random } from '../fuzz/target.ts';
import { seeded } from '../har/mutations.ts';
import type { Repository } from '../kit/git-repository.ts';

const model = await loadModel();
const words = ['leads', 'lists', 'companies', 'campaigns', 'opportunities', 'salespersons', 'activities'];

/** A repository to begin with: a program of three modules, and files that have no part in it. */
export const startingFiles: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "main": "src/cli.ts" }\n',
  'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }\n',
  'src/cli.ts': "import { run } from '@lib/run';\nrun('leads');\n",
  'src/lib/run.ts': "import { send } from './send';\nexport const run = (word: string) => send(word);\n",
  'src/lib/send.ts':
    'export const send = (word: string) => fetch(`https://123-ABC-456.mktorest.com/rest/v1/${word}.json`);\n',
  'src/other.ts': 'export const other = 1;\n',
  'README.md': '# Shop\n',
};

type Edit = (repository: Repository, random: Random) => Promise<unknown>;

/** What a person, an editor or git does between two runs. */
const edits: Readonly<Record<string, Edit>> = {
  'the program calls something else': (repo, random) =>
    repo.write({ 'src/cli.ts': `import { run } from '@lib/run';\nrun('${pick(words, random)}');\n` }),
  'a change that keeps the size': (repo, random) =>
    repo.write({ 'src/lib/run.ts': runFile(pick(['send(word)', 'send("abc")', 'send(`${1}`)'], random)) }),
  'a file that has no part': (repo, random) => repo.write({ 'src/other.ts': `export const other = ${random()};\n` }),
  'a file that may have one': (repo, random) =>
    repo.write({
      [`src/new${Math.floor(random() * 3)}.ts`]: `import { run } from '@lib/run';\nrun('${pick(words, random)}');\n`,
    }),
  'a file that is gone': (repo, random) =>
    rm(join(repo.folder, `src/new${Math.floor(random() * 3)}.ts`), { force: true }),
  'an alias that leads elsewhere': (repo, random) =>
    repo.write({
      'tsconfig.json': `{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/${pick(['lib', 'lib2'], random)}/*"] } } }\n`,
    }),
  'what the alias may lead to': (repo, random) =>
    repo.write({
      'src/lib2/run.ts': `export const run = () => fetch('https://123-ABC-456.mktorest.com/rest/v1/${pick(words, random)}.json');\n`,
    }),
  'another main': (repo, random) =>
    repo.write({
      'package.json': `{ "name": "shop", "main": "src/${pick(['cli.ts', 'other.ts'], random)}" }\n`,
    }),
  'what is ignored': (repo, random) => repo.write({ '.gitignore': pick(['', 'src/new1.ts\n', 'src/lib2\n'], random) }),
  'a commit': (repo) =>
    repo.git('add', '--all').then(() => repo.git('commit', '--quiet', '--allow-empty', '-m', 'Go on')),
  'a stash': (repo) => repo.git('stash', '--quiet', '--include-untracked').catch(() => ''),
  'a pop': (repo) => repo.git('stash', 'pop', '--quiet').catch(() => repo.git('reset', '--hard', '--quiet')),
  nothing: async () => {},
};

function runFile(body: string): string {
  return `import { send } from './send';\nexport const run = (word: string) => ${body};\n`;
}

async function answer({ folder }: Repository, cache: string | undefined): Promise<string> {
  const kept = cache === undefined ? {} : { cache: new SourceCache({ folder: cache, build: 'a build' }) };
  return JSON.stringify(publishReport(await analyzePaths(['.'], { cwd: folder, hosts: [], model, ...kept })));
}

/**
 * Does one thing to a repository, and asks with the cache and without it.
 * @returns what was done
 * @throws Error where the answers differ
 */
export async function edit(repository: Repository, number: number, cache: string): Promise<string> {
  const random = seeded(number);
  const [name, change] = pick(Object.entries(edits), random);
  await change(repository, random);
  const expected = await answer(repository, undefined);
  for (const time of ['first', 'second']) {
    if ((await answer(repository, cache)) !== expected)
      throw new Error(`edit ${number}, ${name}: the ${time} answer is not the one without the cache`);
  }
  return name;
}
