import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError, type InputPlace } from '../model/input-error.ts';

/**
 * The path as reports show it: from the folder, with "/". A config may come with code that nobody has read yet, so it
 * reaches nothing outside of its folder, neither by its text nor by a link.
 * @throws InputError when it leads out.
 */
export async function expectInside(folder: string, path: string, at: InputPlace): Promise<string> {
  const inside = relative(folder, resolve(folder, path));
  const isText = !path.includes('\0');
  if (isText && !isAbsolute(path) && !leads(inside) && !(await linksOut(folder, path))) {
    return inside === '' ? '.' : inside.split(sep).join('/');
  }
  throw new InputError(`the path ${JSON.stringify(path)} leads out of the folder of the configuration`, {
    at,
    next: 'name a path below that folder',
  });
}

function leads(inside: string): boolean {
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
}

/** What is not there cannot lead anywhere; its reader says that it is missing. */
async function linksOut(folder: string, path: string): Promise<boolean> {
  const [home, target] = await Promise.all([realpath(folder), realpath(resolve(folder, path)).catch(() => undefined)]);
  return target !== undefined && leads(relative(home, target));
}
