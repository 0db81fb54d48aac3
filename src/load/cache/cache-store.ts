import { createHash, randomBytes } from 'node:crypto';
import {
  type BigIntStats,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import process from 'node:process';

/** Files of our own that outlive a run. Losing any of them costs time, and nothing else. */
export interface CacheStore {
  /** What was kept under a key; `undefined` when there is nothing, or nothing that may be trusted. */
  read(key: string): Buffer | undefined;
  /** Keeps something under a key. Two processes may do so at once: one of them wins, whole. */
  write(key: string, contents: Uint8Array): void;
}

/** Why a folder is not used, as a clause about it. */
export const refusals = {
  inside: 'lies within the analysed code and may have come with it',
  shared: 'is a link, or a folder that others than you own or may write to',
} as const;
export type CacheRefusal = keyof typeof refusals;

/** Kept are the most recently used files, up to these limits. */
const mostFiles = 200;
const mostBytes = 512 * 1024 * 1024;
/** A file of ours is never larger. In bytes. */
const largestFile = 128 * 1024 * 1024;

/**
 * Opens the folder in which answers are kept, and makes it where it is not there.
 *
 * What lies in it is believed, so it must be this user's own: not a link, owned by them, and not to be written to by
 * others. A folder within the analysed code comes with that code, and is refused whoever named it.
 *
 * @param folder absolute
 * @param analysed absolute: the repositories around the analysed code
 * @param build tells this build of rolefit from every other: none believes what another has written
 * @returns why it must not be believed; `undefined` when it cannot be made or read
 */
export function openCacheStore(
  folder: string,
  analysed: readonly string[],
  build: string,
): CacheStore | CacheRefusal | undefined {
  try {
    const target = realPath(folder);
    if (analysed.some((one) => isWithin(realpathSync(one), target))) return 'inside';
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(lstatSync(folder, { bigint: true }))) return 'shared';
    return new FolderStore(folder, build);
  } catch {
    // A read-only home, a full disk: without a cache every run does the work itself.
    return undefined;
  }
}

/** Where a path leads, as far as it is there. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}

function isOwn(stat: BigIntStats): boolean {
  if (!stat.isDirectory()) return false;
  // Windows keeps users apart by other means: the folder is in the user's profile.
  if (process.getuid === undefined) return true;
  return stat.uid === BigInt(process.getuid()) && (stat.mode & 0o022n) === 0n;
}

function isWithin(folder: string, path: string): boolean {
  const from = relative(folder, path);
  return from !== '..' && !from.startsWith(`..${sep}`) && !/^[a-z]:/i.test(from);
}

class FolderStore implements CacheStore {
  readonly #folder: string;
  readonly #build: string;

  constructor(folder: string, build: string) {
    this.#folder = folder;
    this.#build = build;
  }

  read(key: string): Buffer | undefined {
    const path = this.#pathOf(key);
    try {
      const { size } = lstatSync(path);
      if (size > largestFile) return undefined;
      const contents = readFileSync(path);
      const now = new Date();
      utimesSync(path, now, now);
      return contents;
    } catch {
      return undefined;
    }
  }

  write(key: string, contents: Uint8Array): void {
    if (contents.length > largestFile) return;
    const temporary = join(this.#folder, `${randomBytes(8).toString('hex')}.tmp`);
    try {
      writeFileSync(temporary, contents, { flag: 'wx', mode: 0o600 });
      renameSync(temporary, this.#pathOf(key));
      this.#prune();
    } catch {
      rmSync(temporary, { force: true });
    }
  }

  #pathOf(key: string): string {
    return join(this.#folder, `${createHash('sha256').update(`${this.#build} ${key}`).digest('hex')}.rolefit`);
  }

  /** Takes away what was not used for longest, and what a run that was killed left half-written. */
  #prune(): void {
    const hourAgo = Date.now() - 3_600_000;
    const files = readdirSync(this.#folder)
      .filter((name) => /\.(?:rolefit|tmp)$/.test(name))
      .flatMap((name) => {
        const stat = statSync(join(this.#folder, name), { throwIfNoEntry: false });
        return stat === undefined ? [] : [{ name, size: stat.size, used: stat.mtimeMs }];
      })
      .sort((a, b) => b.used - a.used);
    let bytes = 0;
    for (const [index, { name, size, used }] of files.entries()) {
      bytes += size;
      const isLeftOver = name.endsWith('.tmp') && used < hourAgo;
      if (isLeftOver || index >= mostFiles || bytes > mostBytes) rmSync(join(this.#folder, name), { force: true });
    }
  }
}
