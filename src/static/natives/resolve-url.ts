import { combineValues } from '../value/choice.ts';
import { concat, markGaps } from '../value/text.ts';
import { isGap, type Text, type Value } from '../value/value.ts';

// new URL('/p', base)  ⇒  base's origin, then /p;  new URL('p', base)  ⇒  base up to its last slash, then p
export function resolveUrl(path: Value, base: Value): Value {
  return combineValues(path, base, (relative, whole) => {
    if (whole.kind !== 'text' || relative.kind !== 'text' || relative.pieces.length === 0)
      return concat(whole, relative);
    const start = literalStart(relative);
    if (/^[a-z][a-z0-9+.-]*:/i.test(start)) return relative;
    // Something unknown that more follows is taken to be a base of its own; alone it is a path.
    if (start === '') return relative.pieces.length === 1 ? concat(directoryOf(whole), relative) : relative;
    if (start.startsWith('//')) return concat(schemeOf(whole), relative);
    if (/^[?#]/.test(start)) return concat(withoutEnd(whole, start.startsWith('?') ? /[?#].*$/s : /#.*$/s), relative);
    return concat(start.startsWith('/') ? originOf(whole) : directoryOf(whole), relative);
  });
}

/** The literal text before the first gap. */
function literalStart({ pieces }: Text): string {
  const firstGap = pieces.findIndex(isGap);
  return pieces
    .slice(0, firstGap === -1 ? undefined : firstGap)
    .map((piece) => (isGap(piece) ? '' : piece.text))
    .join('');
}

function schemeOf(base: Text): Text {
  const { marked, restore } = markGaps(base);
  return restore(/^[a-z][a-z0-9+.-]*:/i.exec(marked)?.[0] ?? '');
}

/** Scheme and host. What stands before the first slash after them; gaps there stay. */
export function originOf(base: Text): Text {
  const { marked, restore } = markGaps(base);
  return restore(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(marked)?.[0] ?? marked);
}

function withoutEnd(base: Text, end: RegExp): Text {
  const { marked, restore } = markGaps(base);
  return restore(marked.replace(end, ''));
}

function directoryOf(base: Text): Text {
  const { marked, restore } = markGaps(base);
  const path = marked.replace(/[?#].*$/s, '');
  const origin = /^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(path)?.[0] ?? '';
  const slash = path.lastIndexOf('/');
  return restore(slash < origin.length ? `${origin}/` : path.slice(0, slash + 1));
}
