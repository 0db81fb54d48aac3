/** Stand in a frame where a text and a number stood. A line that holds them itself is not looked through. */
export const textMark = 0x01;
export const numberMark = 0x02;

const longestFrame = 4_096;
const mostValues = 256;

const [quote, backslash, colon, comma, blank] = [0x22, 0x5c, 0x3a, 0x2c, 0x20];
const [openBrace, closeBrace, closeBracket] = [0x7b, 0x7d, 0x5d];
const [minus, dot, zero, nine] = [0x2d, 0x2e, 0x30, 0x39];

/**
 * Finds in the bytes of a line the frame of an object: its names, signs and blanks, with a mark for each text and number.
 * A line with the frame of one that is JSON is JSON as well, and has its values in the same places. One with an escape in a
 * text, or a number in another spelling than usual, is not looked through.
 */
export class ObjectScan {
  readonly frame = new Uint8Array(longestFrame);
  length = 0;
  hash = 0;
  /** Where the values stand, those of texts without their quotes, in the order of the line. */
  readonly starts = new Int32Array(mostValues);
  readonly ends = new Int32Array(mostValues);

  /** `false` for a line that is not looked through. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start] !== openBrace || bytes[end - 1] !== closeBrace || end - start > longestFrame) return false;
    const { frame, starts, ends } = this;
    let [length, hash, values, at] = [0, 17, 0, start];
    while (at < end) {
      if (values === mostValues) return false;
      let mark = bytes[at] ?? 0;
      if (mark === quote) {
        const close = endOfText(bytes, at + 1, end);
        if (close === -1) return false;
        if (bytes[close + 1] === colon) {
          for (; at <= close; at += 1) {
            frame[length++] = mark = bytes[at] ?? 0;
            hash = Math.imul(hash ^ mark, 0x01000193);
          }
          continue;
        }
        starts[values] = at + 1;
        ends[values++] = close;
        mark = textMark;
        at = close + 1;
      } else if (mark === minus || (mark >= zero && mark <= nine)) {
        starts[values] = at;
        at = endOfNumber(bytes, at);
        if (at === -1) return false;
        ends[values++] = at;
        mark = numberMark;
      } else if (mark < blank || mark >= 0x80) return false;
      else at += 1;
      frame[length++] = mark;
      hash = Math.imul(hash ^ mark, 0x01000193);
    }
    this.length = length;
    this.hash = hash;
    return true;
  }
}

/** The quote that ends a text; -1 where the text holds what JSON writes or reads as something else. */
function endOfText(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code === quote) return at;
    if (code === backslash || code < blank) return -1;
  }
  return -1;
}

/** Behind a number without an exponent; -1 for what JSON takes for none. */
function endOfNumber(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === minus ? from + 1 : from;
  const whole = at;
  at = endOfDigits(bytes, at);
  if (at === whole || (bytes[whole] === zero && at > whole + 1)) return -1;
  if (bytes[at] === dot) {
    const fraction = at + 1;
    at = endOfDigits(bytes, fraction);
    if (at === fraction) return -1;
  }
  const next = bytes[at];
  return next === comma || next === closeBrace || next === closeBracket || next === blank ? at : -1;
}

function endOfDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let code = bytes[at] ?? 0; code >= zero && code <= nine; code = bytes[at] ?? 0) at += 1;
  return at;
}
