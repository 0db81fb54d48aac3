import { TokenParser, TokenType } from '@streamparser/json';
import { describeExpected } from './expected-next.ts';
import { ReadingProblem } from './reading-problem.ts';
import { type Token, TokenReader } from './token-reader.ts';

/** One element of `log.entries`. `value` is `undefined` for one that was too large to keep. */
export interface RawEntry {
  readonly index: number;
  readonly value: unknown;
  readonly tooLarge: boolean;
}

/** What bounds the memory of reading, in characters. */
export interface ReadingLimits {
  readonly longestString: number;
  readonly largestEntry: number;
}

/** Bodies are looked at up to 4 MB, so a longer string loses nothing; no believable entry holds 64 MB of them. */
export const defaultLimits: ReadingLimits = { longestString: 8 << 20, largestEntry: 64 << 20 };

/** Nothing in a HAR nests a quarter as deep. */
const deepest = 64;
/** The depth inside `log.entries`: the root object, the log, the list. */
const entriesDepth = 3;
/** What a token costs besides its text, roughly: a number, a key's slot, an object's header. */
const tokenCost = 32;

type Opener = TokenType.LEFT_BRACE | TokenType.LEFT_BRACKET;

/**
 * Gives the elements of `log.entries` one by one while bytes arrive, and forgets them. Everything else of the file is
 * parsed for its structure only. An entry over the limit is closed early and marked; a value nested too deep reads as null.
 */
export class EntryParser {
  readonly #reader: TokenReader;
  readonly #values = new TokenParser({ paths: ['$.log.entries.*', '$.log.creator.name'], keepStack: false });
  readonly #limits: ReadingLimits;
  #ready: RawEntry[] = [];
  /** The brackets that are open, outermost first. */
  readonly #open: Opener[] = [];
  #last: TokenType | undefined;
  #beforeLast: TokenType | undefined;
  #lastString = '';
  /** The names that lead down from the root and from the object below it. */
  readonly #names: [string, string] = ['', ''];
  #sawEntries = false;
  #entries = 0;
  #entrySize = 0;
  #tooLarge = false;
  /** Brackets open in a part that is passed over; 0 outside of one. */
  #ignoring = 0;
  #creator: string | undefined;

  constructor(limits: ReadingLimits = defaultLimits) {
    this.#limits = limits;
    this.#reader = new TokenReader((token) => this.#take(token), limits.longestString);
    this.#values.onValue = ({ value, key }) => this.#takeValue(value, key);
  }

  /** Whether an object began: without one, the input is not even the start of a HAR. */
  get sawObject(): boolean {
    return this.#last !== undefined;
  }

  /** Whether a list `log.entries` was met: without one, the input is not a HAR. */
  get sawEntries(): boolean {
    return this.#sawEntries;
  }

  /** `log.creator.name`, as written. */
  get creator(): string | undefined {
    return this.#creator;
  }

  /**
   * Reads on. The entries that the bytes complete wait for {@link takeReady}, also when this throws.
   *
   * @throws ReadingProblem where the bytes are no JSON any more; the parser cannot go on then.
   */
  write(bytes: Uint8Array): void {
    try {
      this.#reader.write(bytes);
    } catch (error) {
      if (!(error instanceof ReadingProblem)) throw error;
      throw new ReadingProblem('broken', `the JSON is broken after byte ${this.#reader.lastOffset}${this.#place()}`);
    }
  }

  /** @throws ReadingProblem when the JSON is not finished. */
  end(): void {
    if (this.#values.isEnded) return;
    throw new ReadingProblem('cut-off', `the file ends at byte ${this.#reader.bytes}${this.#place()}`);
  }

  takeReady(): RawEntry[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #place(): string {
    const inEntry = this.#open.length > entriesDepth;
    const entry = inEntry ? `in entry ${this.#entries}` : `after ${this.#entries} whole entries`;
    const expected = describeExpected({ last: this.#last, beforeLast: this.#beforeLast, open: this.#open.at(-1) });
    return `, ${this.#sawEntries ? entry : 'before any entry'}, where ${expected} was expected`;
  }

  #take(token: Token): void {
    const unexpected = this.#values.isEnded || (this.#last === undefined && token.token !== TokenType.LEFT_BRACE);
    if (unexpected) throw new ReadingProblem('broken', 'not JSON with an object at its root');
    if (this.#ignoring > 0) this.#ignore(token.token);
    else this.#pass(token);
    this.#beforeLast = this.#last;
    this.#last = token.token;
  }

  #pass(token: Token): void {
    if (this.#open.length > entriesDepth) this.#weigh(token);
    if (this.#tooLarge && token.token === TokenType.COMMA) {
      this.#closeEntry();
    } else if (isOpener(token.token) && this.#open.length >= deepest) {
      this.#values.write({ token: TokenType.NULL, value: null });
      this.#ignoring = 1;
    } else {
      this.#values.write(token);
      this.#follow(token);
    }
  }

  #follow({ token, value }: Token): void {
    const depth = this.#open.length;
    if (token === TokenType.STRING) this.#lastString = String(value);
    else if (token === TokenType.COLON && depth <= 2) this.#names[depth === 1 ? 0 : 1] = this.#lastString;
    else if (isCloser(token)) this.#open.pop();
    else if (isOpener(token)) {
      this.#open.push(token);
      if (depth === 1) this.#names[1] = '';
      if (depth === entriesDepth - 1) this.#sawEntries ||= this.#inEntries();
      if (depth === entriesDepth) this.#entrySize = 0;
    }
  }

  #weigh({ token, value }: Token): void {
    this.#entrySize += tokenCost + (token === TokenType.STRING ? String(value).length : 0);
    if (this.#entrySize > this.#limits.largestEntry && this.#inEntries()) this.#tooLarge = true;
  }

  /** Ends the entry at a comma, where closing what is open is always valid, and passes over the rest of it. */
  #closeEntry(): void {
    const open = this.#open.splice(entriesDepth);
    this.#ignoring = open.length;
    for (const opener of open.reverse()) {
      if (opener === TokenType.LEFT_BRACE) this.#values.write({ token: TokenType.RIGHT_BRACE, value: '}' });
      else this.#values.write({ token: TokenType.RIGHT_BRACKET, value: ']' });
    }
  }

  #ignore(token: TokenType): void {
    if (isOpener(token)) this.#ignoring += 1;
    else if (isCloser(token)) this.#ignoring -= 1;
  }

  #inEntries(): boolean {
    const [first, second] = this.#names;
    return first === 'log' && second === 'entries' && this.#open[entriesDepth - 1] === TokenType.LEFT_BRACKET;
  }

  #takeValue(value: unknown, key: unknown): void {
    if (key === 'name') {
      this.#creator = typeof value === 'string' ? value : undefined;
    } else if (this.#inEntries()) {
      this.#ready.push({ index: this.#entries, value: this.#tooLarge ? undefined : value, tooLarge: this.#tooLarge });
      this.#entries += 1;
      this.#tooLarge = false;
    }
  }
}

function isOpener(token: TokenType): token is Opener {
  return token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET;
}

function isCloser(token: TokenType): boolean {
  return token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET;
}
