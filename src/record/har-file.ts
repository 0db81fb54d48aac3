import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { copyComments, ownName } from '../har/incomplete-copy.ts';
import { InputError } from '../model/input-error.ts';

/** So much text is collected before it is written: a system call for each of a million entries takes longer than they do. */
const pieceLength = 64 * 1024;

/**
 * A HAR that grows entry by entry. It stands under another name until it is whole, readable by its owner alone; so its
 * file is there in full or not at all. Writing waits for the disk: what was added is never held in memory.
 */
export class HarFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #version: string;
  readonly #descriptor: number;
  #isOpen = true;
  #waiting = '{"log":{"version":"1.2","entries":[';
  #entries = 0;

  /** @throws InputError when the file cannot be made. */
  constructor(path: string, version: string) {
    this.#path = path;
    this.#version = version;
    this.#temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
    this.#descriptor = explained(path, () => openSync(this.#temporary, 'wx', 0o600));
  }

  get entries(): number {
    return this.#entries;
  }

  /** @param entry an element of `log.entries`, as JSON */
  add(entry: string): void {
    this.#waiting += `${this.#entries === 0 ? '\n' : ',\n'}${entry}`;
    this.#entries += 1;
    if (this.#waiting.length >= pieceLength) this.#write();
  }

  /** Puts the file in its place. @param isComplete whether all that was sent is in it */
  finish(isComplete: boolean): void {
    const comment = isComplete ? copyComments.complete : copyComments.incomplete;
    this.#waiting += `\n],"creator":${JSON.stringify({ name: ownName, version: this.#version, comment })}}}\n`;
    this.#write();
    explained(this.#path, () => {
      this.#close();
      renameSync(this.#temporary, this.#path);
    });
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.#close();
    rmSync(this.#temporary, { force: true });
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
  }

  #write(): void {
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    explained(this.#path, () => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    });
  }
}

/**
 * Refuses a place where no HAR can be written, or one that is taken, before anything has run.
 * @throws InputError
 */
export async function expectFreePlace(path: string, shown: string, replace: boolean): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) {
    throw new InputError(`the folder of "${shown}" does not exist`, { next: 'create it first, or name another file' });
  }
  const there = await lstat(path).catch(() => undefined);
  if (there === undefined) return;
  if (!there.isFile()) throw new InputError(`"${shown}" is no file`, { next: 'name a file' });
  if (!replace) {
    throw new InputError(`"${shown}" is there already`, { next: 'name another file, or replace it with --force' });
  }
}

function explained<Value>(path: string, write: () => Value): Value {
  try {
    return write();
  } catch (cause) {
    throw new InputError(`cannot write "${path}"`, {
      next: 'check that its folder can be written to and has room left',
      cause,
    });
  }
}
