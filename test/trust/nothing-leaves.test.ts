import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/build/root.ts';
import { createRepository, type Repository } from '../kit/git-repository.ts';
import { installPackage } from '../kit/installed.ts';
import { canTrace, isBelow, isOfTheSystem, readTrace, type Traced, trace } from './traced.ts';

// The installed program over a repository that reaches for everything around it, watched by the system.

const { home, program } = await installPackage();
const call = "fetch('https://123-ABC-456.mktorest.com/rest/v1/leads.json');\n";

let [scratch, outside, cache] = ['', '', ''];
let repository: Repository;

beforeAll(async () => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'rolefit-watched-')));
  [outside, cache] = [join(scratch, 'outside'), join(scratch, 'cache')];
  mkdirSync(join(outside, 'deep'), { recursive: true });
  for (const name of ['a.ts', 'deep/b.ts', 'index.js']) writeFileSync(join(outside, name), call);
  writeFileSync(join(outside, 'run.sh'), `#!/bin/sh\ntouch ${join(scratch, 'was-run')}\n`, { mode: 0o755 });
  writeFileSync(join(outside, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "out": ["./a.ts"] } } }');
  repository = await createRepository();
  await plant(repository);
});
afterAll(async () => {
  await repository.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** Everything by which code names what is not its own. */
async function plant(repo: Repository): Promise<void> {
  const up = `../../../../../../../../..${outside}`;
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  await repo.write({
    'package.json': json({
      name: 'shop',
      main: `${up}/index.js`,
      workspaces: [`${up}/*`],
      scripts: { postinstall: `${outside}/run.sh` },
    }),
    'tsconfig.json': json({
      extends: `${outside}/tsconfig.json`,
      compilerOptions: { baseUrl: '.', paths: { 'aliased/*': [`${outside}/*`, `${up}/*`] } },
      references: [{ path: outside }],
    }),
    'src/main.ts': `import 'aliased/a';\nimport 'out';\nimport '${up}/a';\nimport '${outside}/deep/b';\nimport './linked';\nimport './folder/a';\n${call}`,
    'src/job.py': `import sys\nsys.path.append('${outside}')\nimport a\n`,
    '.gitattributes': '* filter=evil diff=evil\n',
  });
  symlinkSync(join(outside, 'a.ts'), join(repo.folder, 'src/linked.ts'));
  symlinkSync(outside, join(repo.folder, 'src/folder'));
  await cp(join(root, 'fixtures/traffic/lead-sync/traffic.har'), join(repo.folder, 'traffic.har'));
  await cp(join(root, 'fixtures/traffic/log-formats/combined.log'), join(repo.folder, 'access.log'));
  await cp(join(root, 'fixtures/grants/list.txt'), join(repo.folder, 'roles.txt'));
  await repo.commit('Begin');
  const worktree = join(scratch, 'worktree');
  await repo.git('worktree', 'add', '--quiet', worktree);
  await repo.git('-C', worktree, 'sparse-checkout', 'set', 'src');
  await nestRepository(repo);
  for (const [key, value] of hostileSettings()) await repo.git('config', key, value);
}

/** A submodule without its .gitmodules, as a hostile archive may bring one. */
async function nestRepository(repo: Repository): Promise<void> {
  await repo.write({ 'libs/inner/index.ts': call });
  await repo.git('-C', 'libs/inner', 'init', '--quiet');
  for (const [key, value] of hostileSettings()) await repo.git('-C', 'libs/inner', 'config', key, value);
}

function hostileSettings(): readonly (readonly [string, string])[] {
  const evil = join(outside, 'run.sh');
  const keys = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.editor', 'diff.external', 'credential.helper'];
  const filters = ['filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'diff.evil.textconv'];
  return [...[...keys, ...filters].map((key) => [key, evil] as const), ['core.hooksPath', outside]];
}

function watched(argv: readonly string[], cwd: string): Traced {
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: join(scratch, 'home'), ROLEFIT_CACHE: cache };
  return trace([process.execPath, program, ...argv], cwd, env);
}

const runs: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['code', ['.', '--format', 'json'], ['git', 'node']],
  ['code again, of which the answer is kept', ['.', '--granted', 'roles.txt', '--format', 'html'], ['git', 'node']],
  ['a recording', ['traffic.har', '--format', 'sarif'], ['node']],
  ['a log', ['access.log', '--format', 'csv'], ['node']],
];

/** What was opened and is neither the system's, nor the package, nor what was given, nor the cache. */
function strays({ opened, changed }: Traced, given: string): readonly string[] {
  const own = [home, join(root, 'node_modules'), join(root, 'rules'), join(root, 'package.json')];
  const repositories = [given, join(repository.folder, '.git')];
  const read = opened.filter((path) => !isOfTheSystem(path) && !isBelow(path, [...own, ...repositories, cache]));
  const written = changed.filter((path) => !isBelow(path, ['/dev/null', '/dev/tty', cache, '/proc']));
  return [...read, ...written.map((path) => `written: ${path}`)];
}

describe.skipIf(!canTrace)('nothing runs and nothing leaves, as strace sees it:', () => {
  test.each(runs)('%s', (_, argv, programs) => {
    const seen = watched(argv, repository.folder);
    expect(seen.stderr).not.toContain('internal error');
    expect(seen.stdout.length).toBeGreaterThan(200);
    expect(seen.opened.length).toBeGreaterThan(20);
    expect(strays(seen, repository.folder)).toEqual([]);
    expect([...new Set(seen.started.map((path) => basename(path)))].sort()).toEqual([...programs].sort());
    expect(seen.sockets.filter((family) => family !== 'AF_UNIX')).toEqual([]);
  });

  test('a sparse worktree', () => {
    const worktree = join(scratch, 'worktree');
    const seen = watched(['.', '--format', 'json'], worktree);
    expect(JSON.parse(seen.stdout).services).toHaveLength(1);
    expect(strays(seen, worktree)).toEqual([]);
    expect(seen.sockets.filter((family) => family !== 'AF_UNIX')).toEqual([]);
  });
});

test('what strace writes is read: files, programs and sockets, and nothing that failed', () => {
  const text = [
    '12 execve("/usr/bin/git", ["git"], 0x7 /* 3 vars */) = 0',
    '12 execve("/nowhere/git", ["git"], 0x7) = -1 ENOENT (No such file or directory)',
    '12 openat(AT_FDCWD</x>, "a.ts", O_RDONLY|O_CLOEXEC <unfinished ...>',
    '13 openat(AT_FDCWD</x>, "/x/b", O_WRONLY|O_CREAT, 0666) = 4</x/b>',
    '12 <... openat resumed>) = 3</x/a.ts>',
    '13 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 5<TCP:[1]>',
    '13 unlink("/x/c") = 0',
  ].join('\n');
  expect(readTrace(text)).toEqual({
    opened: ['/x/a.ts', '/x/b'],
    changed: ['/x/b', '/x/c'],
    started: ['/usr/bin/git'],
    sockets: ['AF_INET'],
  });
});

/** Node's own permission model, by the name that this version has for it. */
const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

describe('under a permission model that allows reading the package and the folder, and nothing else,', () => {
  test.each([
    ['a recording', ['traffic.har', '--format', 'json', '--no-cache']],
    ['a log', ['access.log', '--format', 'json', '--no-cache']],
  ])('%s gives its role', (_, argv) => {
    const { stdout, stderr, code } = permitted(argv);
    expect(stderr).not.toMatch(/ERR_ACCESS_DENIED|internal error/);
    expect(JSON.parse(stdout).services.length).toBeGreaterThan(0);
    expect(code).toBeLessThan(4);
  });
});

function permitted(argv: readonly string[]) {
  const readable = [home, root.replace(/\/$/, ''), repository.folder].map((path) => `--allow-fs-read=${path}/*`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [permission, ...readable, program, ...argv], {
    cwd: repository.folder,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', NODE_NO_WARNINGS: '1' },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}
