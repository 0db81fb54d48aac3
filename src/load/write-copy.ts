import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { lstat, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { InputError } from '../model/input-error.ts';
import { clearedOnSignal } from './on-signal.ts';

export interface WriteCopyOptions {
  /** The path as the reader typed it, for errors. */
  readonly shown: string;
  /** Whether a file that is there already may be replaced. */
  readonly replace: boolean;
  /** The file that is copied: it is never replaced. */
  readonly source: string | undefined;
}

/**
 * Writes text to a new file, packed when its name ends in `.gz`. It is written under another name beside its own, mode
 * 0600, and takes its place only when it is whole; whatever `pieces` throws passes through and leaves nothing behind.
 *
 * @throws InputError when the file is there already, is the source, or cannot be written.
 */
export async function writeCopy(pieces: AsyncIterable<string>, path: string, options: WriteCopyOptions): Promise<void> {
  await expectFree(path, options);
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  const clear = () => rmSync(temporary, { force: true });
  try {
    await clearedOnSignal(clear, () => writeAll(pieces, temporary, path.toLowerCase().endsWith('.gz')));
    // It may have come into being meanwhile.
    await expectFree(path, options);
    await rename(temporary, path);
  } catch (error) {
    throw isSystemError(error) ? cannotWrite(options.shown, error) : error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeAll(pieces: AsyncIterable<string>, temporary: string, isPacked: boolean): Promise<void> {
  const handle = await open(temporary, 'wx', 0o600);
  // The stream closes the handle, whether the copy succeeds or not.
  const file = createWriteStream(temporary, { fd: handle });
  const text = Readable.from(pieces, { objectMode: true, highWaterMark: 1 });
  if (isPacked) await pipeline(text, createGzip(), file);
  else await pipeline(text, file);
}

async function expectFree(path: string, { shown, replace, source }: WriteCopyOptions): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) {
    throw new InputError(`the folder of "${shown}" does not exist`, { next: 'create it first, or name another file' });
  }
  const there = await lstat(path).catch(() => undefined);
  if (there === undefined) return;
  if (there.isDirectory()) throw new InputError(`"${shown}" is a folder`, { next: 'name a file in it' });
  if (await isSameFile(path, source)) {
    throw new InputError(`"${shown}" is the recording itself`, { next: 'give the copy a name of its own' });
  }
  if (!there.isFile() && !there.isSymbolicLink()) {
    throw new InputError(`"${shown}" is no file`, { next: 'name a file, or write the copy to stdout with "-"' });
  }
  if (replace) return;
  throw new InputError(`"${shown}" is there already`, { next: 'name another file, or replace it with --force' });
}

async function isSameFile(path: string, source: string | undefined): Promise<boolean> {
  if (source === undefined) return false;
  const [one, other] = await Promise.all([path, source].map((file) => stat(file).catch(() => undefined)));
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && !(error instanceof InputError) && 'syscall' in error;
}

function cannotWrite(shown: string, cause: unknown): InputError {
  return new InputError(`cannot write "${shown}"`, {
    next: 'check that its folder can be written to and has room left',
    cause,
  });
}
