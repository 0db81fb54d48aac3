import { ascii } from './ascii.ts';

/** A long string of the file, as written between its quotes: with its escapes, and perhaps without its end. */
export class LongText {
  readonly bytes: Buffer;
  readonly isCut: boolean;
  /** Whether there are hints in it, of `hints.ts`, that it is more than a plain success. */
  readonly hasHints: boolean;

  constructor(bytes: Buffer, { isCut, hasHints }: Pick<LongText, 'isCut' | 'hasHints'>) {
    this.bytes = bytes;
    this.isCut = isCut;
    this.hasHints = hasHints;
  }

  /** What the string says; `undefined` when its escapes are not JSON. */
  decode(): string | undefined {
    const whole = this.isCut ? this.bytes.subarray(0, endOfWholeEscapes(this.bytes)) : this.bytes;
    try {
      return JSON.parse(`"${whole.toString('utf8')}"`) as string;
    } catch {
      return undefined;
    }
  }
}

/** Where an escape starts that the end cuts through; the length when none does. */
function endOfWholeEscapes(bytes: Buffer): number {
  const last = bytes.lastIndexOf(ascii.backslash);
  if (last < bytes.length - 6) return bytes.length;
  let first = last;
  while (first > 0 && bytes[first - 1] === ascii.backslash) first -= 1;
  // In a run of backslashes every second one is escaped by the one before it.
  if ((last - first) % 2 === 1) return bytes.length;
  const length = bytes[last + 1] === 0x75 ? 6 : 2;
  return last + length > bytes.length ? last : bytes.length;
}
