import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createInflate } from 'node:zlib';
import { InputError } from '../model/input-error.ts';
import { ReadingProblem } from './reading-problem.ts';
import { repairUtf8 } from './repair-utf8.ts';

type Bytes = AsyncIterable<Uint8Array>;

/**
 * The JSON text of a HAR as UTF-8 bytes: gzip and zlib are taken off, a byte order mark is dropped, bytes that are not
 * UTF-8 are replaced. Memory does not grow with the input.
 *
 * @throws InputError for an empty input, a zip archive and UTF-16.
 * @throws ReadingProblem where compressed data is damaged; what came before it has been given.
 */
export async function* decodeText(chunks: Bytes): AsyncGenerator<Uint8Array> {
  const packed = await withHead(chunks);
  if (packed.head.length === 0) throw emptyInput();
  if (startsWith(packed.head, [0x50, 0x4b, 0x03, 0x04])) throw zipArchive();

  const text = await withHead(unpack(packed));
  if (text.head.length === 0) throw emptyInput();
  if (isUtf16(text.head)) throw notUtf8();
  yield* repairUtf8(withoutBom(text));
}

interface Headed {
  /** The first four bytes, or all of them when there are fewer. */
  readonly head: Uint8Array;
  /** Everything, the head included. */
  readonly all: Bytes;
}

/** Looks at the first bytes; chunks may be as short as one. */
async function withHead(chunks: Bytes): Promise<Headed> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < 4) {
    const next = await iterator.next();
    if (next.done) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return { head: start.subarray(0, 4), all: rejoin(start, iterator) };
}

async function* rejoin(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function unpack({ head, all }: Headed): Bytes {
  // Z_SYNC_FLUSH: a capture that was cut off still gives all that it holds.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 };
  if (startsWith(head, [0x1f, 0x8b])) return through(all, createGunzip(options));
  if (isZlib(head)) return through(all, createInflate(options));
  return all;
}

async function* through(packed: Bytes, unpacker: ReturnType<typeof createGunzip>): AsyncGenerator<Uint8Array> {
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

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
}

/** RFC 1950: deflate with a 32 KB window, and a header that is a multiple of 31. No JSON text starts with "x". */
function isZlib(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  return head.length >= 2 && first === 0x78 && (first * 256 + second) % 31 === 0;
}

/** By byte order mark, or by the zero beside the first character, which JSON always has in ASCII. */
function isUtf16(head: Uint8Array): boolean {
  const [first, second] = head;
  const marked = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  return marked || (head.length >= 2 && (first === 0) !== (second === 0));
}

async function* withoutBom({ head, all }: Headed): AsyncGenerator<Uint8Array> {
  let drop = startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  for await (const chunk of all) {
    yield chunk.subarray(drop);
    drop = 0;
  }
}

function emptyInput(): InputError {
  return new InputError('the HAR is empty', { next: 'record or export the traffic again' });
}

function zipArchive(): InputError {
  return new InputError('this is a zip archive, which is not read as it is', {
    next: 'unzip it and pass the .har file inside',
  });
}

function notUtf8(): InputError {
  return new InputError('the text is in UTF-16; a HAR is UTF-8', { next: 'save it as UTF-8 and try again' });
}
