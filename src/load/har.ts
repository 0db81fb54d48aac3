import { dirname } from 'node:path';
import { type Exchange, type HarOptions, type HarReading, readHar } from '../har/index.ts';
import { InputError } from '../model/input-error.ts';
import { loadAttached } from './attached.ts';
import { type ByteProgress, countBytes, loadBytes } from './bytes.ts';
import { standardInput } from './traffic-format.ts';

export { standardInput };

export interface LoadHarOptions extends Omit<HarOptions, 'onProgress' | 'findAttached'> {
  /** Read in place of a file when the path is `-`. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  readonly onProgress?: ((progress: ByteProgress) => void) | undefined;
}

/**
 * Opens a HAR for reading. Nothing is read before the first exchange is asked for, and never more than a chunk ahead.
 *
 * @param file path of a HAR, or `-` for standard input. Errors name it as given.
 * @throws InputError while iterating: no such file, a folder, no permission, empty, or not a HAR.
 */
export function loadHar(file: string, options: LoadHarOptions): HarReading {
  const { stdin, onProgress, ...harOptions } = options;
  if (file === standardInput && stdin === undefined) throw new Error('standard input was not handed over');
  const isStdin = file === standardInput && stdin !== undefined;
  const bytes = isStdin ? countBytes(stdin, onProgress) : loadBytes(file, onProgress, 'reused');
  const folder = dirname(file);
  const reading = readHar(bytes, {
    ...harOptions,
    findAttached: isStdin ? undefined : (name) => loadAttached(folder, name),
  });
  return { ...reading, [Symbol.asyncIterator]: () => naming(file, reading) };
}

/** Adds the file to errors of a reader that knows only bytes. */
async function* naming(file: string, reading: HarReading): AsyncGenerator<Exchange> {
  try {
    yield* reading;
  } catch (error) {
    if (!(error instanceof InputError) || error.at !== undefined) throw error;
    throw new InputError(error.what, { at: { file }, next: error.next, cause: error });
  }
}
