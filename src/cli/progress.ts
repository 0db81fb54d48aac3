import type { Progress } from '../model/progress.ts';
import type { Io } from './io.ts';

const megabyte = 1024 * 1024;

/** How progress is told, by what is counted: how far apart two messages are, and from where on silence would worry. */
const units = {
  bytes: {
    step: 20 * megabyte,
    worthTelling: 50 * megabyte,
    describe: ({ file, done, total }: Progress) =>
      `reading ${file} ${Math.floor(done / megabyte)} of ${Math.ceil(total / megabyte)} MB`,
  },
  files: {
    step: 500,
    worthTelling: 5_000,
    describe: ({ file, done, total }: Progress) => (total === 0 ? file : `${file} ${done} of ${total}`),
  },
} as const satisfies Record<Progress['unit'], object>;

/** A listener to how far reading has come. */
export function reportProgress(io: Io, isQuiet: boolean): (progress: Progress) => void {
  const tell = isQuiet ? undefined : teller(io);
  return (progress) => {
    io.fitMemory?.(progress.unit);
    tell?.(progress);
  };
}

/**
 * A listener that says on stderr how far reading has come: on a terminal in one line that is overwritten, elsewhere
 * (a CI log) a line every now and then, and there only for inputs so large that silence would worry.
 */
function teller(io: Io): (progress: Progress) => void {
  let lastFile = '';
  let lastDone = 0;
  return (progress) => {
    const { file, unit, done, total } = progress;
    const { step, worthTelling, describe } = units[unit];
    const isNew = file !== lastFile;
    const isLast = done >= total && total > 0;
    if (!isNew && !isLast && done - lastDone < step) return;
    [lastFile, lastDone] = [file, done];
    if (io.stderrIsTTY) io.stderr.write(isLast ? '\r\u001b[K' : `\r\u001b[K${describe(progress)}`);
    else if (total > worthTelling) io.stderr.write(`${describe(progress)}\n`);
  };
}
