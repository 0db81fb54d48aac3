import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { ReadingProblem } from '../har/reading-problem.ts';
import { InputError } from '../model/input-error.ts';

type Bytes = AsyncIterable<Uint8Array>;

/**
 * The bytes of a log: gzip is taken off, a byte order mark is dropped. Members that follow one another, as logs that
 * are rotated and joined have them, are all read.
 * @throws InputError for UTF-16, and for a zip archive.
 * @throws ReadingProblem where compressed data is damaged; what came before it has been given.
 */
export async function* unpack(chunks: Bytes): AsyncGenerator<Uint8Array> {
  const { head, all } = await withHead(chunks);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03) throw archive();
  let drop: number | undefined;
  for await (const chunk of isGzip ? gunzip(all) : all) {
    if (drop === undefined) {
      if (isUtf16(chunk)) throw notUtf8();
      drop = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
      yield chunk.subarray(drop);
    } else yield chunk;
  }
}

/** Looks at the first bytes; chunks may be as short as one. */
async function withHead(chunks: Bytes): Promise<{ head: Uint8Array; all: Bytes }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 4) {
    const next = await iterator.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, all: rejoin(head, iterator) };
}

async function* rejoin(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* gunzip(packed: Bytes): AsyncGenerator<Uint8Array> {
  // Z_SYNC_FLUSH: a log that was cut off still gives all that it holds.
  const unpacker = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  // The iteration below sees every failure too, so this promise needs no one to wait for it.
  pipeline(Readable.from(packed), unpacker).catch(() => undefined);
  try {
    for await (const chunk of unpacker) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new ReadingProblem('damaged', 'the compressed data is damaged');
    }
    throw error;
  }
}

function isUtf16(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

function archive(): InputError {
  return new InputError('this is a zip archive, not a log', { next: 'unzip it and pass the logs inside' });
}

function notUtf8(): InputError {
  return new InputError('the log is in UTF-16', { next: 'save it as UTF-8 and try again' });
}
