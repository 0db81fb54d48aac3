import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../model/input-error.ts';

/** A folder, or a file in it, where it really is. */
export interface PlaceInside {
  /** Absolute, without links. */
  readonly folder: string;
  /** Of the file. */
  readonly file?: string;
}

/**
 * The place that a path means, if it is in one of the folders: neither its text nor a link may lead out of them. What
 * is not there and what may not be looked at are told alike, so that nobody learns what there is elsewhere.
 *
 * @param addresses of the folders ("file:///projects/app"); where there is none, `start` is the only one
 * @param path from the first of them; that itself when absent
 * @throws InputError when it is in none of them.
 */
export async function placeIn(addresses: readonly string[], start: string, path = '.'): Promise<PlaceInside> {
  const named = addresses.length === 0 ? [start] : addresses.flatMap(toPath);
  const found = await Promise.all(named.map((folder) => realpath(folder).catch(() => undefined)));
  const folders = found.filter((folder) => folder !== undefined);
  const [first] = folders;
  const target =
    first === undefined || path.includes('\0')
      ? undefined
      : await realpath(resolve(first, path)).catch(() => undefined);
  const place = target === undefined ? undefined : await toPlace(target);
  if (target === undefined || place === undefined || !folders.some((folder) => holds(folder, target))) {
    throw new InputError('nothing is there, or it is outside of the folders that the client has opened', {
      next: 'name a path in one of them, from the first or in full',
    });
  }
  return place;
}

/** Only folders of this machine: other addresses name nothing that could be read. */
function toPath(address: string): readonly string[] {
  try {
    return [fileURLToPath(address)];
  } catch {
    return [];
  }
}

async function toPlace(path: string): Promise<PlaceInside | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return { folder: path };
  return found?.isFile() ? { folder: dirname(path), file: basename(path) } : undefined;
}

function holds(folder: string, target: string): boolean {
  const way = relative(folder, target);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
