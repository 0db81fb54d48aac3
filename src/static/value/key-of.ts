import type { HeapObject } from './heap-object.ts';
import { isGap, type Piece, type Value } from './value.ts';

/** Equal keys mean the same value: used to fold alternatives and to recognise a repeated call. */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case 'constant':
      if (value.absent === true) return 'absent';
      return value.missing === true ? 'missing' : `c:${String(value.value)}`;
    case 'text':
      return textKey(value.pieces);
    case 'unknown':
      return `u:${gapKey(value.gap)}`;
    case 'object':
      return objectKey(value);
    case 'choice':
      return `|${value.options.map((option) => keyOf(option.value)).join('|')}`;
  }
}

/** Symbols are values, however often the program names them. */
function objectKey({ brand, id }: HeapObject): string {
  return brand?.kind === 'symbol' ? `s:${brand.key}` : `o:${id}`;
}

// Alternatives are compared all the time: no list is made for it. Remembering keys costs more than making them.
function textKey(pieces: readonly Piece[]): string {
  let key = 't:';
  for (const piece of pieces) key += pieceKey(piece);
  return key;
}

function pieceKey(piece: Piece): string {
  return isGap(piece) ? `\u0000${gapKey(piece)}\u0000` : piece.text;
}

function gapKey(gap: { hole: string; name: string | undefined; at: { pos: number } | undefined }): string {
  return `${gap.hole}:${gap.name ?? ''}:${gap.at?.pos ?? ''}`;
}
