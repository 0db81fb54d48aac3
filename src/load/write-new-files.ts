import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, realpath, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { NewFile } from '../init/index.ts';
import { InputError } from '../model/input-error.ts';

/**
 * Writes files that are not there yet, all of them or none: each is first written whole under another name beside its
 * own, and takes its name only where nothing has it, which the file system itself decides. What an error leaves undone
 * is taken back, folders included.
 *
 * @param folder absolute; the paths start from it, and no link below it may lead out
 * @throws InputError that names the file, when one is there already or cannot be written.
 */
export async function writeNewFiles(folder: string, files: readonly Pick<NewFile, 'path' | 'text'>[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const staged: { readonly path: string; readonly temporary: string }[] = [];
  try {
    for (const { path, text } of files) {
      await explained(path, async () => {
        await makeFolder(folder, path, undo);
        const temporary = join(dirname(join(folder, path)), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
        staged.push({ path, temporary });
        await writeWhole(temporary, text);
      });
    }
    for (const { path, temporary } of staged) {
      await explained(path, () => nameNew(temporary, join(folder, path)));
      undo.push(() => rm(join(folder, path), { force: true }));
    }
  } catch (error) {
    for (const { temporary } of staged) await rm(temporary, { force: true });
    for (const step of undo.toReversed()) await step().catch(() => {});
    throw error;
  }
  for (const { temporary } of staged) await rm(temporary, { force: true });
}

/** Makes the folders above a file, one by one, and notes how to take back those that are new. */
async function makeFolder(home: string, path: string, undo: (() => Promise<void>)[]): Promise<void> {
  let current = home;
  for (const part of path.split('/').slice(0, -1)) {
    const next = join(current, part);
    const isNew = await mkdir(next).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    if (isNew) undo.push(() => rmdir(next));
    else await expectWithin(home, next, path);
    current = next;
  }
}

/** A repository of a stranger may have a folder that is a link to somewhere else. */
async function expectWithin(home: string, folder: string, path: string): Promise<void> {
  const inside = relative(await realpath(home), await realpath(folder));
  if (inside !== '..' && !inside.startsWith(`..${sep}`)) return;
  throw new InputError(`"${path}" would be written outside of this folder`, {
    next: 'a folder on the way is a link that leads out; look where to, and replace it',
  });
}

async function writeWhole(temporary: string, text: string): Promise<void> {
  const handle = await open(temporary, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A second name for the same file; where the file system has no such thing, a copy. Neither replaces anything. */
async function nameNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (isTaken(error)) throw error;
    await copyNew(temporary, path);
  }
}

async function copyNew(temporary: string, path: string): Promise<void> {
  try {
    await copyFile(temporary, path, constants.COPYFILE_EXCL);
  } catch (error) {
    // A disk that is full leaves half of a copy behind.
    if (!isTaken(error)) await rm(path, { force: true });
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

async function explained(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new InputError(isTaken(cause) ? `"${path}" is there already` : `cannot write "${path}" (${code})`, {
      next: isTaken(cause)
        ? 'run `rolefit init` again'
        : 'check that its folder can be written to; nothing was written',
      cause,
    });
  }
}
