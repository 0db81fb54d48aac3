/** One line, or only that there was one of more than {@link longestLine} bytes. */
export type Line = { readonly text: string } | 'too-long';

/** More of a line is not held, in bytes: some four times what a proxy lets pass as a URL. */
export const longestLine = 256 * 1024;

const newline = 0x0a;

/**
 * Splits bytes into lines, without their ends, in memory that depends on neither the input nor its longest line. Bytes
 * that are not UTF-8 are replaced. `isEnded` is false for a last line without a line feed, which may be cut off.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly line: Line; readonly isEnded: boolean }> {
  const open = new OpenLine();
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      open.append(chunk.subarray(start, end));
      yield { line: open.take(), isEnded: true };
      start = end + 1;
    }
    open.append(chunk.subarray(start));
  }
  if (!open.isEmpty) yield { line: open.take(), isEnded: false };
}

/** The line that is not at its end yet. */
class OpenLine {
  #parts: Uint8Array[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#length += bytes.length;
    if (this.#length > longestLine) this.#parts = [];
    else this.#parts.push(bytes);
  }

  take(): Line {
    const [only, ...more] = this.#parts;
    const bytes = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#parts);
    const line: Line = this.#length > longestLine ? 'too-long' : { text: toText(bytes) };
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}

function toText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
