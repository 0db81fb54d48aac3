import { ListElements } from './list-elements.ts';

/** More of a line is not held, in bytes: what is lost behind it is read as cut off. */
export const longestLine = 512 * 1024;

const newline = 0x0a;

/** What a piece of a log came to. */
export type ReadPiece =
  /** Lines that are whole, each with its line feed. */
  | { readonly kind: 'block'; readonly bytes: Uint8Array }
  /** `isEnded` is false for a last line without an end, which may be cut off. */
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly isEnded: boolean }
  /** Elements of a line that is a list longer than is held. The line goes on. */
  | { readonly kind: 'elements'; readonly elements: readonly string[] }
  /** The end of a line that is longer than is held: what is left of it, and whether something of it is lost. */
  | { readonly kind: 'long'; readonly text: string; readonly isLossy: boolean };

/**
 * Splits bytes into lines, without their ends, in memory that depends on neither the input nor its longest line; those of
 * a chunk come together. A line ends with a line feed, a carriage return, or both. Bytes that are not UTF-8 are replaced.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadPiece> {
  const open = new OpenLine();
  for await (const chunk of chunks) {
    const first = open.isEmpty ? -1 : chunk.indexOf(newline);
    const last = chunk.lastIndexOf(newline);
    if (first !== -1) {
      open.append(chunk.subarray(0, first));
      if (open.isLong) yield* open.takeLong();
      else yield { kind: 'lines', lines: open.take(), isEnded: true };
    }
    if (last > first) yield* shortLines(chunk.subarray(first + 1, last + 1));
    open.append(last === -1 ? chunk : chunk.subarray(last + 1));
    const elements = open.takeElements();
    if (elements.length > 0) yield { kind: 'elements', elements };
  }
  if (open.isLong) yield* open.takeLong();
  else if (!open.isEmpty) yield { kind: 'lines', lines: open.take(), isEnded: false };
}

/** Whole lines in blocks; chunks are small, but for those of a test or a pipe, so that few hold a long line. */
function* shortLines(block: Uint8Array): Generator<ReadPiece> {
  let start = 0;
  for (let at = 0; block.length - at > longestLine; ) {
    const end = block.indexOf(newline, at);
    if (end === -1) break;
    if (end - at > longestLine) {
      if (at > start) yield { kind: 'block', bytes: block.subarray(start, at) };
      const long = new OpenLine();
      long.append(block.subarray(at, end));
      yield* long.takeLong();
      start = end + 1;
    }
    at = end + 1;
  }
  if (start < block.length) yield { kind: 'block', bytes: block.subarray(start) };
}

/** The bytes as a text of as many letters, in which what is of ASCII can be looked for. */
export function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Goes past whole lines up to a place, or to the first that is to be looked at; tells how many, and where the next begins. */
export class LinePasser {
  lines = 0;
  at = 0;

  pass(
    bytes: Uint8Array,
    from: number,
    to: number,
    isStop: (bytes: Uint8Array, from: number, to: number) => boolean,
  ): void {
    this.lines = 0;
    this.at = from;
    while (this.at < to) {
      const end = bytes.indexOf(newline, this.at);
      if (end === -1 || isStop(bytes, this.at, end)) return;
      this.lines += 1;
      this.at = end + 1;
    }
  }
}

/** The text of a line; several where it holds carriage returns, which some programs end their lines with. */
export function splitLines(bytes: Uint8Array, start = 0, end = bytes.length): readonly string[] {
  const text = toText(bytes, start, end);
  return text.includes('\r') ? text.replace(/\r+$/, '').split(/\r+/) : [text];
}

/** The line that is not at its end yet. */
class OpenLine {
  #parts: Uint8Array[] = [];
  #length = 0;
  #held = 0;
  #list: { readonly elements: ListElements; readonly decoder: InstanceType<typeof TextDecoder> } | undefined;
  #ready: string[] = [];

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get isLong(): boolean {
    return this.#length > longestLine;
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const wasLong = this.isLong;
    this.#length += bytes.length;
    if (!wasLong && this.isLong) this.#startList();
    if (this.#list !== undefined) {
      this.#feed(bytes);
      return;
    }
    const room = longestLine - this.#held;
    if (room <= 0) return;
    // A chunk's memory is used for the next one.
    this.#parts.push(Uint8Array.from(bytes.subarray(0, room)));
    this.#held += Math.min(room, bytes.length);
  }

  take(): readonly string[] {
    const bytes = this.#bytes();
    this.#reset();
    return splitLines(bytes);
  }

  takeElements(): readonly string[] {
    const elements = this.#ready;
    this.#ready = [];
    return elements;
  }

  *takeLong(): Generator<ReadPiece> {
    const elements = this.takeElements();
    if (elements.length > 0) yield { kind: 'elements', elements };
    const list = this.#list?.elements;
    yield list === undefined
      ? { kind: 'long', text: toText(this.#bytes()), isLossy: true }
      : { kind: 'long', text: list.around, isLossy: list.isLossy || !list.isEnded };
    this.#reset();
  }

  /** From here on, where it is JSON, the line is taken apart. */
  #startList(): void {
    const held = this.#bytes();
    if (!/^\s*[[{]/.test(toText(held.subarray(0, 1_000)))) return;
    this.#list = { elements: new ListElements(), decoder: new TextDecoder() };
    [this.#parts, this.#held] = [[], 0];
    this.#feed(held);
  }

  #feed(bytes: Uint8Array): void {
    if (this.#list === undefined) return;
    const { elements, decoder } = this.#list;
    this.#ready.push(...elements.feed(decoder.decode(bytes, { stream: true })));
  }

  #bytes(): Uint8Array {
    const [only, ...more] = this.#parts;
    return only !== undefined && more.length === 0 ? only : Buffer.concat(this.#parts);
  }

  #reset(): void {
    [this.#parts, this.#length, this.#held, this.#list] = [[], 0, 0, undefined];
  }
}

function toText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}
