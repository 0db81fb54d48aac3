import type { SearchedBytes } from './bytes/find-window.ts';
import { LiteralFinder } from './bytes/literal-finder.ts';
import { TextTable } from './bytes/text-table.ts';
import { findSpecifiers } from './find-specifiers.ts';
import { looksMinified } from './looks-minified.ts';
import { type Clues, type FindClues, noClues } from './seed-pattern.ts';
import { importWords, specifierAfter } from './specifier-in-bytes.ts';

/** What is kept of a file that was looked at. Plain data, and nothing of its text but import specifiers. */
export interface FileFacts {
  readonly clues: Clues;
  /** In bytes; of a file that is too large, as many as were read. */
  readonly size: number;
  /** Import specifiers, each once; `undefined` when they were not wanted at the time. */
  readonly specifiers: readonly string[] | undefined;
  /** Why the file is not analysed. */
  readonly unfit?: 'minified' | 'too-large';
}

/** What is to be known of a file, beside what is in its bytes. */
export interface LookOptions {
  /** How much of the bytes is the file. */
  readonly size: number;
  /** Whether that is all of it. */
  readonly isWhole: boolean;
  /** Whether its path has Marketo's name. */
  readonly isNamed: boolean;
  /** Whether it is read though a generator wrote it. */
  readonly isWanted?: boolean;
  readonly withImports: boolean;
  /** Finds import specifiers in the text, in languages that do not write them as JavaScript does. */
  readonly specifiersIn?: ((text: string) => readonly string[]) | undefined;
}

/**
 * Looks at files in the bytes that they are read into, without decoding or parsing them: at the speed of memory for
 * nearly all, which have nothing to say. A text is only made of a file that holds a literal without which there is no
 * clue, or is named for Marketo.
 */
export class ByteLook {
  readonly #bytes: Buffer;
  readonly #findClues: FindClues;
  readonly #specifiers = new TextTable();
  readonly #literalCount: number;
  /** Finds literals of clues; the other, import words behind them in its list as well. */
  readonly #clueFinder: LiteralFinder;
  readonly #fullFinder: LiteralFinder;

  /** @param searched where the files will be read into */
  constructor(searched: SearchedBytes, findClues: FindClues) {
    const literals = findClues.literals ?? [];
    this.#bytes = searched.bytes;
    this.#findClues = findClues;
    this.#literalCount = literals.length;
    this.#clueFinder = new LiteralFinder(searched, literals);
    this.#fullFinder = new LiteralFinder(searched, [...literals, ...importWords]);
  }

  look(options: LookOptions): FileFacts {
    const { size, isWhole } = options;
    if (this.#bytes[0] === 0xff && this.#bytes[1] === 0xfe && size >= 2) return this.#lookAtWide(options);
    if (mayBeMinified(options) && looksMinified(this.#bytes, size)) return minified(size);
    const { speaks, ...found } = this.#search({
      ...options,
      withImports: options.withImports && options.specifiersIn === undefined,
    });
    const specifiers = this.#specifiersOf(options) ?? found.specifiers;
    const isClose = speaks || options.isNamed || this.#findClues.literals === undefined;
    const clues = isClose ? this.#cluesOf(this.#bytes.toString('latin1', 0, size), options.isNamed) : noClues;
    return isWhole ? { clues, size, specifiers } : { clues, size, specifiers: undefined, unfit: 'too-large' };
  }

  /** Copied: a slice would hold on to the text. */
  #specifiersOf({ size, isWhole, withImports, specifiersIn }: LookOptions): string[] | undefined {
    if (specifiersIn === undefined || !withImports || !isWhole) return undefined;
    return specifiersIn(this.#bytes.toString('latin1', 0, size)).map((name) => Buffer.from(name).toString());
  }

  #search({ size, withImports, isWhole }: LookOptions): { speaks: boolean; specifiers: string[] | undefined } {
    let speaks = false;
    if (!withImports || !isWhole) {
      this.#clueFinder.search(size, () => {
        speaks = true;
        return false;
      });
      return { speaks, specifiers: undefined };
    }
    const specifiers: string[] = [];
    let behindLast = 0;
    this.#fullFinder.search(size, (literal, start) => {
      if (literal < this.#literalCount) speaks = true;
      else if (start >= behindLast) {
        const span = specifierAfter(literal - this.#literalCount, this.#bytes, start, size);
        if (span !== undefined) {
          behindLast = span.end + 1;
          const specifier = this.#specifiers.textOf(this.#bytes, span.start, span.end);
          if (!specifiers.includes(specifier)) specifiers.push(specifier);
        }
      }
      return true;
    });
    return { speaks, specifiers };
  }

  /** UTF-16 is rare among sources: such a file is looked at as a text. */
  #lookAtWide(options: LookOptions): FileFacts {
    const { size, isWhole, isNamed, withImports } = options;
    const units = new Uint16Array(this.#bytes.buffer, this.#bytes.byteOffset, size >> 1);
    if (mayBeMinified(options) && looksMinified(units, units.length)) return minified(size);
    const text = this.#bytes.toString('utf16le', 0, size);
    const clues = this.#cluesOf(text, isNamed);
    if (!isWhole) return { clues, size, specifiers: undefined, unfit: 'too-large' };
    // Copied: a slice would hold on to the text.
    const copied = ({ start, end }: { start: number; end: number }): string =>
      Buffer.from(text.slice(start, end)).toString();
    const specifiers = withImports ? [...new Set([...findSpecifiers(text)].map(copied))] : undefined;
    return { clues, size, specifiers };
  }

  #cluesOf(text: string, isNamed: boolean): Clues {
    const clues = this.#findClues(text, isNamed);
    return isSilent(clues) ? noClues : clues;
  }
}

/** Only JavaScript is minified: a long line of another language is somebody's code. */
function mayBeMinified({ isWhole, isWanted = false, specifiersIn }: LookOptions): boolean {
  return isWhole && !isWanted && specifiersIn === undefined;
}

function minified(size: number): FileFacts {
  return { clues: noClues, size, specifiers: undefined, unfit: 'minified' };
}

function isSilent(clues: Clues): boolean {
  return !(clues.strong || clues.suffix || clues.setting || clues.mention || clues.sends);
}
