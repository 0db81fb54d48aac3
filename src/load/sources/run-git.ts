import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** Listing a repository takes git well under a second; a hostile one must not hold us up. In milliseconds. */
const longestRun = 60_000;
/** A listing longer than this is not of a repository that people work in. In bytes. */
const longestOutput = 512 * 1024 * 1024;

/**
 * What git prints, split at NUL; `undefined` when git is missing, refuses (a repository that belongs to somebody else)
 * or takes too long. The analysed repository's configuration may name programs and remotes, so all that a listing could
 * start is turned off: the file system monitor, fetching what a partial clone lacks, every protocol. No hook, filter,
 * pager or textconv has a part in listing. git's refusal of foreign repositories is left as it is.
 * @param folder absolute
 * @param input what git is told, where it reads anything
 */
export async function runGit(folder: string, args: readonly string[], input = ''): Promise<string[] | undefined> {
  const output = await runGitRaw(folder, args, input);
  return output
    ?.toString('utf8')
    .split('\0')
    .filter((line) => line !== '');
}

const safe = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotepath=off', '-c', 'core.hooksPath=/dev/null'];

/** git in a folder, with everything turned off that `runGit` speaks of. It ends by itself after a minute. */
export function startGit(folder: string, args: readonly string[]) {
  // Started from Node's own folder: some systems look for "git" in the working folder first, which is not ours.
  return spawn('git', ['-C', folder, ...safe, ...args], {
    cwd: dirname(process.execPath),
    env: gitEnvironment(process.env),
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: longestRun,
    windowsHide: true,
  });
}

/** The same as bytes, whole. */
export function runGitRaw(folder: string, args: readonly string[], input = ''): Promise<Buffer | undefined> {
  return new Promise((done) => {
    const git = startGit(folder, args);
    // One that is gone before it was told everything is heard of when it closes.
    git.stdin.on('error', () => {});
    git.stdin.end(input);
    const chunks: Buffer[] = [];
    let length = 0;
    git.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > longestOutput) git.kill();
    });
    git.on('error', () => done(undefined));
    git.on('close', (code) => done(code === 0 ? Buffer.concat(chunks) : undefined));
  });
}

/** Without the variables that a hook sets: they would make git list another repository or index. */
function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || name === 'GIT_EXEC_PATH');
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}
