import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { cacheFolder } from './cache-folder.ts';

/** What of Node's `process` says whose run this is. */
interface RunningProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly getuid?: (() => number) | undefined;
  readonly argv: readonly string[];
  readonly cwd: () => string;
}

/**
 * Has Node keep the code that it compiles, where it can (22.8 and later): the next run starts with it. It is kept in a
 * folder that only the reader can write to and that cannot have come with the analysed code, for what lies there is run.
 * A reader who set `NODE_COMPILE_CACHE` is obeyed, and with `--no-cache` nothing is kept.
 */
export function keepCompiledCode({ env, platform, getuid, argv, cwd }: RunningProcess): void {
  const { enableCompileCache } = module as { readonly enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache === undefined || env['NODE_COMPILE_CACHE'] !== undefined) return;
  if (argv.some((arg) => /^--(?:no-cache|cache=false)\b/.test(arg))) return;
  const folder = cacheFolder(env, platform, homeFolder());
  if (folder === undefined) return;
  const code = join(folder, 'code');
  const here = currentFolder(cwd);
  if (here === undefined || mayHaveComeWithCode(code, argv, here)) return;
  if (isOwnFolder(code, getuid?.())) enableCompileCache(code);
}

/**
 * Whether a folder lies in a checkout, or below what the command line names. This is asked before the arguments are
 * parsed, so that each of them is taken for a path.
 */
function mayHaveComeWithCode(folder: string, argv: readonly string[], cwd: string): boolean {
  const place = realPlace(folder);
  for (let above = dirname(place); ; above = dirname(above)) {
    if (existsSync(join(above, '.git'))) return true;
    if (above === dirname(above)) break;
  }
  const given = argv.map((arg) => resolve(cwd, arg.replace(/^--[\w-]+=/, '')));
  return [cwd, ...given].some((path) => `${place}${sep}`.startsWith(join(realPlace(path), sep)));
}

/** None where it has been deleted. */
function currentFolder(cwd: () => string): string | undefined {
  try {
    return cwd();
  } catch {
    return undefined;
  }
}

/** Where a path leads, though its last parts may not be there yet. */
function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPlace(above), path.slice(above.length));
  }
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
