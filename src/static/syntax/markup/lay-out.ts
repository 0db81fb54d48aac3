import { markupMoment, markupName } from '../../contract/markup-name.ts';
import type { CodePlace, MarkupCode } from './code-place.ts';
import type { Stretch } from './script-blocks.ts';

/**
 * The script that a file of markup stands for: its script blocks as they are, and the code of the markup as one
 * function for each stretch of it, which the markup is called with. Every place in it is the same place in the file;
 * only at the end something may follow.
 */
export function layOut(text: string, blocks: readonly Stretch[], { places, names }: MarkupCode): string {
  const page = new Page(text);
  for (const { start, end } of blocks) page.keep(start, text.slice(start, end));
  let from = 0;
  for (const { start, end } of [...blocks, { start: text.length, end: text.length }]) {
    const inside = places
      .filter((place) => place.start >= from && place.end <= start)
      .map((place) => trimmed(text, place));
    if (inside.length > 0) layOutStretch(page, { start: from, end: start }, inside, [...new Set(names)]);
    from = end;
  }
  return page.toString();
}

/** The blanks before the code are room. */
function trimmed(text: string, place: CodePlace): CodePlace {
  const written = text.slice(place.start, place.end);
  return { ...place, start: place.start + written.length - written.trimStart().length };
}

function layOutStretch(
  page: Page,
  { start, end }: Stretch,
  places: readonly CodePlace[],
  names: readonly string[],
): void {
  let [at, ended] = [start, ''];
  let isWrapped = false;
  for (const [index, place] of places.entries()) {
    const room = page.room(at, place.start);
    if (index === 0) isWrapped = room.open(names, place.kind);
    const opener = room.write(ended, place.kind);
    page.keep(place.start, place.code ?? page.slice(place.start, place.end));
    [at, ended] = [place.end, opener];
  }
  page.room(at, end).close(`${ended}${isWrapped ? '})' : ''}`, end === page.length);
}

/** The characters of the result, blank where nothing is written. */
class Page {
  readonly #text: string;
  readonly #characters: string[];
  #tail = '';

  constructor(text: string) {
    this.#text = text;
    // One string for each UTF-16 unit, as places are counted.
    this.#characters = Array.from({ length: text.length }, (_, at) => {
      const character = text.charAt(at);
      return /[\n\r\u2028\u2029]/.test(character) ? character : ' ';
    });
  }

  get length(): number {
    return this.#text.length;
  }

  slice(start: number, end: number): string {
    return this.#text.slice(start, end);
  }

  keep(start: number, written: string): void {
    for (let index = 0; index < written.length; index += 1) this.#characters[start + index] = written.charAt(index);
  }

  append(written: string): void {
    this.#tail += written;
  }

  room(start: number, end: number): Room {
    const free: number[] = [];
    for (let at = start; at < end; at += 1) if (this.#characters[at] === ' ') free.push(at);
    return new Room(this, free);
  }

  toString(): string {
    return this.#characters.join('') + this.#tail;
  }
}

/** Blanks between two pieces of code, into which is written what binds them together. */
class Room {
  readonly #page: Page;
  #free: number[];

  constructor(page: Page, free: number[]) {
    this.#page = page;
    this.#free = free;
  }

  /** Begins the function around the code of a stretch, where there is room; what follows comes behind it. */
  open(names: readonly string[], kind: CodePlace['kind']): boolean {
    for (const list of [names, []]) {
      const tokens = [`;${markupName}((`, ...list.map((name) => `${name},`), ')=>{'];
      const places = this.#placesFor(tokens, this.#free.length - openerOf[kind]);
      if (places === undefined) continue;
      for (const [index, token] of tokens.entries()) this.#page.keep(this.#free[places[index] ?? 0] ?? 0, token);
      this.#free = this.#free.slice((places.at(-1) ?? 0) + (tokens.at(-1)?.length ?? 0));
      return true;
    }
    return false;
  }

  /** Ends what stands before and begins what follows. Returns what ends that. */
  write(ended: string, kind: CodePlace['kind']): string {
    const before = this.#free.splice(0, ended.length);
    for (const [index, at] of before.entries()) this.#page.keep(at, ended.charAt(index));
    const openers = kind === 'statements' ? statementOpeners : valueOpeners;
    for (const { opener, closer, isCall, isWord } of openers) {
      const from = this.#free.length - opener.length;
      if (from < 0 || (isCall && ended !== ')') || (isWord && !this.#isRun(from, opener.length))) continue;
      for (let index = 0; index < opener.length; index += 1)
        this.#page.keep(this.#free[from + index] ?? 0, opener.charAt(index));
      return closer;
    }
    return '';
  }

  /** Ends what stands before. */
  close(ended: string, isLast: boolean): void {
    for (let index = 0; index < ended.length; index += 1) {
      const at = this.#free[index];
      if (at !== undefined) this.#page.keep(at, ended.charAt(index));
      else if (isLast) this.#page.append(ended.charAt(index));
    }
    // A script block may follow on the same line.
    const last = this.#free.slice(ended.length).at(-1);
    if (last !== undefined) this.#page.keep(last, ';');
  }

  /** Where each of these goes, one after the other among the first so many blanks; line breaks may part them. */
  #placesFor(tokens: readonly string[], among: number): number[] | undefined {
    const places: number[] = [];
    let from = 0;
    for (const { length } of tokens) {
      while (from + length <= among && !this.#isRun(from, length)) from += 1;
      if (from + length > among) return undefined;
      places.push(from);
      from += length;
    }
    return places;
  }

  #isRun(from: number, length: number): boolean {
    return (this.#free[from + length - 1] ?? 0) - (this.#free[from] ?? 0) === length - 1;
  }
}

interface Opener {
  readonly opener: string;
  readonly closer: string;
  /** Whether it calls what a call before it gives. */
  readonly isCall?: true;
  /** Whether it has words, which a line break must not part. */
  readonly isWord?: true;
}

/** Best first: what there is room for. */
const valueOpeners: readonly Opener[] = [
  { opener: `;${markupName}(`, closer: ')' },
  { opener: '(', closer: ')', isCall: true },
  { opener: ';(', closer: ')' },
];

/** What a handler does happens at some time, or never. */
const statementOpeners: readonly Opener[] = [
  { opener: `;if(${markupMoment}){`, closer: '}', isWord: true },
  { opener: ';{', closer: '}' },
];

/** How much the code behind the opening needs for itself. */
const openerOf = { value: 3, statements: 7 };
