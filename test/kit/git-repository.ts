import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** Nothing of whoever runs the tests has a say: no configuration, no identity, no hooks, no repository around. */
const isolated = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
} as const;

/** A scratch repository for a story that a test tells. */
export interface Repository {
  readonly folder: string;
  /** Writes files, by path. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  git(...args: readonly string[]): Promise<string>;
  /** The same with something to read. */
  pipe(input: string, ...args: readonly string[]): Promise<string>;
  commit(message: string): Promise<void>;
  remove(): Promise<void>;
}

export async function createRepository(): Promise<Repository> {
  const repository = repositoryAt(await mkdtemp(join(tmpdir(), 'rolefit-story-')));
  await repository.git('init', '--quiet', '--initial-branch=main');
  return repository;
}

/** Another one with the same files and the same history: faster than to commit hundreds of files anew. */
export async function copyRepository({ folder }: Repository): Promise<Repository> {
  const parent = await mkdtemp(join(tmpdir(), 'rolefit-story-'));
  await runFile('cp', ['-Rp', `${folder}/.`, parent]);
  const copy = repositoryAt(parent);
  // The index knows files by their place on the disk, too.
  await copy.git('update-index', '-q', '--refresh');
  return copy;
}

function repositoryAt(folder: string): Repository {
  const pipe = async (input: string, ...args: readonly string[]) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
    const running = runFile('git', ['-C', folder, ...args], { env: { ...env, ...isolated } });
    // Git may be done before it has read what it does not need.
    running.child.stdin?.on('error', () => {});
    running.child.stdin?.end(input);
    return (await running).stdout;
  };
  const git = (...args: readonly string[]) => pipe('', ...args);
  return {
    folder,
    git,
    pipe,
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
    },
    async commit(message) {
      await git('add', '--all');
      await git('commit', '--quiet', '--message', message);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
