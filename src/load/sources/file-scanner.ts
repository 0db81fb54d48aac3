import { findSpecifiers } from '../../sources/find-specifiers.ts';
import type { LeftOut } from '../../sources/left-out.ts';
import { looksMinified } from '../../sources/looks-minified.ts';
import { type Clues, type FindClues, noClues } from '../../sources/seed-pattern.ts';
import type { SourceProblem } from '../../sources/source-set.ts';
import type { ByteReader } from './byte-reader.ts';

/** What is kept of a file that was looked at. */
export interface FileFacts {
  readonly clues: Clues;
  /** In bytes. */
  readonly size: number;
  /** Import specifiers; `undefined` when they were not wanted at the time. */
  readonly specifiers: readonly string[] | undefined;
}

export interface FileScannerInput {
  readonly reader: ByteReader;
  readonly findClues: FindClues;
  readonly isNamed: (path: string) => boolean;
  readonly leftOut: LeftOut;
  /** What an earlier look gave, for files that are certain to be the same. */
  readonly known?: (path: string) => FileFacts | undefined;
}

/**
 * Looks at files as bytes, each once, without decoding or parsing them. Only clues and import specifiers are kept, and
 * no piece of a file's text: a piece would keep the whole text alive.
 */
export class FileScanner {
  readonly problems: SourceProblem[] = [];
  /** How many files were read. */
  looked = 0;
  readonly #input: FileScannerInput;
  readonly #facts = new Map<string, FileFacts | undefined>();
  readonly #specifiers = new Map<string, string>();

  constructor(input: FileScannerInput) {
    this.#input = input;
  }

  /** All that was found out so far; `undefined` for files that are not to be analysed. */
  facts(): ReadonlyMap<string, FileFacts | undefined> {
    return this.#facts;
  }

  /** What is known of a file; `undefined` for one that is not to be analysed, which has been counted or noted. */
  scan(path: string, withImports: boolean): FileFacts | undefined {
    const known = this.#facts.get(path);
    const isEnough = this.#facts.has(path) && (known === undefined || !withImports || known.specifiers !== undefined);
    if (isEnough) return known;
    const facts = this.#remember(path, withImports) ?? this.#read(path, withImports);
    this.#facts.set(path, facts);
    return facts;
  }

  #remember(path: string, withImports: boolean): FileFacts | undefined {
    const facts = this.#input.known?.(path);
    if (facts === undefined || (withImports && facts.specifiers === undefined)) return undefined;
    if (!this.#facts.has(path)) this.looked++;
    return facts;
  }

  #read(path: string, withImports: boolean): FileFacts | undefined {
    const result = this.#input.reader.read(path);
    if (result.kind !== 'read') {
      if (result.kind === 'failed') this.problems.push({ file: path, what: result.what });
      return undefined;
    }
    if (!this.#facts.has(path)) this.looked++;
    const { bytes, isWhole } = result;
    const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
    const text = bytes.toString(isWide ? 'utf16le' : 'latin1');
    if (isWhole && looksMinified(text)) {
      this.#input.leftOut.add('minified', path);
      return undefined;
    }
    const clues = this.#input.findClues(text, this.#input.isNamed(path));
    if (!isWhole) {
      this.#input.leftOut.add('too-large', path);
      if (clues.strong) this.problems.push({ file: path, what: "names Marketo's API but is too large to be analysed" });
      return undefined;
    }
    const specifiers = withImports ? this.#specifiersOf(text, isWide ? undefined : bytes) : undefined;
    return { clues: isSilent(clues) ? noClues : clues, size: bytes.length, specifiers };
  }

  #specifiersOf(text: string, bytes: Buffer | undefined): string[] {
    const found = new Set<string>();
    for (const { start, end } of findSpecifiers(text)) {
      const piece = text.slice(start, end);
      let specifier = this.#specifiers.get(piece);
      if (specifier === undefined) {
        // Copied from the bytes: a slice would hold on to the text, and Latin-1 is not what other letters mean.
        const copy = bytes?.toString('latin1', start, end) ?? Buffer.from(piece).toString();
        specifier = bytes?.toString('utf8', start, end) ?? copy;
        this.#specifiers.set(copy, specifier);
      }
      found.add(specifier);
    }
    return [...found];
  }
}

function isSilent(clues: Clues): boolean {
  return !(clues.strong || clues.suffix || clues.setting || clues.mention || clues.sends);
}
