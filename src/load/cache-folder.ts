import { posix, win32 } from 'node:path';

/** Names another folder to keep things in between runs, absolute; or says `off`. */
export const cacheVariable = 'ROLEFIT_CACHE';

/**
 * The folder where rolefit keeps what saves the next run time, as the system wants it: `$XDG_CACHE_HOME/rolefit` or
 * `~/.cache/rolefit`, `~/Library/Caches/rolefit`, `%LOCALAPPDATA%\rolefit`. `undefined` when nothing is to be kept: the
 * reader says so, or there is no absolute path to go by. A relative one would mean another folder in each folder that
 * is analysed, and one that others may have filled. Nothing is made or looked at here.
 *
 * @param home the reader's home folder, empty where there is none
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string | undefined {
  const chosen = env[cacheVariable];
  if (chosen === 'off') return undefined;
  if (chosen !== undefined && chosen !== '') return isAbsolute(chosen, platform) ? chosen : undefined;
  const { join } = platform === 'win32' ? win32 : posix;
  return cacheBases(env, platform, home)
    .filter((base) => isAbsolute(base, platform))
    .map((base) => join(base, 'rolefit'))[0];
}

/** Where caches of all programs lie, the best first; not all of them are usable. */
function cacheBases(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): readonly string[] {
  if (platform === 'win32') return [env['LOCALAPPDATA'] ?? '', win32.join(home, 'AppData', 'Local')];
  if (platform === 'darwin') return [posix.join(home, 'Library', 'Caches')];
  return [env['XDG_CACHE_HOME'] ?? '', posix.join(home, '.cache')];
}

/** A path that means one folder wherever the program is started: on Windows it names its drive or host too. */
function isAbsolute(path: string, platform: NodeJS.Platform): boolean {
  if (platform !== 'win32') return posix.isAbsolute(path);
  return win32.isAbsolute(path) && win32.parse(path).root.length > 1;
}
