import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** What a run did that the system saw. */
export interface Traced {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Files and folders that were opened, absolute, each once; those that were not there are left out. */
  readonly opened: readonly string[];
  /** Of them those that were opened for writing, and whatever was made, renamed or taken away. */
  readonly changed: readonly string[];
  /** Programs that were started, by path. */
  readonly started: readonly string[];
  /** Addresses families of sockets. */
  readonly sockets: readonly string[];
}

/** Whether the machine can watch a program. */
export const canTrace = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;

const calls = 'open,openat,openat2,creat,execve,socket,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,symlink';

/** Runs a program under strace, with the processes that it starts. */
export function trace(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Traced {
  const folder = mkdtempSync(join(tmpdir(), 'rolefit-trace-'));
  const file = join(folder, 'trace');
  const options = ['-f', '-qq', '-y', '-s', '4096', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', file];
  const { status, stdout, stderr } = spawnSync('strace', [...options, ...argv], { cwd, env, encoding: 'utf8' });
  try {
    return { code: status, stdout, stderr, ...readTrace(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Seen = Pick<Traced, 'opened' | 'changed' | 'started' | 'sockets'>;

/** Reads what strace wrote: a line for each call, `-y` with the path that a number of a file stands for. */
export function readTrace(text: string): Seen {
  const seen = {
    opened: new Set<string>(),
    changed: new Set<string>(),
    started: new Set<string>(),
    sockets: new Set<string>(),
  };
  for (const line of joinCalls(text)) {
    const [, name = '', rest = ''] = /^(?:\d+ +)?(\w+)\((.*)$/.exec(line) ?? [];
    if (/ = -1 E[A-Z]+/.test(rest)) continue;
    const path = / = \d+<([^>]*)>/.exec(rest)?.[1] ?? /"([^"]*)"/.exec(rest)?.[1] ?? '';
    if (name === 'execve') seen.started.add(path);
    else if (name === 'socket') seen.sockets.add(/^(\w+)/.exec(rest)?.[1] ?? rest);
    else if (/^open|^creat/.test(name)) {
      seen.opened.add(path);
      if (name === 'creat' || /O_WRONLY|O_RDWR|O_CREAT/.test(rest)) seen.changed.add(path);
    } else if (name !== '') for (const [, one = ''] of rest.matchAll(/"([^"]*)"/g)) seen.changed.add(one);
  }
  return {
    opened: [...seen.opened].toSorted(),
    changed: [...seen.changed].toSorted(),
    started: [...seen.started].toSorted(),
    sockets: [...seen.sockets].toSorted(),
  };
}

/** Calls that another process interrupted are written in two parts. */
function* joinCalls(text: string): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of text.split('\n')) {
    const id = /^\d+/.exec(line)?.[0] ?? '';
    const start = /^(.*) <unfinished \.\.\.>$/.exec(line)?.[1];
    const end = /<\.\.\. \w+ resumed>(.*)$/.exec(line)?.[1];
    if (start !== undefined) begun.set(id, start);
    else if (end !== undefined) yield `${begun.get(id) ?? ''}${end}`;
    else yield line;
  }
}

/** Below which folder a path lies, of those that are named. */
export function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** What Node, git and the loader open of the system, whatever runs. */
export function isOfTheSystem(path: string): boolean {
  const folders = ['/usr', '/lib', '/lib64', '/proc', '/sys', '/dev', '/opt', '/etc'];
  return !path.startsWith('/') || isBelow(path, folders) || isBelow(path, [join(process.execPath, '../..')]);
}
