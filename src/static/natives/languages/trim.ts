import { isGap, type Single, type Value } from '../../value/value.ts';

type End = 'both' | 'start' | 'end';

/** A text without certain characters at its ends: what is not known there stays. */
export function trimmed(self: Single, characters: string, end: End): Value {
  if (self.kind !== 'text') return self;
  const pieces = self.pieces.map((piece, index) => {
    if (isGap(piece)) return piece;
    let { text } = piece;
    if (index === 0 && end !== 'end') text = withoutStart(text, characters);
    if (index === self.pieces.length - 1 && end !== 'start') text = withoutEnd(text, characters);
    return { ...piece, text };
  });
  return { kind: 'text', pieces: pieces.filter((piece) => isGap(piece) || piece.text !== '') };
}

function withoutStart(text: string, characters: string): string {
  let from = 0;
  while (from < text.length && characters.includes(text.charAt(from))) from += 1;
  return text.slice(from);
}

function withoutEnd(text: string, characters: string): string {
  let to = text.length;
  while (to > 0 && characters.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(0, to);
}

/** A text without this at its start or end, where it is there. */
export function withoutAffix(self: Single, affix: string, end: 'start' | 'end'): Value {
  if (self.kind !== 'text') return self;
  const place = end === 'start' ? 0 : self.pieces.length - 1;
  const pieces = self.pieces.map((piece, index) => {
    if (isGap(piece) || index !== place) return piece;
    const has = end === 'start' ? piece.text.startsWith(affix) : piece.text.endsWith(affix);
    if (!has) return piece;
    const length = piece.text.length - affix.length;
    return { ...piece, text: end === 'start' ? piece.text.slice(affix.length) : piece.text.slice(0, length) };
  });
  return { kind: 'text', pieces: pieces.filter((piece) => isGap(piece) || piece.text !== '') };
}
