import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import { readableBody, type SeenCall, type SeenHeader, seenHeaders } from '../seen-call.ts';
import type { Recorder } from './recorder.ts';

/** More of a body is not looked at, in bytes: what a call means is at its start. */
const mostBody = 1 << 20;
/** Of what is no JSON only a start is wanted, to tell that it is none. */
const mostOther = 1 << 10;

/** A request as its client names it. */
export interface Sent {
  readonly method: string;
  /** With the port, where it has one. */
  readonly host: string;
  /** Path and query. */
  readonly target: string;
}

/** Bytes that pass by, up to a limit. */
class Passing {
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(chunk: unknown, encoding?: unknown): void {
    if (this.#length >= this.#most) return;
    const bytes = toBytes(chunk, encoding);
    if (bytes === undefined || bytes.length === 0) return;
    // A copy: the program may do with its own what it likes.
    const kept = Buffer.from(bytes.subarray(0, this.#most - this.#length));
    this.#chunks.push(kept);
    this.#length += kept.length;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  bytes(): Buffer {
    const [only, ...more] = this.#chunks;
    return only !== undefined && more.length === 0 ? only : Buffer.concat(this.#chunks);
  }
}

function toBytes(chunk: unknown, encoding: unknown): Uint8Array | undefined {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8');
  }
  return chunk instanceof Uint8Array ? chunk : undefined;
}

/** A call to Marketo while it happens: what passes by is collected, and told when it is sent and when it is answered. */
export class WatchedCall {
  readonly #recorder: Recorder;
  readonly #startedAt = Date.now();
  readonly #body = new Passing(mostBody);
  #request: Omit<SeenCall, 'body' | 'startedAt'> | undefined;
  #number: number | undefined;
  #status = 0;
  #type = '';
  #encoding = '';
  #answer: Passing | undefined;
  #isDone = false;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  addBody(chunk: unknown, encoding?: unknown): void {
    this.#body.add(chunk, encoding);
  }

  /** The request is out. @param headerOf asked only for the few headers that are looked at */
  sent(request: Sent, headerOf: (name: string) => string | undefined): void {
    if (this.#request !== undefined) return;
    const headers = seenHeaders.flatMap((name): SeenHeader[] => {
      const value = headerOf(name);
      return value === undefined ? [] : [{ name, value }];
    });
    this.#request = { method: request.method, url: this.#recorder.shown(request.host, request.target), headers };
    this.#recorder.pending.add(this);
  }

  /** As it is, without an answer. */
  write(): void {
    if (this.#isDone || this.#number !== undefined) return;
    const entry = this.#entry();
    if (entry !== undefined) this.#number = this.#recorder.spool.sent(entry);
  }

  answerBegins(status: number, type: string, encoding: string): void {
    this.#status = status;
    this.#type = type;
    this.#encoding = encoding.trim().toLowerCase();
    this.#answer = new Passing(/json/i.test(type) || type === '' ? mostBody : mostOther);
  }

  addAnswer(chunk: unknown, encoding?: unknown): void {
    this.#answer?.add(chunk, encoding);
  }

  answered(): void {
    if (this.#isDone || this.#request === undefined || this.#answer === undefined) return;
    this.#isDone = true;
    const text = unpack(this.#answer.bytes(), this.#encoding).toString('utf8');
    const entry = this.#entry({ status: this.#status, type: this.#type, text });
    if (entry !== undefined) this.#recorder.spool.answered(this.#number, entry);
  }

  #entry(answer?: SeenCall['answer']): string | undefined {
    if (this.#request === undefined) return undefined;
    const { method, url, headers } = this.#request;
    const type = headers.find(({ name }) => name === 'content-type')?.value ?? '';
    const body = this.#body.isEmpty ? '' : readableBody(this.#body.bytes(), type);
    const call = { startedAt: this.#startedAt, method, url, headers, body };
    return this.#recorder.entryOf(answer === undefined ? call : { ...call, answer });
  }
}

const unpackers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 << 20 }),
  deflate: (bytes) => inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 << 20 }),
  br: (bytes) =>
    brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: 16 << 20 }),
};

/** Whatever cannot be unpacked says nothing. */
function unpack(bytes: Buffer, encoding: string): Buffer {
  const unpacker = unpackers[encoding === 'x-gzip' ? 'gzip' : encoding];
  if (unpacker === undefined) return bytes;
  try {
    return unpacker(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}
