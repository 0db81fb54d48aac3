/** As much of a file as is looked at, in characters. */
const head = 64 * 1024;
/** People do not write longer lines; generators of code do. */
const longestLine = 5_000;
/** A file with one long line, say an embedded image, is still written by people if its lines are short on the whole. */
const longestAverage = 500;

/**
 * Whether a text is the output of a minifier or bundler: a very long line, and few lines.
 * Costs next to nothing for others, as it only looks for a line break in every few thousand characters.
 */
export function looksMinified(text: string): boolean {
  const length = Math.min(text.length, head);
  const step = longestLine / 2;
  for (let start = 0; start + step <= length; start += step) {
    const next = text.indexOf('\n', start);
    const end = next < 0 || next > length ? length : next;
    if (end - start < step) continue;
    const lineStart = text.lastIndexOf('\n', start) + 1;
    if (end - lineStart > longestLine) return length / countLines(text, length) > longestAverage;
  }
  return false;
}

function countLines(text: string, length: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < length; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
