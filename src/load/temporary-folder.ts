import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Hands a folder that only this user can enter to `use`, and removes it afterwards: on success, on failure, and when
 * the process is told to end in between.
 */
export async function withTemporaryFolder<Value>(
  name: string,
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Only for as long: a listener waits until what runs is done, while a signal that nobody listens to ends it at once.
  const end = (signal: NodeJS.Signals) => {
    remove();
    stopListening();
    process.kill(process.pid, signal);
  };
  const stopListening = () => {
    process.off('exit', remove);
    for (const signal of endings) process.off(signal, end);
  };
  process.once('exit', remove);
  for (const signal of endings) process.on(signal, end);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    stopListening();
  }
}
