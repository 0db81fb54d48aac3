import type { Span } from './find-specifiers.ts';

/** What an import specifier comes after. */
export const importWords: readonly string[] = ['from', 'import', 'require'];

const [lineFeed, dollar, openParenthesis, star, slash, noBreakSpace] = [0x0a, 0x24, 0x28, 0x2a, 0x2f, 0xa0];
const [singleQuote, doubleQuote, backtick] = [0x27, 0x22, 0x60];
const [mostSpaces, longestComment, longestSpecifier] = [40, 200, 300];

const [words, resolve] = [importWords.map((word) => Buffer.from(word)), Buffer.from('.resolve')];

/**
 * The import specifier behind a word that stands in bytes: what `findSpecifiers` finds there, found without a text.
 * @param word which of the {@link importWords} begins at `start`, in whatever case
 */
export function specifierAfter(word: number, bytes: Uint8Array, start: number, end: number): Span | undefined {
  const written = words[word];
  if (written === undefined || isWordByte(bytes[start - 1]) || !stands(written, bytes, start)) return undefined;
  let at = start + written.length;
  if (word === 2 && stands(resolve, bytes, at)) at += resolve.length;
  at = behindSpaces(bytes, at, end);
  if (bytes[at] === openParenthesis) at = behindComment(bytes, behindSpaces(bytes, at + 1, end), end);
  return at < end ? quoted(bytes, at, end) : undefined;
}

function quoted(bytes: Uint8Array, at: number, end: number): Span | undefined {
  const quote = bytes[at];
  if (quote !== singleQuote && quote !== doubleQuote && quote !== backtick) return undefined;
  const [start, most] = [at + 1, Math.min(end, at + longestSpecifier + 2)];
  for (let next = start; next < most; next++) {
    const byte = bytes[next];
    if (byte === quote) return next === start ? undefined : { start, end: next };
    if (byte === lineFeed || (byte === dollar && quote === backtick)) return undefined;
  }
  return undefined;
}

function behindSpaces(bytes: Uint8Array, at: number, end: number): number {
  const most = Math.min(end, at + mostSpaces);
  let next = at;
  while (next < most && isSpace(bytes[next])) next++;
  return next;
}

/** Where a comment and the spaces after it end; `at` when there is none, or one that is too long to be a hint to a bundler. */
function behindComment(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== slash || bytes[at + 1] !== star) return at;
  const most = Math.min(end - 1, at + 2 + longestComment + 1);
  for (let next = at + 2; next < most; next++) {
    if (bytes[next] === star) return bytes[next + 1] === slash ? behindSpaces(bytes, next + 2, end) : at;
  }
  return at;
}

function stands(written: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < written.length; at++) if (bytes[start + at] !== written[at]) return false;
  return true;
}

/** What `\s` means among the first 256 characters. */
function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === noBreakSpace);
}

function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f
  );
}
