import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createInflate } from 'node:zlib';
import { InputError } from '../model/input-error.ts';
import { ReadingProblem } from './reading-problem.ts';
import type { ZipArchive } from './zip-archive.ts';

export type Bytes = AsyncIterable<Uint8Array>;

/** Bytes without their packing, and the files that came in the same archive. */
export interface Unpacked {
  readonly bytes: Bytes;
  readonly archive?: ZipArchive;
}

/** An archive is held packed in memory, because its directory stands at its end. */
const largestArchive = 256 << 20;

/** Z_SYNC_FLUSH: a capture that was cut off still gives all that it holds. */
const options = { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 };

/**
 * Takes off gzip, zlib or zip, as the first bytes tell. What is unpacked is streamed, so that a small file which
 * unpacks to a huge one costs time but no memory.
 *
 * @param head the first four bytes, or fewer when there are no more.
 * @throws InputError for a zip archive that is damaged, too large, or has no HAR in it.
 */
export async function unpack(head: Uint8Array, all: Bytes): Promise<Unpacked> {
  if (isGzip(head)) return { bytes: gunzip(all) };
  if (isZlib(head)) return { bytes: through(all, createInflate(options)) };
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return unzip(all);
  return { bytes: all };
}

/** Whether it is gzip, by its first bytes. */
export function isGzip(head: Uint8Array): boolean {
  return startsWith(head, [0x1f, 0x8b]);
}

/** Takes off gzip; members that follow one another are all read. */
export function gunzip(packed: Bytes): Bytes {
  return through(packed, createGunzip(options));
}

export function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
}

/** RFC 1950: deflate with a 32 KB window, and a header that is a multiple of 31. No JSON text starts with "x". */
function isZlib(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  return head.length >= 2 && first === 0x78 && (first * 256 + second) % 31 === 0;
}

async function unzip(all: Bytes): Promise<Unpacked> {
  // Few recordings are archives, and what opens them takes six megabytes.
  const { ZipArchive } = await import('./zip-archive.ts');
  const archive = new ZipArchive(await collect(all));
  const name = archive.findHar();
  if (name === undefined) {
    throw new InputError('there is no .har file in this zip archive', { next: 'pass the recording itself' });
  }
  return { bytes: asStream(archive.unpack(name)), archive };
}

async function* asStream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function collect(all: Bytes): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of copies(all)) {
    size += chunk.length;
    if (size > largestArchive) {
      throw new InputError(`this zip archive is larger than ${largestArchive >> 20} MB`, {
        next: 'unzip it and pass the .har file inside, which may be of any size',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* through(packed: Bytes, unpacker: ReturnType<typeof createGunzip>): AsyncGenerator<Uint8Array> {
  // The iteration below sees every failure too, so this promise needs no one to wait for it.
  pipeline(Readable.from(copies(packed)), unpacker).catch(() => undefined);
  try {
    for await (const chunk of unpacker) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new ReadingProblem('damaged', 'the compressed data is damaged');
    }
    throw error;
  }
}

/** Whoever reads further than the chunk at hand needs chunks that stay as they are. */
async function* copies(chunks: Bytes): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Uint8Array.from(chunk);
}
