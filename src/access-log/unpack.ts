import { isUtf16, withHead, withoutBom } from '../har/decode.ts';
import { ReadingProblem } from '../har/reading-problem.ts';
import { type Bytes, gunzip, isGzip, startsWith } from '../har/unpack.ts';
import { InputError } from '../model/input-error.ts';

/**
 * The bytes of a log: gzip or Zstandard is taken off, a byte order mark is dropped. Members that follow one another, as logs that
 * are rotated and joined have them, are all read.
 * @throws InputError for UTF-16, and for a zip archive.
 * @throws ReadingProblem where compressed data is damaged; what came before it has been given.
 */
export async function* unpack(chunks: Bytes): AsyncGenerator<Uint8Array> {
  const { head, all } = await withHead(chunks);
  if (startsWith(head, [0x50, 0x4b, 0x03])) throw archive();
  const text = await withHead(isGzip(head) ? gunzip(all) : startsWith(head, zstandard) ? unpackZstandard(all) : all);
  if (isUtf16(text.head)) throw notUtf8();
  yield* withoutBom(text);
}

const zstandard = [0x28, 0xb5, 0x2f, 0xfd];

/** Node has it from version 22 on only; few logs are packed so, and what opens them is loaded for those. */
async function* unpackZstandard(all: Bytes): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  let ready: Uint8Array[] = [];
  const unpacker = new Decompress((chunk) => void ready.push(chunk));
  try {
    for await (const chunk of all) {
      // What it is given it keeps for a while, and the memory of a chunk may be used for the next.
      unpacker.push(Uint8Array.from(chunk));
      yield* ready;
      ready = [];
    }
    unpacker.push(new Uint8Array(0), true);
  } catch {
    throw new ReadingProblem('damaged', 'the compressed data is damaged');
  }
  yield* ready;
}

function archive(): InputError {
  return new InputError('this is a zip archive, not a log', { next: 'unzip it and pass the logs inside' });
}

function notUtf8(): InputError {
  return new InputError('the log is in UTF-16', { next: 'save it as UTF-8 and try again' });
}
