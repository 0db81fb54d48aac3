import { InputError } from '../model/input-error.ts';
import { type Bytes, startsWith, type Unpacked, unpack } from './unpack.ts';

/**
 * The JSON text of a HAR as bytes in UTF-8: packing is taken off, and so is a byte order mark. A chunk given is good
 * until the next one is asked for.
 *
 * @throws InputError for an empty input, UTF-16, and a zip archive that cannot be read.
 * @throws ReadingProblem while iterating, where compressed data is damaged; what came before it has been given.
 */
export async function decodeText(chunks: Bytes): Promise<Unpacked> {
  const packed = await withHead(chunks);
  if (packed.head.length === 0) throw emptyInput();
  const { bytes, ...archive } = await unpack(packed.head, packed.all);
  const text = await withHead(bytes);
  if (text.head.length === 0) throw emptyInput();
  if (isUtf16(text.head)) throw notUtf8();
  return { bytes: withoutBom(text), ...archive };
}

export interface Headed {
  /** The first four bytes, or all of them when there are fewer. */
  readonly head: Uint8Array;
  /** Everything, the head included. */
  readonly all: Bytes;
}

/** Looks at the first bytes; chunks may be as short as one. */
export async function withHead(chunks: Bytes): Promise<Headed> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < 4) {
    const next = await iterator.next();
    if (next.done) break;
    // The chunk's memory may be used for the next one, so what is held while that one is asked for has to be a copy.
    if (start.length > 0) start = Buffer.concat([start, next.value]);
    else start = next.value.length < 4 ? Uint8Array.from(next.value) : next.value;
  }
  return { head: start.slice(0, 4), all: rejoin(start, iterator) };
}

async function* rejoin(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** By byte order mark, or by the zero beside the first character, which JSON always has in ASCII. */
export function isUtf16(head: Uint8Array): boolean {
  const [first, second] = head;
  const marked = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  return marked || (head.length >= 2 && (first === 0) !== (second === 0));
}

export async function* withoutBom({ head, all }: Headed): AsyncGenerator<Uint8Array> {
  let drop = startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  for await (const chunk of all) {
    yield chunk.subarray(drop);
    drop = 0;
  }
}

function emptyInput(): InputError {
  return new InputError('the HAR is empty', { next: 'record or export the traffic again' });
}

function notUtf8(): InputError {
  return new InputError('the text is in UTF-16; a HAR is UTF-8', { next: 'save it as UTF-8 and try again' });
}
