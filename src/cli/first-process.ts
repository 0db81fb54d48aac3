import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
 * Runs a command line in a process of its own, for the first process of a container: of that one, signals end nothing by
 * themselves, and an analysis gives no listener a turn.
 *
 * @param args what Node is started with
 * @returns its exit code
 */
export function runBelow(process: NodeJS.Process, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of endings) process.on(signal, () => void child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
}
