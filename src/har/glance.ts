import type { LongText } from './scan/index.ts';

/** What the bytes of a long body tell without being decoded: nearly all of them are the answer of a call that worked. */
export type Glance = 'plain-success' | 'no-object' | 'unclear';

// The search leaps from one first byte to the next, so each starts with a letter that is not the most frequent one.
const errorsName = Buffer.from('rrors\\"');
const reasonsName = Buffer.from('sons\\"');
const escapedLatin = Buffer.from('u00');
const openBrace = 0x7b;

/**
 * `plain-success`: the envelope states success at its end, where Marketo writes it, and no name occurs that errors or
 * skipped records would come under. `no-object`: it is no JSON object. Anything that is not sure is `unclear`.
 */
export function glanceAt({ bytes, isCut, hasHints }: LongText): Glance {
  const start = firstLetter(bytes);
  const first = bytes[start] ?? 0;
  if (first !== openBrace) return first > 0x20 && first < 0x80 && first !== 0x5c ? 'no-object' : 'unclear';
  const isSuccess = !isCut && successLast.test(bytes.toString('latin1', Math.max(0, bytes.length - 60)));
  return isSuccess && !(hasHints && tellsMore(bytes)) ? 'plain-success' : 'unclear';
}

const successLast = /\\"success\\" ?: ?true ?\}(?: |\\[nrt])*$/;

/** Whether one of the names occurs, or may. */
function tellsMore(bytes: Buffer): boolean {
  return bytes.includes(errorsName) || bytes.includes(reasonsName) || hidesLetters(bytes);
}

function firstLetter(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === 0x20) at += 1;
  return at;
}

/** Whether a letter, a digit or a quote is written as an escape: then a name cannot be looked for in the bytes. */
function hidesLetters(bytes: Buffer): boolean {
  // Searched without its backslash, of which a body has more than of any letter.
  for (let at = bytes.indexOf(escapedLatin); at >= 0; at = bytes.indexOf(escapedLatin, at + 3)) {
    const digit = bytes[at + 3] ?? 0;
    if (bytes[at - 1] === 0x5c && digit >= 0x32 && digit <= 0x37) return true;
  }
  return false;
}
