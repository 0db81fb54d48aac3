import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Waits until whoever started it is gone, however that came about, and removes a folder. */
const cleaner = `process.stdin.resume().on('end', () =>
  require('node:fs').rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 3 }));`;

/**
 * Hands a folder that only this user can enter to `use`, and removes it afterwards: on success, on failure, and when
 * the process ends in between, by whatever signal. A second process sees to that, for an analysis gives no listener a
 * turn, and must end at once when it is told to.
 */
export async function withTemporaryFolder<Value>(
  name: string,
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  const stop = startCleaner(folder);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    stop();
  }
}

/** In a group of its own, so that Ctrl+C is not for it. @returns how to let it go */
function startCleaner(folder: string): () => void {
  const child = spawn(process.execPath, ['-e', cleaner, folder], {
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  // Without one the folder is removed all the same, but after a kill.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  // A pipe is a socket; its type does not say that it can be let go of.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return () => child.stdin.end();
}
