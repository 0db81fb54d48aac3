import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { lineMarks, spoolExtension } from '../settings.ts';

/** Of a character in UTF-8, for each of its units in a text. */
const mostBytes = 3;

/**
 * A file of calls, one a line. What was written is with the system before the program goes on, so no way in which
 * it can end loses a call.
 */
export class Spool {
  readonly #descriptor: number;
  /** Most lines fit in: a new one for each would have to be tidied up. */
  readonly #room = Buffer.allocUnsafeSlow(16 * 1024);
  #count = 0;

  /** @param name of this thread, unlike that of any other of the run */
  constructor(folder: string, name: string) {
    this.#descriptor = openSync(join(folder, `${name}${spoolExtension}`), 'ax', 0o600);
  }

  /** @returns the number by which the answer is told later. */
  sent(entry: string): number {
    this.#count += 1;
    this.#write(`${lineMarks.sent}${this.#count} ${entry}\n`);
    return this.#count;
  }

  /** @param number of the line that said that it was sent, where there is one */
  answered(number: number | undefined, entry: string): void {
    this.#write(`${lineMarks.answered}${number ?? 0} ${entry}\n`);
  }

  /** A way to Marketo was opened on which calls are not seen. */
  noticed(): void {
    this.#write(`${lineMarks.noticed}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #write(line: string): void {
    const fits = line.length * mostBytes <= this.#room.length;
    const bytes = fits ? this.#room : Buffer.from(line);
    const end = fits ? bytes.write(line) : bytes.length;
    for (let at = 0; at < end; ) at += writeSync(this.#descriptor, bytes, at, end - at);
  }
}
