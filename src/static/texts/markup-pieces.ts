/** A stretch of markup: what a page shows, the plain value of an attribute, or code. */
export interface MarkupPiece {
  readonly kind: 'shown' | 'attribute' | 'code';
  /** Of an attribute. */
  readonly name: string;
  readonly text: string;
  readonly start: number;
}

/** Opens a comment, a tag or code, whichever comes first. */
const opening = /<!--|<(?=[a-z/])|\{/gi;
/** An attribute with its value; what begins with `:`, `@`, `#`, `v-`, `on:` or `bind:` is code in Vue or Svelte. */
const attribute = /([^\s"'<>/={]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(?=\{))/g;
const codeAttribute = /^(?:[:@#]|v-|[a-z]+:)/;

/** Takes markup apart. Linear in the text, however broken it is. */
export function* markupPieces(markup: string): Generator<MarkupPiece> {
  let done = 0;
  for (;;) {
    opening.lastIndex = done;
    const found = opening.exec(markup);
    const start = found?.index ?? markup.length;
    if (start > done) yield { kind: 'shown', name: '', text: markup.slice(done, start), start: done };
    if (found === null) return;
    if (found[0] === '<!--') {
      const close = markup.indexOf('-->', start);
      done = close < 0 ? markup.length : close + 3;
      continue;
    }
    done = found[0] === '{' ? endOfCode(markup, start) : endOfTag(markup, start);
    const text = markup.slice(start, done);
    if (found[0] === '{') yield { kind: 'code', name: '', text, start };
    else yield* piecesOfTag(text, start);
  }
}

function* piecesOfTag(tag: string, start: number): Generator<MarkupPiece> {
  for (const match of tag.matchAll(attribute)) {
    const [whole, name = '', double, single] = match;
    const value = double ?? single;
    if (value === undefined) continue;
    const kind = codeAttribute.test(name) ? 'code' : 'attribute';
    yield { kind, name, text: value, start: start + match.index + whole.length - 1 - value.length };
  }
  // `on:click={…}` and `{...props}` of Svelte.
  const rest = tag.replace(attribute, (whole: string, _name, double?: string, single?: string) =>
    (double ?? single) === undefined ? whole : ' '.repeat(whole.length),
  );
  yield { kind: 'code', name: '', text: rest, start };
}

/** Behind the brace that closes the one at `from`; braces in texts count too, which only makes a piece longer. */
function endOfCode(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Behind the tag's `>`; one between quotes or braces closes nothing. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === '>' && depth <= 0) return at + 1;
  }
  return text.length;
}
