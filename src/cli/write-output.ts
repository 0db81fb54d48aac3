import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { appendFile, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { clearedOnSignal } from '../load/on-signal.ts';
import { InputError } from '../model/input-error.ts';
import type { Io } from './io.ts';
import type { Target } from './plan-outputs.ts';

/** A document that is ready to be written. */
export interface Output {
  readonly text: string;
  readonly target: Target;
}

/** GitHub refuses a page of more, whoever wrote the other part of it. */
const mostPageBytes = 1024 * 1024;

/** Puts one result on stdout ("-"), or into a file: a reader of the file sees the old content or the new, never half of it. */
export async function writeResult(text: string, file: string | undefined, io: Io): Promise<void> {
  const target: Target = file === undefined || file === '-' ? { kind: 'stdout' } : { kind: 'file', file };
  await writeResults([{ text, target }], io);
}

/**
 * Writes several documents. Each file is first written whole under another name beside its own, and only when all of
 * them are there do they take their places; so one that cannot be written leaves all of them as they were.
 * @throws InputError that names the file.
 */
export async function writeResults(outputs: readonly Output[], io: Io): Promise<void> {
  const left = new Set<string>();
  const clear = () => {
    for (const path of left) rmSync(path, { force: true });
  };
  await clearedOnSignal(clear, () => writeFiles(outputs, io, left));
  for (const { text, target } of outputs) if (target.kind === 'page') await addToPage(text, target.file, io);
  for (const { text, target } of outputs) if (target.kind === 'stdout') io.stdout.write(text);
}

/** @param left told the files that are there for now only */
async function writeFiles(outputs: readonly Output[], io: Io, left: Set<string>): Promise<void> {
  const staged: Staged[] = [];
  try {
    for (const { text, target } of outputs) {
      if (target.kind === 'file') staged.push(await stage(resolve(io.cwd, target.file), text, target.file, left));
    }
    for (const one of staged) await one.commit();
  } finally {
    for (const one of staged) await one.discard();
  }
}

interface Staged {
  readonly commit: () => Promise<void>;
  /** Nothing is left of it but what was committed. */
  readonly discard: () => Promise<void>;
}

async function stage(path: string, text: string, shown: string, left: Set<string>): Promise<Staged> {
  // Only a file can be replaced; a pipe or a device is written to.
  if ((await expectWritable(path, shown)) === 'stream') {
    return { commit: () => explained(shown, () => writeFile(path, text)), discard: async () => {} };
  }
  // In the same folder, because a rename is atomic only within one file system.
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  const discard = () => rm(temporary, { force: true });
  left.add(temporary);
  try {
    await explained(shown, () => writeNew(temporary, text));
  } catch (error) {
    await discard();
    throw error;
  }
  return { commit: () => explained(shown, () => rename(temporary, path)), discard };
}

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

async function explained(shown: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    throw new InputError(`cannot write "${shown}"`, { next: 'check that its folder can be written to', cause });
  }
}

async function expectWritable(path: string, shown: string): Promise<'file' | 'stream'> {
  const parent = await stat(dirname(path)).catch(() => undefined);
  if (parent === undefined || !parent.isDirectory()) {
    throw new InputError(`the folder of "${shown}" does not exist`, { next: 'create it first, or name another file' });
  }
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory()) {
    throw new InputError(`"${shown}" is a folder`, { next: 'name a file in it' });
  }
  return target === undefined || target.isFile() ? 'file' : 'stream';
}

/** The page is the runner's and only decoration: one that is full or closed costs a warning, not the run. */
async function addToPage(text: string, file: string, io: Io): Promise<void> {
  const path = resolve(io.cwd, file);
  const before = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  try {
    if (before + Buffer.byteLength(text) > mostPageBytes) throw new Error('it would be larger than 1 MiB');
    await appendFile(path, text);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'it would be larger than 1 MiB';
    io.stderr.write(`warning: the step summary could not be written (${why})\n`);
  }
}
