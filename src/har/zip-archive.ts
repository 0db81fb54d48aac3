import { Unzip, UnzipInflate, unzipSync } from 'fflate';
import { InputError } from '../model/input-error.ts';
import { ReadingProblem } from './reading-problem.ts';

/** So much of the archive is unpacked at a time: deflate can make a thousand times as much of it. */
const step = 512;

/** The files of a zip archive. Names are only ever compared: nothing is written to a disk. */
export class ZipArchive {
  readonly #bytes: Uint8Array;
  /** What each file unpacks to, in bytes, as the archive says. */
  readonly #sizes = new Map<string, number>();

  /** @throws InputError for an archive that is cut off or damaged. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#extract(({ name, originalSize }) => {
      // The first of a name is taken, whatever else claims it.
      if (!this.#sizes.has(name)) this.#sizes.set(name, originalSize);
      return false;
    });
  }

  /** The recording: `har.har`, as Playwright names it, else the first `.har`. */
  findHar(): string | undefined {
    if (this.#sizes.has('har.har')) return 'har.har';
    // macOS packs a shadow of each file into a folder of that name.
    return [...this.#sizes.keys()].find((name) => /\.har$/i.test(name) && !name.startsWith('__MACOSX/'));
  }

  /** A file of any size, a piece at a time. @throws ReadingProblem where it is damaged or encrypted. */
  *unpack(name: string): Generator<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let isFound = false;
    let isDone = false;
    const unzip = new Unzip((file) => {
      if (isFound || file.name !== name) return;
      isFound = true;
      file.ondata = (error, piece, isLast) => {
        if (error) throw error;
        if (piece.length > 0) pieces.push(piece);
        isDone = isLast;
      };
      file.start();
    });
    unzip.register(UnzipInflate);
    for (let at = 0; at < this.#bytes.length && !isDone; at += step) {
      try {
        unzip.push(this.#bytes.subarray(at, at + step), at + step >= this.#bytes.length);
      } catch {
        yield* pieces;
        throw new ReadingProblem('damaged', 'the file in the zip archive is damaged or encrypted');
      }
      yield* pieces.splice(0);
    }
    if (!isDone) throw new ReadingProblem('damaged', 'the file in the zip archive is damaged or encrypted');
  }

  /** A small file; `undefined` when there is none, it is damaged, or it would unpack to more than `largest` bytes. */
  findSmall(name: string, largest: number): Uint8Array | undefined {
    if ((this.#sizes.get(name) ?? Number.POSITIVE_INFINITY) > largest) return undefined;
    try {
      return this.#extract((file) => file.name === name && file.originalSize <= largest)[name];
    } catch {
      return undefined;
    }
  }

  #extract(filter: (file: { readonly name: string; readonly originalSize: number }) => boolean) {
    try {
      return unzipSync(this.#bytes, { filter });
    } catch (cause) {
      throw new InputError('the zip archive cannot be read: it is cut off or damaged', {
        next: 'unzip it and pass the .har file inside',
        cause,
      });
    }
  }
}
