import type { Io } from './io.ts';

/** How far reading one input has come, in bytes. */
export interface Progress {
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

const megabyte = 1024 * 1024;
const worthTelling = 50 * megabyte;
const step = 20 * megabyte;

/**
 * A listener that says on stderr how far reading has come: on a terminal in one line that is overwritten, elsewhere
 * (a CI log) a line every now and then, and there only for files so large that silence would worry.
 */
export function reportProgress(io: Io, isQuiet: boolean): (progress: Progress) => void {
  if (isQuiet) return () => {};
  let lastFile = '';
  let lastDone = 0;
  return ({ file, done, total }) => {
    const isNew = file !== lastFile;
    const isLast = done >= total;
    if (!isNew && !isLast && done - lastDone < step) return;
    [lastFile, lastDone] = [file, done];
    const text = `reading ${file} ${Math.floor(done / megabyte)} of ${Math.ceil(total / megabyte)} MB`;
    if (io.stderrIsTTY) io.stderr.write(isLast ? '\r\u001b[K' : `\r\u001b[K${text}`);
    else if (total > worthTelling) io.stderr.write(`${text}\n`);
  };
}
