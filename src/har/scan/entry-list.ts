import { ascii, isBlank } from './ascii.ts';
import { Brackets } from './brackets.ts';
import { Element, type ReadingLimits } from './element.ts';
import type { LongText } from './long-text.ts';
import { longestInline, type Skipper } from './skip-string.ts';
import { StrayByte } from './stray-byte.ts';

/** One element of `log.entries`. `broken`: its bytes are not JSON. `too-large`: over the limit, and not kept. */
export type RawEntry =
  | { readonly kind: 'broken' | 'too-large'; readonly index: number }
  | { readonly kind: 'whole'; readonly index: number; readonly value: unknown; readonly textOf: TextOf };

/** What a string of an entry stands for; see {@link Element.textOf}. */
export type TextOf = (value: string) => string | LongText;

/** The elements of `log.entries`, told apart by brackets and commas alone; what is in them decides the parser of each. */
export class EntryList {
  readonly #skipper: Skipper;
  readonly #onEntry: (entry: RawEntry) => void;
  readonly #element: Element;
  readonly #brackets = new Brackets();
  #entries = 0;
  #isInElement = false;
  #isInString = false;
  #isEscaped = false;
  #isBroken = false;
  #isAfterComma = false;
  #isClosed = false;

  /** @param onEntry told each element; what it is given is good until it returns. */
  constructor(skipper: Skipper, limits: ReadingLimits, onEntry: (entry: RawEntry) => void) {
    this.#skipper = skipper;
    this.#onEntry = onEntry;
    this.#element = new Element(limits, skipper.hints);
  }

  /** Elements told so far. */
  get entries(): number {
    return this.#entries;
  }

  get isInElement(): boolean {
    return this.#isInElement;
  }

  /** Whether the list has ended. A file may hold a second one, so it can be opened again. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  open(): void {
    this.#isClosed = false;
    this.#isAfterComma = false;
  }

  /**
   * Reads on to the end of the bytes, or of the list.
   *
   * @returns where it stopped.
   * @throws StrayByte at a "}" that the list cannot end with.
   */
  scan(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && !this.#isClosed) {
      at = this.#isInElement ? this.#scanElement(bytes, at, end) : this.#scanBetween(bytes, at, end);
    }
    return at;
  }

  /** The file has ended: an element that was whole but for the comma behind it still counts. */
  end(): void {
    if (this.#isInElement && !this.#isInString && this.#brackets.depth === 0 && this.#element.isBracketed) {
      this.#finish();
    }
  }

  #scanBetween(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && isBlank(bytes[at])) at += 1;
    if (at === end) return end;
    const byte = bytes[at];
    if (byte === ascii.closeBracket) {
      // Nothing stands before the bracket: well in an empty list, and an element that is missing after a comma.
      if (this.#isAfterComma) this.#tell({ kind: 'broken', index: this.#entries });
      this.#isClosed = true;
      return at + 1;
    }
    if (byte === ascii.closeBrace) throw new StrayByte(at);
    this.#isInElement = true;
    return at;
  }

  #scanElement(bytes: Uint8Array, start: number, end: number): number {
    // Bytes are kept in as few pieces as can be: `kept` is where the next piece starts.
    let kept = start;
    let at = this.#isInString ? this.#resumeString(bytes, start, end) : start;
    if (this.#isInString) return end;
    if (at > start) kept = at - 1;
    for (; at < end; at += 1) {
      // Outside of all brackets a comma matters too.
      if (this.#brackets.depth > 0) at = this.#skipper.pass(at, end);
      const byte = at < end ? bytes[at] : undefined;
      if (byte === ascii.quote) {
        const stop = this.#passString(bytes, at + 1, end);
        if (this.#isInString || stop - at > longestInline) {
          this.#keep(kept, at + 1);
          this.#element.beginString();
          this.#element.addToString(bytes, at + 1, Math.min(stop, end));
          if (this.#isInString) return end;
          this.#element.endString();
          kept = stop;
        }
        at = stop;
      } else if (byte === ascii.openBrace || byte === ascii.openBracket) {
        this.#brackets.open(byte);
      } else if (byte === ascii.closeBrace || byte === ascii.closeBracket) {
        if (this.#close(byte, at)) continue;
        this.#keep(kept, at);
        this.#finish();
        this.#isClosed = true;
        return at + 1;
      } else if (byte === ascii.comma && this.#brackets.depth === 0) {
        this.#keep(kept, at);
        this.#finish();
        this.#isAfterComma = true;
        return at + 1;
      }
    }
    this.#keep(kept, end);
    return end;
  }

  #keep(start: number, end: number): void {
    this.#element.keep(this.#skipper.squeezed, 0, this.#skipper.squeeze(start, end));
  }

  /** @returns whether the element goes on; if not, the bracket is the list's own. */
  #close(bracket: number, at: number): boolean {
    const isAtTop = this.#brackets.depth === 0;
    const closing = this.#brackets.close(bracket);
    if (closing === 'matched') return true;
    if (isAtTop && bracket === ascii.closeBrace) throw new StrayByte(at);
    this.#isBroken ||= !isAtTop;
    return closing === 'forced' || bracket === ascii.closeBrace;
  }

  #resumeString(bytes: Uint8Array, start: number, end: number): number {
    const stop = this.#passString(bytes, start + (this.#isEscaped ? 1 : 0), end);
    this.#element.addToString(bytes, start, Math.min(stop, end));
    if (this.#isInString) return end;
    this.#element.endString();
    return stop + 1;
  }

  /** @returns where the string stops, or at least `end` when it goes on. */
  #passString(bytes: Uint8Array, start: number, end: number): number {
    let stop = this.#skipper.skip(start, end);
    // Only a line's end is taken for a string's: there a quote was lost. Other characters were not escaped, no more.
    while (stop < end && bytes[stop] !== ascii.quote && bytes[stop] !== ascii.lineFeed) {
      this.#isBroken = true;
      stop = this.#skipper.skip(stop + 1, end);
    }
    this.#isInString = stop >= end;
    this.#isEscaped = stop > end;
    return stop;
  }

  #finish(): void {
    this.#tell(this.#makeEntry());
    this.#element.clear();
    this.#brackets.clear();
    this.#isInElement = false;
    this.#isBroken = false;
  }

  #makeEntry(): RawEntry {
    const index = this.#entries;
    if (this.#element.isTooLarge) return { kind: 'too-large', index };
    if (this.#isBroken) return { kind: 'broken', index };
    try {
      return { kind: 'whole', index, value: this.#element.parse(), textOf: (value) => this.#element.textOf(value) };
    } catch (error) {
      if (error instanceof SyntaxError) return { kind: 'broken', index };
      throw error;
    }
  }

  #tell(entry: RawEntry): void {
    this.#entries += 1;
    this.#onEntry(entry);
  }
}
