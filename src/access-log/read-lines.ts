/** More of a line is not held, in bytes: what is lost behind it is read as cut off. */
export const longestLine = 512 * 1024;

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Splits bytes into lines, without their ends, in memory that depends on neither the input nor its longest line; those of
 * a chunk come together. A line ends with a line feed, a carriage return, or both. Bytes that are not UTF-8 are replaced.
 * `isEnded` is false for a last line without an end, which may be cut off.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly lines: readonly string[]; readonly isEnded: boolean }> {
  const open = new OpenLine();
  for await (const chunk of chunks) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      open.append(chunk.subarray(start, end));
      lines.push(...open.take());
      start = end + 1;
    }
    open.append(chunk.subarray(start));
    if (lines.length > 0) yield { lines, isEnded: true };
  }
  if (!open.isEmpty) yield { lines: open.take(), isEnded: false };
}

/** The line that is not at its end yet. */
class OpenLine {
  #parts: Uint8Array[] = [];
  #length = 0;
  #held = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#length += bytes.length;
    const room = longestLine - this.#held;
    if (room <= 0) return;
    this.#parts.push(bytes.subarray(0, room));
    this.#held += Math.min(room, bytes.length);
  }

  /** The line; several where it holds carriage returns, which some programs end their lines with. */
  take(): readonly string[] {
    const [only, ...more] = this.#parts;
    const bytes = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#parts);
    [this.#parts, this.#length, this.#held] = [[], 0, 0];
    const text = toText(bytes);
    return bytes.includes(carriageReturn) ? text.replace(/\r+$/, '').split(/\r+/) : [text];
  }
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
