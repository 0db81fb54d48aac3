/**
 * `from '…'`, `import '…'`, `import('…')`, `require('…')` and `export … from '…'`, in any text that looks like one.
 * An import in a comment gives an edge too many, which costs a file; a missed one would cost calls.
 * Spaces are bounded so that no text makes it slow.
 */
const specifier =
  /\b(?:from|import|require(?:\.resolve)?)\s{0,40}(?:\(\s{0,40}(?:\/\*[^*]{0,200}\*\/\s{0,40})?)?(?:'([^'\n]{1,300})'|"([^"\n]{1,300})"|`([^`$\n]{1,300})`)/g;

/** Where a specifier stands in the text, both in characters from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The places of all import specifiers, in order. */
export function* findSpecifiers(text: string): Generator<Span> {
  for (const match of text.matchAll(specifier)) {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    const end = match.index + match[0].length - 1;
    yield { start: end - name.length, end };
  }
}
