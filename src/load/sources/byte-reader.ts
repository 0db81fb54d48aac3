import { closeSync, constants, lstatSync, openSync, readSync } from 'node:fs';
import { makeSearchedBytes, type SearchedBytes } from '../../sources/bytes/find-window.ts';
import { folderOf } from '../../sources/paths.ts';

/** A larger source file is data or generated. In bytes. */
export const largestFile = 1_500_000;

/** What became of reading. */
export type ReadResult =
  /** The file is in the first bytes of the reader's memory, until the next read. */
  | { readonly kind: 'read'; readonly size: number; readonly isWhole: boolean }
  /** Listed, but not there: git lists deleted files until they are committed. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly what: string };

// A link put in a file's place after listing is refused, and a pipe must not hold us up. Windows has neither flag.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads files below the home into one memory. Goes through no link, be it to a file or to a folder on the way. */
export class ByteReader {
  /** Where the last file that was read is. */
  readonly memory: SearchedBytes = makeSearchedBytes(largestFile + 1);
  readonly home: string;
  readonly #folders = new Map<string, boolean>([['', true]]);
  /** Links that were found to lead to a file inside, and that file. */
  readonly links: ReadonlyMap<string, string>;

  /** @param home absolute */
  constructor(home: string, links: ReadonlyMap<string, string>) {
    this.home = home;
    this.links = links;
  }

  /** @param path from the home */
  read(path: string): ReadResult {
    const target = this.links.get(path) ?? path;
    let file: number | undefined;
    try {
      if (!this.#isPlainFolder(folderOf(target))) return { kind: 'gone' };
      // Node takes "/" on every system, and listed paths need no normalising, which would cost as much as the opening.
      file = openSync(`${this.home}/${target}`, flags);
      return this.#fill(file);
    } catch (error) {
      return failure(error);
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  #fill(file: number): ReadResult {
    const { bytes } = this.memory;
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(file, bytes, length, bytes.length - length, null);
      length += read;
      // Local files come in one piece; asking once more for the end is only worth it where the piece ends on a block.
      if (read === 0 || length % 512 !== 0) break;
    }
    const isWhole = length <= largestFile;
    return { kind: 'read', size: isWhole ? length : largestFile, isWhole };
  }

  #isPlainFolder(folder: string): boolean {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const stat = lstatSync(`${this.home}/${folder}`, { throwIfNoEntry: false });
    const isPlain = stat?.isDirectory() === true && this.#isPlainFolder(folderOf(folder));
    this.#folders.set(folder, isPlain);
    return isPlain;
  }
}

function failure(error: unknown): ReadResult {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'EISDIR') return { kind: 'gone' };
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'failed', what: 'may not be read' };
  return { kind: 'failed', what: `cannot be read (${code})` };
}
