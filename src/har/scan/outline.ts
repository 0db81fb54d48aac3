import { ascii, isBlank } from './ascii.ts';
import { Brackets } from './brackets.ts';
import { KeptBytes } from './kept-bytes.ts';
import type { SkipString } from './skip-string.ts';
import { StrayByte } from './stray-byte.ts';
import { afterString, expected, type Waiting } from './waiting.ts';

/** Names that matter are shorter, and a program's description of itself too. */
const longestName = 64;
const longestCreator = 4_096;

/** What the root and `log` cannot do without. */
const usualMembers = [['log'], ['version', 'creator', 'entries']] as const;

/**
 * The two objects that a HAR's entries lie in: the root and `log`. Their own members are held to JSON's grammar; of
 * what lies inside of other members only the brackets are followed.
 */
export class Outline {
  readonly #skip: SkipString;
  readonly #name = new KeptBytes();
  readonly #creator = new KeptBytes();
  readonly #nested = new Brackets();
  #waiting: Waiting = 'root';
  /** 1 in the root, 2 in `log`. */
  #depth = 0;
  #isEscaped = false;
  #isCreator = false;
  #hasMore = false;
  /** The scan has come to the first byte inside of `log.entries`; whoever reads the list takes this back. */
  isAtEntries = false;

  constructor(skip: SkipString) {
    this.#skip = skip;
  }

  get sawObject(): boolean {
    return this.#depth > 0 || this.#waiting === 'end';
  }

  get isEnded(): boolean {
    return this.#waiting === 'end';
  }

  /** What JSON would go on with. */
  get expected(): string {
    return expected[this.#waiting];
  }

  /** `log.creator`, as written. */
  get creator(): unknown {
    try {
      return JSON.parse(this.#creator.view().toString('utf8'));
    } catch {
      return undefined;
    }
  }

  /** Whether the root or `log` has members that no entry needs, such as the pages of a browser. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  /**
   * Reads on to the end of the bytes, or into `log.entries`.
   *
   * @returns where it stopped.
   * @throws StrayByte where the bytes are no JSON any more.
   */
  scan(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && !this.isAtEntries) {
      if (this.#waiting.startsWith('in-')) at = this.#goOn(bytes, at, end);
      else if (this.#waiting === 'nested') at = this.#passNested(bytes, at, end);
      else {
        const byte = bytes[at] ?? 0;
        if (!isBlank(byte) && !this.#take(byte)) throw new StrayByte(at);
        at += 1;
      }
    }
    return at;
  }

  /** Takes one byte between names and values. @returns whether it may stand here. */
  #take(byte: number): boolean {
    switch (this.#waiting) {
      case 'root':
        return byte === ascii.openBrace && this.#descend();
      case 'first-name':
        return byte === ascii.closeBrace ? this.#ascend() : this.#startName(byte);
      case 'name':
        return this.#startName(byte);
      case 'colon':
        return byte === ascii.colon && this.#wait('value');
      case 'value':
        return this.#startValue(byte);
      case 'after-value':
        if (byte === ascii.comma) return this.#wait('name');
        return byte === ascii.closeBrace && this.#ascend();
      default:
        return false;
    }
  }

  #wait(waiting: Waiting): true {
    this.#waiting = waiting;
    return true;
  }

  #descend(): true {
    this.#depth += 1;
    return this.#wait('first-name');
  }

  #ascend(): true {
    this.#depth -= 1;
    return this.#wait(this.#depth === 0 ? 'end' : 'after-value');
  }

  #startName(byte: number): boolean {
    this.#name.clear();
    return byte === ascii.quote && this.#wait('in-name');
  }

  #startValue(byte: number): boolean {
    this.#hasMore ||= !(usualMembers[this.#depth - 1] ?? []).some((name) => this.#isNamed(name));
    if (byte === ascii.quote) return this.#wait('in-string');
    if (byte === ascii.openBrace && this.#depth === 1 && this.#isNamed('log')) return this.#descend();
    if (byte === ascii.openBracket && this.#depth === 2 && this.#isNamed('entries')) {
      this.isAtEntries = true;
      return this.#wait('after-value');
    }
    if (byte === ascii.openBrace || byte === ascii.openBracket) {
      this.#nested.open(byte);
      this.#isCreator = this.#depth === 2 && this.#isNamed('creator');
      if (this.#isCreator) this.#startCreator(byte);
      return this.#wait('nested');
    }
    const isStray = byte === ascii.comma || byte === ascii.colon;
    return !isStray && byte !== ascii.closeBrace && byte !== ascii.closeBracket && this.#wait('in-scalar');
  }

  #isNamed(name: string): boolean {
    try {
      return JSON.parse(`"${this.#name.view().toString('utf8')}"`) === name;
    } catch {
      return false;
    }
  }

  /** Inside of a name, a string, or a number or word. */
  #goOn(bytes: Uint8Array, start: number, end: number): number {
    if (this.#waiting === 'in-scalar') return this.#passScalar(bytes, start, end);
    const stop = this.#skip(start + (this.#isEscaped ? 1 : 0), end);
    this.#isEscaped = stop > end;
    const inBytes = Math.min(stop, end);
    if (this.#waiting === 'in-name' && this.#name.length < longestName) this.#name.append(bytes, start, inBytes);
    if (this.#waiting === 'in-nested-string') this.#keepCreator(bytes, start, inBytes);
    if (stop >= end) return end;
    // A control character in a string is no JSON, but here no harm either: the string goes on behind it.
    if (bytes[stop] !== ascii.quote) return stop + 1;
    if (this.#waiting === 'in-nested-string') this.#keepCreator(bytes, stop, stop + 1);
    this.#waiting = afterString[this.#waiting] ?? 'after-value';
    return stop + 1;
  }

  #passScalar(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (isBlank(byte) || byte === ascii.comma || byte === ascii.closeBrace) {
        this.#waiting = 'after-value';
        return at;
      }
      if (byte === ascii.quote || byte === ascii.openBrace || byte === ascii.openBracket) {
        throw new StrayByte(at);
      }
    }
    return end;
  }

  #passNested(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && this.#waiting === 'nested') {
      const byte = bytes[at] ?? 0;
      at += 1;
      if (byte === ascii.quote) this.#waiting = 'in-nested-string';
      else if (byte === ascii.openBrace || byte === ascii.openBracket) this.#nested.open(byte);
      else if (byte === ascii.closeBrace || byte === ascii.closeBracket) this.#nested.close(byte);
      if (this.#nested.depth === 0) this.#waiting = 'after-value';
    }
    this.#keepCreator(bytes, start, at);
    return at;
  }

  #startCreator(byte: number): void {
    this.#creator.clear();
    this.#creator.append(Uint8Array.of(byte));
  }

  #keepCreator(bytes: Uint8Array, start: number, end: number): void {
    if (this.#isCreator && this.#creator.length < longestCreator) this.#creator.append(bytes, start, end);
  }
}
