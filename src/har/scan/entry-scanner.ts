import { textField } from '../raw.ts';
import { ReadingProblem } from '../reading-problem.ts';
import { defaultLimits, type ReadingLimits } from './element.ts';
import { EntryList, type RawEntry } from './entry-list.ts';
import { Outline } from './outline.ts';
import { makeSkipper, type Skipper } from './skip-string.ts';
import { StrayByte } from './stray-byte.ts';
import { makeWasmSkipper } from './wasm-skipper.ts';

const arenaSize = 64 * 1024;

/** Scratch memory of all scanners, made with the first: it holds nothing from one call of `write` to the next. */
let shared: Skipper | undefined;

function sharedSkipper(): Skipper {
  shared ??= makeWasmSkipper(arenaSize) ?? makeSkipper(arenaSize);
  return shared;
}

/**
 * Finds the elements of `log.entries` in the bytes of a HAR while they arrive, and forgets them. A state machine over
 * strings and brackets: no value is built but that of one entry without its bodies, so memory is bounded by the limits.
 *
 * An object that holds `log` or `entries` twice gives the entries of both: they are told while the file is still read.
 */
export class EntryScanner {
  readonly #arena: Uint8Array;
  readonly #outline: Outline;
  readonly #list: EntryList;
  #sawEntries = false;
  #bytes = 0;

  /** @param onEntry told each element; what it is given is good until it returns. */
  constructor(onEntry: (entry: RawEntry) => void, limits: ReadingLimits = defaultLimits) {
    const skipper = sharedSkipper();
    this.#arena = skipper.bytes;
    this.#outline = new Outline(skipper.skip);
    this.#list = new EntryList(skipper, limits, onEntry);
  }

  /** Whether an object began: without one, the input is not even the start of a HAR. */
  get sawObject(): boolean {
    return this.#outline.sawObject;
  }

  /** Whether a list `log.entries` was met: without one, the input is not a HAR. */
  get sawEntries(): boolean {
    return this.#sawEntries;
  }

  /** `log.creator.name`, as written, when it is a text. */
  get creator(): string | undefined {
    return textField(this.#outline.creator, 'name');
  }

  /** `log.creator.comment`, likewise. */
  get creatorComment(): string | undefined {
    return textField(this.#outline.creator, 'comment');
  }

  /** Whether there are members beside the entries, the version and the creator: pages, a comment, a producer's own. */
  get hasMore(): boolean {
    return this.#outline.hasMore;
  }

  /** @throws ReadingProblem where the bytes are no JSON any more; the scanner cannot go on then. */
  write(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += arenaSize) {
      const piece = bytes.subarray(start, start + arenaSize);
      this.#arena.set(piece);
      this.#scan(piece.length);
      this.#bytes += piece.length;
    }
  }

  /** @throws ReadingProblem when the JSON is not finished. */
  end(): void {
    if (this.#outline.isEnded) return;
    this.#list.end();
    throw new ReadingProblem('cut-off', `the file ends at byte ${this.#bytes}, ${this.#place()}`);
  }

  #scan(end: number): void {
    let at = 0;
    try {
      while (at < end) {
        if (!this.#outline.isAtEntries) at = this.#outline.scan(this.#arena, at, end);
        if (!this.#outline.isAtEntries) continue;
        this.#sawEntries = true;
        at = this.#list.scan(this.#arena, at, end);
        if (!this.#list.isClosed) continue;
        this.#outline.isAtEntries = false;
        this.#list.open();
      }
    } catch (error) {
      if (!(error instanceof StrayByte)) throw error;
      const byte = this.#bytes + error.at;
      throw new ReadingProblem('broken', `the JSON is broken at byte ${byte}, ${this.#place()}`);
    }
  }

  #place(): string {
    if (!this.#sawEntries) return `before any entry, where ${this.#outline.expected} was expected`;
    if (this.#list.isInElement) return `in entry ${this.#list.entries}`;
    const expected = this.#outline.isAtEntries ? 'an entry or "]"' : this.#outline.expected;
    return `after ${this.#list.entries} entries, where ${expected} was expected`;
  }
}
