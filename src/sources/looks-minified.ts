/** As much of a file as is looked at, in characters. */
const head = 64 * 1024;
/** People do not write longer lines; generators of code do. */
const longestLine = 5_000;
/** A file with one long line, say an embedded image, is still written by people if its lines are short on the whole. */
const longestAverage = 500;
const lineFeed = 0x0a;

/**
 * Whether a text is the output of a minifier or bundler: a very long line, and few lines.
 * Costs next to nothing for others, as it only looks for a line break in every few thousand characters.
 *
 * @param text bytes of an encoding that ASCII is part of, or UTF-16
 */
export function looksMinified(text: Uint8Array | Uint16Array, size: number): boolean {
  const length = Math.min(size, head);
  const step = longestLine / 2;
  for (let start = 0; start + step <= length; start += step) {
    let end = start;
    while (end < length && text[end] !== lineFeed) end++;
    if (end - start < step) continue;
    let lineStart = start;
    while (lineStart > 0 && text[lineStart - 1] !== lineFeed) lineStart--;
    if (end - lineStart > longestLine) return length / countLines(text, length) > longestAverage;
  }
  return false;
}

function countLines(text: Uint8Array | Uint16Array, length: number): number {
  let lines = 1;
  for (let at = 0; at < length; at++) if (text[at] === lineFeed) lines++;
  return lines;
}
