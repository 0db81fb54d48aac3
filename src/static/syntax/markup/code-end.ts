/** Code that stands in markup is not longer than this. */
const maxLength = 30_000;

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * The place of the bracket that ends the code which begins at a place, or -1: strings, templates, comments and inner
 * brackets are passed over. A quote behind a letter is an apostrophe, in the text between tags.
 */
export function codeEnd(text: string, from: number, closer: string): number {
  const open = [closer];
  const last = Math.min(text.length, from + maxLength);
  for (let at = from; at < last; at += 1) {
    const character = text.charAt(at);
    if (character === open.at(-1)) {
      open.pop();
      if (open.length === 0) return at;
    } else if (closers[character] !== undefined) open.push(closers[character]);
    else if (character === '}' || character === ')' || character === ']') return -1;
    else {
      at = pastText(text, at);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** Whether code stands for itself: all its strings, comments and brackets end in it. */
export function isWhole(code: string): boolean {
  return codeEnd(`${code}\u0000`, 0, '\u0000') === code.length;
}

/** The last character of the string, template or comment that begins here; the same place where none does; else -1. */
function pastText(text: string, at: number): number {
  const character = text.charAt(at);
  if (character === '`') return endOfTemplate(text, at + 1);
  if (character === '"' || character === "'") return isApostrophe(text, at) ? at : endOfString(text, at + 1, character);
  if (character !== '/') return at;
  const next = text.charAt(at + 1);
  if (next === '*') return ending(text.indexOf('*/', at + 2), 1);
  return next === '/' && text.charAt(at - 1) !== ':' ? ending(text.indexOf('\n', at), 0) : at;
}

function ending(at: number, length: number): number {
  return at < 0 ? -1 : at + length;
}

const keywordsBeforeTexts = /\b(?:return|case|typeof|in|of|await|yield|new|void|default|as)$/;

function isApostrophe(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) && !keywordsBeforeTexts.test(text.slice(Math.max(0, at - 8), at));
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === quote) return at;
    else if (character === '\n') return -1;
  }
  return -1;
}

function endOfTemplate(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '`') return at;
    else if (character === '$' && text.charAt(at + 1) === '{') {
      at = codeEnd(text, at + 2, '}');
      if (at < 0) return -1;
    }
  }
  return -1;
}
