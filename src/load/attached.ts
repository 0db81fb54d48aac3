import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** An answer shows what it is within its first 4 MB. */
const largest = 4 << 20;

/**
 * The start of a file that lies in a folder itself, at most 4 MB; `undefined` when there is no plain file of that name.
 * A link is not followed: a recording must not be able to name a file from somewhere else.
 *
 * @param name without any folder in it.
 */
export function loadAttached(folder: string, name: string): Uint8Array | undefined {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    file = openSync(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    if (!stat.isFile()) return undefined;
    const bytes = Buffer.alloc(Math.min(stat.size, largest));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
