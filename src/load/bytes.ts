import { readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../model/input-error.ts';

/** How far reading has come, in bytes as stored. `total` is absent for a pipe. */
export interface ByteProgress {
  readonly read: number;
  readonly total?: number;
}

/** Small enough to stay in the cache of a core until it is scanned. */
const chunkSize = 64 * 1024;

/** `fresh`: a chunk stays as it is. `reused`: it is good until the next one is asked for, which keeps memory low. */
export type ChunkMemory = 'fresh' | 'reused';

/**
 * The bytes of a file in chunks, the next one read only when the last was taken. The file is closed whether or not
 * the reader goes to its end.
 *
 * @throws InputError when the file is missing, a folder, empty, not to be opened, or fails while being read.
 */
export async function* loadBytes(
  file: string,
  onProgress?: (progress: ByteProgress) => void,
  memory: ChunkMemory = 'fresh',
): AsyncGenerator<Uint8Array> {
  const handle = await openFile(file);
  try {
    // The handle is asked, not the path: what was checked is what is read, whatever a link points to by then.
    const stat = await handle.stat();
    if (stat.isDirectory()) throw isFolder(file);
    if (stat.isFile() && stat.size === 0) throw new InputError('the file is empty', at(file, 'record it again'));
    let buffer = newBuffer();
    let read = 0;
    for (;;) {
      const length = await readChunk(handle, file, { buffer, waits: !stat.isFile() });
      if (length === 0) return;
      read += length;
      onProgress?.(stat.isFile() ? { read, total: stat.size } : { read });
      yield buffer.subarray(0, length);
      if (memory === 'fresh') buffer = newBuffer();
    }
  } finally {
    await handle.close();
  }
}

/** The same for a stream such as stdin, whose chunks come as they are. */
export async function* countBytes(
  stream: AsyncIterable<Uint8Array>,
  onProgress?: (progress: ByteProgress) => void,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of stream) {
    read += chunk.length;
    onProgress?.({ read });
    yield chunk;
  }
}

function newBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(chunkSize);
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    throw asInputError(error, file);
  }
}

interface Chunk {
  readonly buffer: Buffer;
  /** Whether bytes may be long in coming, as from a pipe. A disk answers sooner than the event loop would. */
  readonly waits: boolean;
}

/** @returns how many bytes were read; 0 at the end. */
async function readChunk(handle: FileHandle, file: string, { buffer, waits }: Chunk): Promise<number> {
  try {
    return waits
      ? (await handle.read(buffer, 0, chunkSize)).bytesRead
      : readSync(handle.fd, buffer, 0, chunkSize, null);
  } catch (error) {
    throw asInputError(error, file);
  }
}

/** The errors of the operating system that a reader meets, each with its way out. */
const systemErrors: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ENOENT: ['no such file', 'check the path; it is relative to the current folder'],
  ENOTDIR: ['no such file', 'check the path; a part of it is a file, not a folder'],
  EACCES: ['the file may not be read', 'give yourself read permission on it'],
  EPERM: ['the file may not be read', 'give yourself read permission on it'],
  ELOOP: ['the path is a link that leads back to itself', 'pass the path of the file itself'],
  ENAMETOOLONG: ['the path is too long', 'pass a shorter path'],
  EMFILE: ['too many files are open', 'raise the limit of open files, or pass fewer files at once'],
  EIO: ['the disk failed while reading', 'copy the file to another disk and try again'],
};

function asInputError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EISDIR') return isFolder(file);
  const known = systemErrors[code];
  return known === undefined ? error : new InputError(known[0], { ...at(file, known[1]), cause: error });
}

function isFolder(file: string): InputError {
  return new InputError('this is a folder, not a file', at(file, 'pass the files in it'));
}

function at(file: string, next: string): { at: { file: string }; next: string } {
  return { at: { file }, next };
}
