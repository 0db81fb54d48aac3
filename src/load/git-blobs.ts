import { InputError } from '../model/input-error.ts';
import { startGit } from './sources/run-git.ts';

/**
 * The contents of git objects, in the order asked for, one at a time.
 * @throws InputError when git does not hand them over, as in a clone that lacks them.
 */
export async function* readBlobs(folder: string, objects: readonly string[]): AsyncGenerator<Buffer> {
  const git = startGit(folder, ['cat-file', '--batch']);
  // A git that is not there, or gone, shows as an output that ends too early.
  git.on('error', () => {});
  git.stdin.on('error', () => {});
  git.stdin.end(objects.map((object) => `${object}\n`).join(''));
  const output = new Pieces(git.stdout);
  try {
    for (let left = objects.length; left > 0; left--) {
      const size = sizeIn(await output.line());
      const content = size === undefined ? undefined : await output.take(size);
      // Each content is followed by a line break of git's own.
      if (content === undefined || (await output.take(1)) === undefined) throw missing();
      yield content;
    }
  } finally {
    git.kill();
  }
}

/** "<object> blob <size>"; anything else says that the object is not there. */
function sizeIn(header: string | undefined): number | undefined {
  const size = /^[0-9a-f]+ blob (\d+)$/.exec(header ?? '')?.[1];
  return size === undefined ? undefined : Number(size);
}

function missing(): InputError {
  return new InputError('git does not hand over all files of the commit', {
    at: { file: '--base' },
    next: 'fetch it whole; a partial clone lacks some of them',
  });
}

/** A stream as lines and pieces of known length, whatever its chunks are. */
class Pieces {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Up to the next line break, without it; `undefined` when the stream ends before. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf(10);
      if (end >= 0) {
        const line = this.#rest.subarray(0, end).toString('utf8');
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      if (!(await this.#more())) return undefined;
    }
  }

  /** Exactly so many bytes; `undefined` when the stream ends before. */
  async take(size: number): Promise<Buffer | undefined> {
    const chunks = [this.#rest];
    let length = this.#rest.length;
    while (length < size) {
      const { value, done } = await this.#chunks.next();
      if (done === true) return undefined;
      chunks.push(value);
      length += value.length;
    }
    const all = chunks.length === 1 ? this.#rest : Buffer.concat(chunks);
    this.#rest = all.subarray(size);
    return all.subarray(0, size);
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done === true) return false;
    this.#rest = Buffer.concat([this.#rest, value]);
    return true;
  }
}
