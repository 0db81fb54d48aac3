import type { ReadStream, WriteStream } from 'node:tty';

/** A terminal on both sides, and a way to put it back in order however the process ends. */
export interface Terminal {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** Calls back when the process ends, by a crash or a signal as well. @returns how to forget about it */
  readonly onEnd: (restore: () => void) => () => void;
}

/** Empties the screen, and begins at its top. */
export const clearScreen = '\u001b[2J\u001b[H';
const enterScreen = '\u001b[?1049h';
const leaveScreen = '\u001b[?1049l\u001b[?25h';

/**
 * Takes the terminal over: the other screen, so that what stood on the first one is there again afterwards.
 * @param isScreenReader no other screen then: what was said can be read again
 * @returns how to give it back; once is enough, more does no harm
 */
export function takeOver({ stdin, stdout, onEnd }: Terminal, isScreenReader: boolean): () => void {
  if (!isScreenReader) stdout.write(enterScreen);
  let isTaken = true;
  const giveBack = () => {
    if (!isTaken) return;
    isTaken = false;
    forget();
    if (stdin.isRaw) stdin.setRawMode(false);
    stdout.write(isScreenReader ? '\u001b[?25h' : leaveScreen);
  };
  const forget = onEnd(giveBack);
  return giveBack;
}

/** Asks the terminal to put a text on the clipboard (OSC 52), which works over ssh as well; many do it, none answers. */
export function copySequence(text: string): string {
  return `\u001b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
}
