import type { LeftOut } from '../../sources/left-out.ts';
import type { SourceProblem } from '../../sources/source-set.ts';
import type { ByteReader } from './byte-reader.ts';

/** Reads files as text, each once, whatever the number of programs that they are read for. */
export class TextReader {
  readonly #reader: ByteReader;
  readonly #read = new Map<string, string>();

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** See {@link readTexts}. */
  read(paths: Iterable<string>, leftOut: LeftOut, problems: SourceProblem[]): Map<string, string> {
    const sorted = [...paths].sort();
    const missing = sorted.filter((path) => !this.#read.has(path));
    for (const [path, text] of readTexts(missing, this.#reader, leftOut, problems)) this.#read.set(path, text);
    return new Map(
      sorted.flatMap((path) => {
        const text = this.#read.get(path);
        return text === undefined ? [] : [[path, text]];
      }),
    );
  }
}

/** Reads the files of the work set as text, sorted by path. What cannot be read is noted and missing. */
export function readTexts(
  paths: Iterable<string>,
  reader: ByteReader,
  leftOut: LeftOut,
  problems: SourceProblem[],
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of [...paths].sort()) {
    const result = reader.read(path);
    if (result.kind === 'failed') problems.push({ file: path, what: result.what });
    if (result.kind !== 'read') continue;
    if (result.isWhole) texts.set(path, textOf(reader.memory.bytes, result.size));
    else leftOut.add('too-large', path);
  }
  return texts;
}

function textOf(bytes: Buffer, size: number): string {
  const isWide = size >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe;
  // A byte order mark is no part of the first line.
  return bytes.toString(isWide ? 'utf16le' : 'utf8', 0, size).replace(/^\uFEFF/, '');
}
