import { spawn } from 'node:child_process';
import type { Ended, Line } from '../mcp-server/index.ts';
import type { Io } from './io.ts';

/** A question that takes longer is given up, in milliseconds. */
const patience = 15 * 60_000;
/** More is no answer that anybody could read, in bytes. */
const mostOutput = 256 << 20;

/**
 * Runs rolefit as a process of its own: an analysis gives nobody else a turn, and one that is no longer wanted must end.
 * @param program how this one was started
 */
export function askSelf(program: readonly string[], env: Io['env']) {
  const [node = '', ...before] = program;
  return ({ argv, cwd, stdin = '' }: Line, signal: AbortSignal): Promise<Ended> =>
    new Promise((done, fail) => {
      const child = spawn(node, [...before, ...argv], {
        cwd,
        // What it says is read by a program.
        env: { ...env, NO_COLOR: '1', FORCE_COLOR: undefined },
        signal,
        timeout: patience,
      });
      const kept = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
      let length = 0;
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > mostOutput) child.kill();
          else kept[name].push(chunk);
        });
      }
      child.on('error', fail);
      child.on('close', (code) => {
        const text = (name: 'stdout' | 'stderr') => Buffer.concat(kept[name]).toString('utf8');
        // What was cut off is none.
        done({ code: code ?? 2, stdout: code === null ? '' : text('stdout'), stderr: text('stderr') });
      });
      // It may have ended before it has read all.
      child.stdin.on('error', () => {});
      child.stdin.end(stdin);
    });
}
