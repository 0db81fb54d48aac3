/** A stretch of a text, in characters from 0. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The bodies of the script blocks of a file of markup, in order. Linear in the text, however broken it is. */
export function* scriptBlocks(text: string): Generator<Stretch> {
  const opening = /<!--|<script(?=[\s>/])/gi;
  const closing = /<\/script(?=[\s>/])/gi;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    if (match[0] === '<!--') {
      const close = text.indexOf('-->', opening.lastIndex);
      if (close < 0) return;
      opening.lastIndex = close + 3;
      continue;
    }
    const start = endOfTag(text, opening.lastIndex);
    // <script src="…" /> has no body.
    if (text[start - 2] === '/') {
      opening.lastIndex = start;
      continue;
    }
    closing.lastIndex = start;
    const end = closing.exec(text)?.index ?? text.length;
    yield { start, end };
    opening.lastIndex = end;
  }
}

/** The character after the tag's `>`; quoted attributes such as `generic="T extends Map<K, V>"` may hold one too. */
export function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return text.length;
}
