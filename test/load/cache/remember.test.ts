import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { integration } from '../../../bench/speed/generate/integration.ts';
import { analyzePaths } from '../../../src/load/analyze-paths.ts';
import { SourceCache } from '../../../src/load/cache/index.ts';
import { loadModel } from '../../../src/load/model.ts';
import { publishReport } from '../../../src/report/index.ts';
import { copyRepository, createRepository, type Repository } from '../../kit/git-repository.ts';

const model = await loadModel();
const deleteLeads = "fetch('https://123-ABC-456.mktorest.com/rest/v1/leads/delete.json', { method: 'POST' });\n";
const deleting = 'POST /rest/v1/leads/delete.json';

let [scratch, cache]: [string, string] = ['', ''];
let repository: Repository;
/** How long ago everything seems to have been written when it is analysed. In milliseconds. */
let age = 0;

/** Few files, for each is written and asked for hundreds of times; large ones, for a small folder is analysed whole. */
const [ordinaryFiles, padding] = [40, `// ${'-'.repeat(97)}\n`.repeat(1_600)];

let original: Repository;
beforeAll(async () => {
  original = await createRepository();
  await original.write({
    ...Object.fromEntries(integration('src/sync')),
    'package.json': '{ "name": "shop", "main": "src/cli.ts" }\n',
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@jobs/*": ["src/sync/*"] } } }\n',
    'src/cli.ts': "import { syncAll } from '@jobs/job';\n\nvoid syncAll(['a@example.com']);\n",
    ...Object.fromEntries(
      Array.from({ length: ordinaryFiles }, (_, number) => [
        `src/shop/f${number}.ts`,
        `import { f${number + 1} } from './f${number + 1}';\nexport const f${number} = () => f${number + 1} + 'a';\n${padding}`,
      ]),
    ),
    'README.md': '# Shop\n',
  });
  await original.commit('Begin');
});
afterAll(() => original.remove());

beforeEach(async () => {
  age = 0;
  scratch = await mkdtemp(join(tmpdir(), 'rolefit-cache-'));
  cache = join(scratch, 'cache');
  repository = await copyRepository(original);
});

afterEach(async () => {
  await repository.remove();
  await rm(scratch, { recursive: true, force: true });
});

interface Run {
  readonly report: ReturnType<typeof publishReport>;
  readonly operations: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  /** Whether files were looked at, and whether calls were followed. */
  readonly searched: boolean;
}

async function analyze(folder = cache, paths: readonly string[] = ['.'], build = 'a build'): Promise<Run> {
  let searched = false;
  const texts = new Map<string, string>();
  const report = publishReport(
    await analyzePaths(paths, {
      cwd: repository.folder,
      hosts: [],
      model,
      ...(folder === '' ? {} : { cache: new SourceCache({ folder, build, now: () => Date.now() + age }) }),
      onProgress: ({ file }) => {
        searched ||= file === 'scanning source files';
      },
      onSources: (more) => {
        for (const [path, text] of more) texts.set(path, text);
      },
    }),
  );
  const operations = report.services.flatMap((service) => service.operations.map(({ id }) => id));
  return { report, operations, texts, searched };
}

/** What a run says that has no cache; runs with one must say the same. */
async function expectSame(...runs: readonly Run[]): Promise<void> {
  const { report, texts } = await analyze('');
  for (const run of runs) expect({ report: run.report, texts: run.texts }).toEqual({ report, texts });
}

describe('a second run', () => {
  test('answers the same without looking at a file', async () => {
    const first = await analyze();
    expect(first.searched).toBe(true);
    expect(first.operations).toHaveLength(6);
    const second = await analyze();
    expect(second.searched).toBe(false);
    expect(second.report).toEqual(first.report);
    expect(second.texts).toEqual(first.texts);
    await expectSame(second);
  });

  test('with another build, other paths or options finds out anew', async () => {
    await analyze();
    expect((await analyze(cache, ['.'], 'another build')).searched).toBe(true);
    expect((await analyze(cache, ['src'])).searched).toBe(true);
    expect((await analyze()).searched).toBe(false);
  });

  test('of a folder outside of git looks, and follows nothing', async () => {
    await rm(join(repository.folder, '.git'), { recursive: true });
    const first = await analyze();
    const kept = await readdir(cache);
    expect(kept).toHaveLength(1);
    const second = await analyze();
    expect(second.searched).toBe(true);
    expect(second.report).toEqual(first.report);
    // What is kept is what is used: another answer there becomes the answer.
    await expectSame(second);
  });
});

describe('a file that has no part in the answer', () => {
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['is changed', { 'src/shop/f7.ts': `import { f8 } from './f8';\nexport const f7 = () => f8 + 'b';\n${padding}` }],
    ['is no source', { 'README.md': '# Shop\n\nmktorest.com\n', 'docs/new.md': 'new\n' }],
  ])('that %s leaves it as it is', async (_, files) => {
    await analyze();
    await repository.write(files);
    const second = await analyze();
    expect(second.searched).toBe(false);
    await expectSame(second);
    await repository.commit('Go on');
    expect((await analyze()).searched).toBe(false);
  });
});

describe.each([
  ['just now', 0],
  ['long ago', 60_000],
])('in a repository that was written %s, what changes the answer is seen:', (_, since) => {
  beforeEach(() => {
    age = since;
  });

  const call = (path: string) => ({ [path]: deleteLeads });

  test.each<readonly [string, (repo: Repository) => Promise<void>]>([
    ['a call in an ordinary file', (repo) => repo.write(call('src/shop/f9.ts'))],
    ['a new file', (repo) => repo.write(call('src/shop/new.ts'))],
    ['a change that is committed', (repo) => repo.write(call('src/shop/f9.ts')).then(() => repo.commit('Delete'))],
    [
      'a change in a file that was followed',
      (repo) => repo.write({ 'src/cli.ts': `import { syncAll } from '@jobs/job';\nvoid syncAll([]);\n${deleteLeads}` }),
    ],
    [
      'an import in an ordinary file',
      async (repo) => {
        await repo.write({
          'src/sync/extra.ts':
            "import { call } from './client';\nexport const drop = (at: string) => call('POST', at);\n",
          'src/shop/f3.ts': "import { drop } from '../sync/extra';\ndrop('/leads/delete.json');\n",
        });
      },
    ],
    [
      'a file in a new folder in a new folder',
      async (repo) => {
        await mkdir(join(repo.folder, 'src/deep/er'), { recursive: true });
        await analyze();
        await analyze();
        await repo.write(call('src/deep/er/new.ts'));
      },
    ],
    [
      'a file that is no longer ignored',
      async (repo) => {
        await repo.write({ '.gitignore': 'kept/\n', ...call('kept/back/new.ts') });
        await analyze();
        await analyze();
        await repo.write({ '.gitignore': '' });
      },
    ],
    [
      'a file that a rule of this clone alone ignored',
      async (repo) => {
        await repo.write({ '.git/info/exclude': 'kept/\n', ...call('kept/back/new.ts') });
        await analyze();
        await analyze();
        await repo.write({ '.git/info/exclude': '' });
      },
    ],
    [
      'a file that a configured rule ignored',
      async (repo) => {
        await repo.write({ '.git/rules': 'kept/\n', ...call('kept/back/new.ts') });
        await repo.git('config', 'core.excludesFile', join(repo.folder, '.git/rules'));
        await analyze();
        await analyze();
        await repo.write({ '.git/rules': '# none\n' });
      },
    ],
    [
      'a file that git was told to take on trust',
      async (repo) => {
        await repo.git('update-index', '--assume-unchanged', 'src/shop/f9.ts');
        await repo.write(call('src/shop/f9.ts'));
      },
    ],
    [
      'a file that git was told is not there',
      async (repo) => {
        await repo.git('update-index', '--skip-worktree', 'src/shop/f9.ts');
        await repo.write(call('src/shop/f9.ts'));
      },
    ],
  ])('%s', async (_name, change) => {
    await analyze();
    expect((await analyze()).operations).not.toContain(deleting);
    await change(repository);
    const after = await analyze();
    expect(after.operations).toContain(deleting);
    await expectSame(after, await analyze());
  });

  test('a change of the same length at the same time of day', async () => {
    const path = join(repository.folder, 'src/sync/lists.ts');
    await analyze();
    await analyze();
    const { atime, mtime } = await stat(path);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace("call('GET', '/lists.json')", "call('GET', '/leads.json')"));
    await utimes(path, atime, mtime);
    const after = await analyze();
    expect(after.operations).not.toContain('GET /rest/v1/lists.json');
    await expectSame(after);
  });

  test('an alias that leads elsewhere, and a file that is gone', async () => {
    await analyze();
    await repository.write({ 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }\n' });
    await expectSame(await analyze());
    await rm(join(repository.folder, 'src/sync/leads.ts'));
    const after = await analyze();
    expect(after.operations).not.toContain('POST /rest/v1/leads.json');
    await expectSame(after);
  });

  test('a link, which counts among what is left out whatever it is called', async () => {
    await analyze();
    await symlink('src', join(repository.folder, 'elsewhere'));
    await expectSame(await analyze());
    await repository.commit('Link');
    await expectSame(await analyze());
    await repository.git('rm', '--quiet', 'elsewhere');
    await expectSame(await analyze());
  });

  test('configuration above the analysed folder', async () => {
    expect((await analyze(cache, ['src'])).operations).toHaveLength(6);
    expect((await analyze(cache, ['src'])).searched).toBe(false);
    await repository.write({ 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "elsewhere" } }\n' });
    expect((await analyze(cache, ['src'])).searched).toBe(true);
  });

  test('a repository inside and a link to a source file are not vouched for', async () => {
    await repository.write({ 'tools/real.ts': 'export const tool = 1;\n' });
    await symlink('real.ts', join(repository.folder, 'tools/link.ts'));
    await repository.commit('Link');
    await analyze();
    expect((await analyze()).searched).toBe(true);
  });
});

describe('of what is kept', () => {
  test('nothing damaged is believed', async () => {
    const { report } = await analyze();
    for (const name of await readdir(cache)) {
      const path = join(cache, name);
      const bytes = await readFile(path);
      for (const damaged of [bytes.subarray(0, bytes.length >> 1), Buffer.alloc(0), Buffer.from('{}\n[]')]) {
        await writeFile(path, damaged);
        expect((await analyze()).report).toEqual(report);
      }
      const flipped = Buffer.from(bytes);
      flipped[bytes.length - 5] = (flipped[bytes.length - 5] ?? 0) ^ 1;
      await writeFile(path, flipped);
      expect((await analyze()).report).toEqual(report);
    }
    await rm(cache, { recursive: true });
    expect((await analyze()).report).toEqual(report);
  });

  test('nothing is the folder to write to when others could write there, or when it comes with the code', async () => {
    const inside = join(repository.folder, 'not/there/yet');
    const open = join(scratch, 'open');
    await mkdir(open);
    await chmod(open, 0o777);
    await mkdir(join(scratch, 'real'), { mode: 0o700 });
    await symlink(join(scratch, 'real'), join(scratch, 'link'));
    for (const folder of [inside, open, join(scratch, 'link')]) {
      await analyze(folder);
      expect((await analyze(folder)).searched).toBe(true);
    }
    for (const folder of [open, join(scratch, 'real')]) expect(await readdir(folder)).toEqual([]);
    expect(await readdir(repository.folder)).not.toContain('not');
  });

  test('only the owner may read it, and it holds no secret and no text of the code', async () => {
    await repository.write({ 'src/sync/secrets.ts': "export const readSecret = () => 'hunter2-secret';\n" });
    await analyze();
    for (const name of await readdir(cache)) {
      const path = join(cache, name);
      expect((await stat(path)).mode & 0o077).toBe(0);
      expect(await readFile(path, 'latin1')).not.toMatch(/hunter2|a@example\.com/);
    }
    expect((await stat(cache)).mode & 0o077).toBe(0);
  });

  test('many runs at once leave whole files', async () => {
    const runs = await Promise.all(Array.from({ length: 6 }, () => analyze()));
    for (const { report } of runs) expect(report).toEqual(runs[0]?.report);
    expect((await readdir(cache)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect((await analyze()).searched).toBe(false);
  });
});

test('nothing that the repository configures is run', async () => {
  const mark = join(scratch, 'ran');
  const run = `sh -c 'touch ${mark}; cat'`;
  await repository.write({ '.gitattributes': '*.ts filter=own diff=own\n' });
  await repository.commit('Attributes');
  for (const [key, value] of [
    ['filter.own.clean', run],
    ['filter.own.process', run],
    ['filter.own.required', 'true'],
    ['diff.own.textconv', run],
    ['diff.external', run],
    ['core.fsmonitor', run],
  ] as const) {
    await repository.git('config', key, value);
  }
  // All files are newer than the index, so that git has to compare contents.
  const longAgo = new Date(Date.UTC(2001, 0));
  const index = join(repository.folder, '.git/index');
  await utimes(index, longAgo, longAgo);
  await analyze();
  await analyze();
  await expect(stat(mark)).rejects.toThrow();
  await utimes(index, longAgo, longAgo);
  await repository.git('-c', 'core.fsmonitor=false', 'diff-files').catch(() => '');
  expect((await stat(mark)).isFile()).toBe(true);
});

test.each([0, 60_000])(
  'whatever is done to a repository %d ms old, the answer is as without a cache',
  async (since) => {
    age = since;
    const path = (index: number) => `src/shop/f${index * 7}.ts`;
    const write = (at: string, text: string) => repository.write({ [at]: text });
    const git = (...args: readonly string[]) => repository.git(...args).catch(() => '');
    const edits: ((index: number) => Promise<unknown>)[] = [
      (index) => write(path(index), `export const f = ${index};\n`),
      (index) => write(path(index), deleteLeads),
      (index) =>
        write(path(index), `import { call } from '../sync/client';\ncall('GET', '/programs/${index}.json');\n`),
      (index) => write(path(index), `// MARKETO_HOST\nfetch('/v1/leads.json');\n`),
      (index) => write(`src/new/n${index}.ts`, index % 2 === 0 ? deleteLeads : 'export {};\n'),
      (index) => rm(join(repository.folder, path(index)), { force: true }),
      (index) =>
        write('package.json', `{ "name": "shop", "main": "${index % 2 === 0 ? 'src/cli.ts' : path(index)}" }\n`),
      (index) =>
        write(
          'src/sync/lists.ts',
          `import { call } from './client';\nexport const allLists = () => call('GET', '/lists/${index}.json');\nexport const addToList = allLists;\nexport const removeFromList = allLists;\n`,
        ),
      (index) => write(`src/sync/job.ts/../${index % 2 === 0 ? 'extra' : 'leads'}.test.ts`, deleteLeads),
      (index) => write('.gitignore', index % 2 === 0 ? 'src/new/\n' : ''),
      () => git('add', '--all').then(() => git('commit', '--quiet', '--message', 'Go on')),
      () => git('stash', '--include-untracked'),
      () => git('checkout', '--quiet', 'HEAD~1', '--', 'src'),
      () => git('rm', '--quiet', '--cached', '-r', 'src/sync'),
      (index) => symlink('README.md', join(repository.folder, `link${index}`)).catch(() => undefined),
    ];
    let random = 1;
    const next = (below: number): number => {
      random = (random * 48_271) % 0x7fffffff;
      return random % below;
    };
    let reused = 0;
    for (let step = 0; step < 30; step += 1) {
      for (let times = next(2); times >= 0; times -= 1) await edits[next(edits.length)]?.(next(5));
      const run = await analyze();
      if (!run.searched) reused += 1;
      await expectSame(run);
    }
    expect(reused).toBeGreaterThan(3);
  },
  120_000,
);
