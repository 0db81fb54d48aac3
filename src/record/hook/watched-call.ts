import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import { readableBody, type SeenCall, type SeenHeader, seenHeaders } from '../seen-call.ts';
import type { Written } from '../written.ts';
import type { Recorder } from './recorder.ts';

/** More of a body is not looked at, in bytes: what a call means is at its start. */
const mostBody = 1 << 20;
/** Of what is no JSON only a start is wanted, to tell that it is none. */
const mostOther = 1 << 10;

/** A request as its client names it. */
export interface Sent {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
}

/** Bytes that pass by, up to a limit. */
class Passing {
  readonly #most: number;
  /** A character for each: a copy, because the program may do with its own what it likes, and the cheapest of them. */
  #characters = '';

  constructor(most: number) {
    this.#most = most;
  }

  add(chunk: unknown, encoding?: unknown): void {
    const room = this.#most - this.#characters.length;
    if (room > 0) this.#characters += charactersOf(chunk, encoding, room);
  }

  readonly read = (as: 'latin1' | 'utf8'): string =>
    as === 'latin1' || !beyondAscii.test(this.#characters) ? this.#characters : this.bytes().toString(as);

  bytes(): Buffer {
    return Buffer.from(this.#characters, 'latin1');
  }
}

const beyondAscii = /[\x80-\xff]/;

function charactersOf(chunk: unknown, encoding: unknown, room: number): string {
  if (Buffer.isBuffer(chunk)) return chunk.toString('latin1', 0, room);
  if (chunk instanceof Uint8Array)
    return charactersOf(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), '', room);
  if (typeof chunk !== 'string') return '';
  const known = typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8';
  return charactersOf(Buffer.from(chunk, known), '', room);
}

/** The program may put a clock of its own in its place. */
const { now } = Date;

/** A call to Marketo while it happens: what passes by is collected, and told when it is sent and when it is answered. */
export class WatchedCall {
  readonly #recorder: Recorder;
  readonly #origin: string;
  readonly #startedAt = now();
  #method = '';
  #url = '';
  #headerOf: ((name: string) => string | undefined) | undefined;
  #body: Passing | undefined;
  #number: number | undefined;
  #status = 0;
  #type = '';
  #encoding = '';
  #answer: Passing | undefined;
  isAnswered = false;
  #isWritten = false;

  /** @param origin what stands before its path */
  constructor(recorder: Recorder, origin: string) {
    this.#recorder = recorder;
    this.#origin = origin;
  }

  addBody(chunk: unknown, encoding?: unknown): void {
    this.#body ??= new Passing(mostBody);
    this.#body.add(chunk, encoding);
  }

  /** The request is out. @param headerOf asked only for the few headers that are looked at, and until the answer is written */
  sent({ method, target }: Sent, headerOf: (name: string) => string | undefined): void {
    if (this.#url !== '') return;
    this.#method = method;
    this.#url = this.#origin + (target.startsWith('/') ? target : `/${target}`);
    this.#headerOf = headerOf;
    this.#recorder.journal.sent(this);
  }

  /** As it is: once without an answer, and once with it. */
  write(): void {
    const { spool } = this.#recorder;
    const answer = this.#answer;
    if (this.#isWritten) return;
    if (!this.isAnswered || answer === undefined) {
      if (this.#number !== undefined) return;
      const open = this.#entry();
      if (open !== undefined) this.#number = spool.sent(open);
      return;
    }
    this.#isWritten = true;
    const text = this.#encoding === '' ? answer.read('utf8') : unpack(answer.bytes(), this.#encoding);
    const entry = this.#entry({ status: this.#status, type: this.#type, text });
    // Others may hold on to this for a while.
    this.#answer = undefined;
    this.#body = undefined;
    this.#headerOf = undefined;
    if (entry !== undefined) spool.answered(this.#number, entry);
  }

  answerBegins(status: number, type: string, encoding: string): void {
    this.#status = status;
    this.#type = type;
    this.#encoding = encoding;
    this.#answer = new Passing(type === '' || json.test(type) ? mostBody : mostOther);
  }

  addAnswer(chunk: unknown, encoding?: unknown): void {
    this.#answer?.add(chunk, encoding);
  }

  answered(): void {
    if (this.isAnswered || this.#answer === undefined || this.#url === '') return;
    this.isAnswered = true;
    this.#recorder.journal.answered(this, this.#number === undefined);
  }

  #entry(answer?: SeenCall['answer']): Written | undefined {
    const headerOf = this.#headerOf;
    if (headerOf === undefined) return undefined;
    const headers: SeenHeader[] = [];
    let type = '';
    for (const name of seenHeaders) {
      const value = headerOf(name);
      if (value === undefined) continue;
      headers.push({ name, value });
      if (name === 'content-type') type = value;
    }
    const body = this.#body === undefined ? '' : readableBody(this.#body.read, type);
    const startedAt = this.#startedAt;
    const call = { startedAt, method: this.#method, url: this.#url, headers, body };
    return this.#recorder.entryOf(answer === undefined ? call : { ...call, answer });
  }
}

const json = /json/i;

const unpackers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 << 20 }),
  deflate: (bytes) => inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 << 20 }),
  br: (bytes) =>
    brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: 16 << 20 }),
};

/** Whatever cannot be unpacked says nothing. */
function unpack(bytes: Buffer, encoding: string): string {
  const name = encoding.trim().toLowerCase();
  const unpacker = unpackers[name === 'x-gzip' ? 'gzip' : name];
  try {
    return (unpacker === undefined ? bytes : unpacker(bytes)).toString('utf8');
  } catch {
    return '';
  }
}
