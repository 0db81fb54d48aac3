import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { lineMarks, spoolExtension } from '../settings.ts';

/**
 * A file of calls, one a line. What was written is with the system before the program goes on, so no way in which
 * it can end loses a call.
 */
export class Spool {
  readonly #descriptor: number;
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

  close(): void {
    closeSync(this.#descriptor);
  }

  #write(line: string): void {
    const bytes = Buffer.from(line);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
  }
}
