import { lstatSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';

/** What of Node's `process` says whose run this is. */
interface RunningProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly getuid?: (() => number) | undefined;
}

/**
 * Has Node keep the code that it compiles, where it can (22.8 and later): the next run starts with it. It is kept in a
 * folder that only the reader can write to, for what lies there is run. A reader who set `NODE_COMPILE_CACHE` is obeyed.
 */
export function keepCompiledCode({ env, platform, getuid }: RunningProcess): void {
  const { enableCompileCache } = module as { readonly enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache === undefined || env['NODE_COMPILE_CACHE'] !== undefined) return;
  const folder = cacheFolder(env, platform, homeFolder());
  if (folder === undefined) return;
  const code = join(folder, 'code');
  if (isOwnFolder(code, getuid?.())) enableCompileCache(code);
}

/** Empty where the system knows none for this user, as in some containers. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/** Whether a folder is there, or can be made, that belongs to this user and that nobody else may write to. */
export function isOwnFolder(folder: string, user: number | undefined): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    // Windows has neither users nor modes of this kind; there the folder is the reader's by where it lies.
    return found.isDirectory() && (user === undefined || (found.uid === user && (found.mode & 0o022) === 0));
  } catch {
    return false;
  }
}
