import { ascii, isBlank } from './ascii.ts';
import { hasHints, hintLength } from './hints.ts';
import { KeptBytes } from './kept-bytes.ts';
import { LongText } from './long-text.ts';
import type { Hints } from './skip-string.ts';

/** What bounds the memory of reading, in bytes of the file. */
export interface ReadingLimits {
  /** Of a body, what is kept; the rest is cut. */
  readonly longestString: number;
  /** Of an entry, bodies included; a larger one is left out. */
  readonly largestEntry: number;
}

/** An answer shows what it is within the first 4 MB. No believable entry holds 32 MB of what has to be looked at. */
export const defaultLimits: ReadingLimits = { longestString: 4 << 20, largestEntry: 32 << 20 };

/** Of a string that is no body, what is kept: of an address that is longer, path and first parameters. */
const longestOther = 64 * 1024;

/**
 * Stands in a parsed element for a string that was kept apart, followed by its number, or at the end of one that was
 * cut. A file may hold the same text of its own: it then names a body of the same entry, which it could have
 * written there just as well.
 */
const mark = '\u0000';
const writtenMark = Buffer.from('\\u0000');
const textKey = Buffer.from('"text"');

interface Span {
  readonly start: number;
  end: number;
  isCut: boolean;
  hasHints: boolean;
}

/** One value of the file while its bytes arrive: its structure and short strings, and apart from it its long `text`s. */
export class Element {
  readonly #limits: ReadingLimits;
  readonly #hints: Hints;
  readonly #skeleton = new KeptBytes();
  readonly #texts = new KeptBytes();
  #spans: Span[] = [];
  /** Where in the skeleton the string that is being added began. */
  #stringStart = 0;
  #isText = false;
  #isDropped = false;
  #isTooLarge = false;

  /** @param hints of the bytes that are added to strings. */
  constructor(limits: ReadingLimits, hints: Hints) {
    this.#limits = limits;
    this.#hints = hints;
  }

  get isTooLarge(): boolean {
    return this.#isTooLarge;
  }

  /** Whether it is an object or a list, which end by themselves. */
  get isBracketed(): boolean {
    const first = this.#skeleton.at(0);
    return first === ascii.openBrace || first === ascii.openBracket;
  }

  clear(): void {
    this.#skeleton.clear();
    this.#texts.clear();
    this.#spans = [];
    this.#isTooLarge = false;
  }

  /** Adds structure, short strings included. */
  keep(bytes: Uint8Array, start: number, end: number): void {
    if (this.#fits(end - start)) this.#skeleton.append(bytes, start, end);
  }

  /** Begins a string that is long or may become so; its opening quote is kept already. */
  beginString(): void {
    this.#stringStart = this.#skeleton.length;
    this.#isDropped = false;
    this.#isText = this.#isUnderTextKey();
    const start = this.#texts.length;
    if (this.#isText && !this.#isTooLarge) this.#spans.push({ start, end: start, isCut: false, hasHints: false });
  }

  addToString(bytes: Uint8Array, start: number, end: number): void {
    if (this.#isText) {
      this.#addToText(bytes, start, end);
      return;
    }
    const room = longestOther - (this.#skeleton.length - this.#stringStart);
    if (end - start > room) this.#isDropped = true;
    if (room > 0) this.keep(bytes, start, Math.min(end, start + room));
  }

  /** Ends it; the closing quote is kept by the caller. */
  endString(): void {
    if (!this.#isText && !this.#isDropped) return;
    if (this.#isTooLarge) return;
    this.#skeleton.truncate(this.#isText ? this.#stringStart : this.#wholeEnd());
    this.#skeleton.append(writtenMark);
    if (this.#isText) this.#skeleton.append(Buffer.from(String(this.#spans.length - 1)));
  }

  /**
   * Numbers that are none, as Python writes them, tell nothing here.
   * @throws SyntaxError when the bytes are not JSON.
   */
  parse(): unknown {
    const text = this.#skeleton.view().toString('utf8');
    try {
      return JSON.parse(text);
    } catch (error) {
      if (!/NaN|Infinity/.test(text)) throw error;
      return JSON.parse(
        text.replace(/"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)\b/g, (part) => (part.startsWith('"') ? part : 'null')),
      );
    }
  }

  /** Where a string that was cut ends without half an escape or half a character. */
  #wholeEnd(): number {
    const end = this.#skeleton.length;
    const start = Math.max(this.#stringStart, end - 12);
    const tail = this.#skeleton.view(start, end).toString('latin1');
    const whole = tail.replace(/[\xc0-\xff][\x80-\xbf]*$/, '').replace(/\\(?:u[0-9a-f]{0,3})?$/i, '');
    // An escaped backslash at the end is whole; which of several it is cannot be told from here, so all of them go.
    return start + whole.replace(/\\+$/, '').length;
  }

  /** What a string of the parsed element stands for: itself, or a long text. The latter is valid until the next element. */
  textOf(value: string): string | LongText {
    const span = value.startsWith(mark) && value.length > 1 ? this.#spans[Number(value.slice(1))] : undefined;
    return span === undefined ? value : new LongText(this.#texts.view(span.start, span.end), span);
  }

  #addToText(bytes: Uint8Array, start: number, end: number): void {
    const span = this.#spans.at(-1);
    if (span === undefined) return;
    const room = this.#limits.longestString - (span.end - span.start);
    const length = Math.min(room, end - start);
    if (length < end - start) span.isCut = true;
    if (!this.#fits(length)) return;
    const seam = span.end;
    this.#texts.append(bytes, start, start + length);
    span.end = this.#texts.length;
    span.hasHints ||= this.#hints(start, start + length) !== 0 || this.#hasHintsAcross(seam, span);
  }

  /** Whether there is a hint to whose bytes two pieces contributed. */
  #hasHintsAcross(seam: number, { start, end }: Span): boolean {
    const reach = hintLength - 1;
    return seam > start && hasHints(this.#texts.view(Math.max(start, seam - reach), Math.min(seam + reach, end)));
  }

  #fits(length: number): boolean {
    this.#isTooLarge ||= this.#skeleton.length + this.#texts.length + length > this.#limits.largestEntry;
    return !this.#isTooLarge;
  }

  /** Whether the string that begins is the value of a `text`: an answer's or a request's body. */
  #isUnderTextKey(): boolean {
    let at = this.#skeleton.length - 2;
    while (isBlank(this.#skeleton.at(at))) at -= 1;
    if (this.#skeleton.at(at) !== ascii.colon) return false;
    at -= 1;
    while (isBlank(this.#skeleton.at(at))) at -= 1;
    const start = at + 1 - textKey.length;
    if (start < 1 || this.#skeleton.at(start - 1) === ascii.backslash) return false;
    return this.#skeleton.view(start, at + 1).equals(textKey);
  }
}
