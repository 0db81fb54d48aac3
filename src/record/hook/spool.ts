import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { lineMarks, spoolExtension } from '../settings.ts';
import type { Written } from '../written.ts';

/** Longer texts are not held back, in characters. */
const mostWaiting = 64 * 1024;

/** A file of calls, one a line. */
export class Spool {
  readonly #descriptor: number;
  #count = 0;
  #waiting = '';

  /** @param name of this thread, unlike that of any other of the run */
  constructor(folder: string, name: string) {
    this.#descriptor = openSync(join(folder, `${name}${spoolExtension}`), 'ax', 0o600);
  }

  /** @returns the number by which the answer is told later. */
  sent(entry: Written): number {
    this.#count += 1;
    this.#call(lineMarks.sent, this.#count, entry);
    return this.#count;
  }

  /** @param number of the line that said that it was sent, where there is one */
  answered(number: number | undefined, entry: Written): void {
    this.#call(lineMarks.answered, number ?? 0, entry);
  }

  /** A way to Marketo was opened on which calls are not seen. */
  noticed(): void {
    this.#waiting += `${lineMarks.noticed}\n`;
    this.flush();
  }

  /** What was told is with the system then, so no way in which the program can end loses it. */
  flush(): void {
    if (this.#waiting === '') return;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** Of a kind that was told already, a line is short: it costs by its length. */
  #call(mark: string, number: number, entry: Written): void {
    if (typeof entry === 'string') {
      this.#add(`${mark}${number} ${entry}\n`);
      return;
    }
    const { mould, isFirst, startedAt, path } = entry;
    if (isFirst) {
      this.#add(`${lineMarks.mould}${mould.slot} ${JSON.stringify([mould.beforeUrl, mould.afterPath])}\n`);
    }
    this.#add(`${mark}${number} ${mould.slot} ${startedAt} ${path}\n`);
  }

  #add(line: string): void {
    this.#waiting += line;
    if (this.#waiting.length > mostWaiting) this.flush();
  }
}
