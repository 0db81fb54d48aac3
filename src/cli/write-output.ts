import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import type { Io } from './io.ts';

/** Puts the result on stdout ("-"), or into a file: a reader of the file sees the old content or the new, never half of it. */
export async function writeResult(text: string, file: string | undefined, io: Io): Promise<void> {
  if (file === undefined || file === '-') io.stdout.write(text);
  else await replaceFile(resolve(io.cwd, file), text, file);
}

async function replaceFile(path: string, text: string, shown: string): Promise<void> {
  await expectWritable(path, shown);
  // In the same folder, because a rename is atomic only within one file system.
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new InputError(`cannot write "${shown}"`, { next: 'check that its folder can be written to', cause });
  }
}

async function expectWritable(path: string, shown: string): Promise<void> {
  const parent = await stat(dirname(path)).catch(() => undefined);
  if (parent === undefined || !parent.isDirectory()) {
    throw new InputError(`the folder of "${shown}" does not exist`, { next: 'create it first, or name another file' });
  }
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory()) {
    throw new InputError(`"${shown}" is a folder`, { next: 'name a file in it' });
  }
}
