/** Whether a file holds its code in script blocks, between markup. */
export function hasMarkup(path: string): boolean {
  return /\.(?:vue|svelte)$/.test(path);
}

/**
 * A Vue or Svelte file with everything but the bodies of its script blocks blanked: as many characters, the same line
 * breaks, so that a place in the result is the same place in the file. Linear in the text, however broken it is.
 */
export function blankMarkup(text: string): string {
  let result = '';
  let done = 0;
  for (const { start, end } of scriptBodies(text)) {
    result += blank(text.slice(done, start)) + text.slice(start, end);
    done = end;
  }
  return result + blank(text.slice(done));
}

/** The same file with the bodies of its script blocks blanked, and everything else left. */
export function blankScripts(text: string): string {
  let result = '';
  let done = 0;
  for (const { start, end } of scriptBodies(text)) {
    result += text.slice(done, start) + blank(text.slice(start, end));
    done = end;
  }
  return result + text.slice(done);
}

function blank(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, ' ');
}

function* scriptBodies(text: string): Generator<{ start: number; end: number }> {
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
function endOfTag(text: string, from: number): number {
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
