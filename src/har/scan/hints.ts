/** What a hint is as long as, in bytes. */
export const hintLength = 5;

const endOfName = Buffer.from('s\\"');
const escapedLatin = Buffer.from('\\u00');
const [letterO, two, seven] = [0x6f, 0x32, 0x37];

/**
 * Whether a piece of a body, as written between the quotes of a string, hints at more than a plain success: a quoted
 * word ends as `errors` and `reasons` do, or a letter is written as an escape. Most bodies are cleared by this alone.
 */
export function hasHints(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(endOfName); at >= 0; at = bytes.indexOf(endOfName, at + 1)) {
    if (bytes[at - 2] === letterO) return true;
  }
  for (let at = bytes.indexOf(escapedLatin); at >= 0; at = bytes.indexOf(escapedLatin, at + 1)) {
    const digit = bytes[at + 4] ?? 0;
    if (digit >= two && digit <= seven) return true;
  }
  return false;
}
