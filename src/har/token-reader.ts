import type { ParsedTokenInfo } from '@streamparser/json';
import { Tokenizer, TokenizerError, TokenParserError, TokenType } from '@streamparser/json';
import { ReadingProblem } from './reading-problem.ts';

export type Token = Omit<ParsedTokenInfo, 'partial'>;

const bufferSize = 64 * 1024;
const longestNumber = 10_000;

/**
 * Takes JSON bytes apart into tokens. A string is cut after `longestString` characters, and the rest of it is dropped
 * byte by byte without being decoded, so that no body, however large, has to fit in memory.
 */
export class TokenReader {
  readonly #tokenizer: Tokenizer;
  readonly #longestString: number;
  readonly #onToken: (token: Token) => void;
  /** The token that the last piece ended in, when it ended inside a string or a number. */
  #unfinished: ParsedTokenInfo | undefined;
  #lastOffset = 0;
  /** Dropped so far, by which the tokenizer's offsets fall short. */
  #dropped = 0;
  #dropping = false;
  #escaped = false;
  #bytes = 0;

  constructor(onToken: (token: Token) => void, longestString: number) {
    this.#onToken = onToken;
    this.#longestString = longestString;
    // emitPartialTokens tells, once a piece, whether it ended inside a string: the one place to start dropping.
    this.#tokenizer = new Tokenizer({
      stringBufferSize: bufferSize,
      numberBufferSize: bufferSize,
      emitPartialTokens: true,
    });
    this.#tokenizer.onToken = (token) => this.#take(token);
  }

  /** Bytes given so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Where the last token began, in bytes from the start. */
  get lastOffset(): number {
    return this.#lastOffset;
  }

  /** @throws ReadingProblem where the bytes are no JSON; only `lastOffset` tells where. */
  write(bytes: Uint8Array): void {
    // A plain view: the tokenizer takes many subarrays, which for a Buffer cost several times as much.
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let start = 0; start < plain.length; start += bufferSize) {
      this.#writePiece(plain.subarray(start, start + bufferSize));
    }
  }

  #writePiece(piece: Uint8Array): void {
    this.#bytes += piece.length;
    const rest = this.#dropping ? piece.subarray(this.#drop(piece)) : piece;
    if (rest.length === 0) return;
    this.#unfinished = undefined;
    try {
      this.#tokenizer.write(rest);
    } catch (error) {
      if (error instanceof TokenizerError || error instanceof TokenParserError)
        throw new ReadingProblem('broken', 'not JSON');
      throw error;
    }
    this.#checkUnfinished();
  }

  #take(token: ParsedTokenInfo): void {
    if (token.partial) {
      this.#unfinished = token;
      return;
    }
    this.#unfinished = undefined;
    this.#lastOffset = token.offset + this.#dropped;
    this.#onToken(token);
  }

  #checkUnfinished(): void {
    const unfinished = this.#unfinished;
    if (unfinished?.token === TokenType.STRING) {
      this.#dropping = String(unfinished.value).length >= this.#longestString;
      this.#escaped = false;
    }
    const length = this.#bytes - this.#dropped - (unfinished?.offset ?? 0);
    if (unfinished?.token === TokenType.NUMBER && length > longestNumber)
      throw new ReadingProblem('broken', 'not JSON');
  }

  /** How many bytes of the piece belong to the string being dropped: all of them, or those before its closing quote. */
  #drop(piece: Uint8Array): number {
    let end = 0;
    for (; end < piece.length; end += 1) {
      const byte = piece[end];
      if (this.#escaped) this.#escaped = false;
      else if (byte === 0x5c) this.#escaped = true;
      else if (byte === 0x22) break;
    }
    this.#dropped += end;
    this.#dropping = end === piece.length;
    return end;
  }
}
