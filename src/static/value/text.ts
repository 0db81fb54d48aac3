import type { ts } from 'ts-morph';
import { combineValues, mapValue } from './choice.ts';
import { type Gap, isGap, type Literal, type Piece, type Single, type Text, type Value } from './value.ts';

/** How many pieces a text may have; longer ones are templates of documents, not addresses. */
const maxPieces = 40;

// a + b  ⇒  the pieces of a, then the pieces of b
export function concat(a: Value, b: Value): Value {
  return combineValues(a, b, (left, right) => text([...piecesOf(left), ...piecesOf(right)]));
}

export function text(pieces: readonly Piece[]): Text {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (!isGap(piece) && piece.text === '') continue;
    if (last !== undefined && !isGap(last) && !isGap(piece) && last.at === piece.at && last.via === piece.via) {
      joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    } else {
      joined.push(piece);
    }
  }
  return { kind: 'text', pieces: joined.length > maxPieces ? [...joined.slice(0, maxPieces), tooLong] : joined };
}

const tooLong: Gap = { hole: 'too-many-values', name: undefined, at: undefined };

/** What a value contributes when it becomes part of a text. */
export function piecesOf(value: Single): readonly Piece[] {
  switch (value.kind) {
    case 'text':
      return value.pieces;
    case 'unknown':
      return [value.gap];
    case 'constant':
      // `undefined` in an address is a value that was not set yet, not the word.
      return value.value === undefined || value.value === null
        ? [{ hole: 'unknown-property', name: undefined, at: undefined }]
        : [{ text: String(value.value), at: undefined, via: [] }];
    case 'object':
      return objectPieces(value);
  }
}

function objectPieces(object: Extract<Single, { kind: 'object' }>): readonly Piece[] {
  return [{ hole: 'not-text', name: undefined, at: object.at }];
}

/** The value as a text, alternative by alternative. */
export function toText(value: Value): Value {
  return mapValue(value, (single) => (single.kind === 'text' ? single : text(piecesOf(single))));
}

/** Notes on every literal that it went through this call or object, for the chain of evidence. */
export function throughCall(value: Value, call: ts.Node): Value {
  if (value.kind === 'choice') {
    // The alternatives stay different from each other, so there is nothing to fold.
    return {
      kind: 'choice',
      options: value.options.map(({ value: single, world }) => ({ value: passed(single, call), world })),
    };
  }
  return passed(value, call);
}

function passed(single: Single, call: ts.Node): Single {
  if (single.kind !== 'text' || single.pieces.length === 0) return single;
  return {
    kind: 'text',
    pieces: single.pieces.map((piece) =>
      isGap(piece) || piece.via.length >= maxVia ? piece : { ...piece, via: [...piece.via, call] },
    ),
  };
}

const maxVia = 12;

const firstMark = 0xe000;

/**
 * Runs a string function on a text with gaps: each gap stands as one private-use character, so that the function
 * works on the literal parts and carries the gaps along. Only for functions that do not look at lengths or positions.
 */
export function onMarkedText(value: Text, transform: (marked: string) => string): Text {
  const { marked, restore } = markGaps(value);
  return restore(transform(marked));
}

export function markGaps(value: Text): { marked: string; restore: (marked: string) => Text } {
  const gaps: Gap[] = [];
  let marked = '';
  let source: Literal | undefined;
  for (const piece of value.pieces) {
    if (isGap(piece)) {
      marked += String.fromCharCode(firstMark + gaps.length);
      gaps.push(piece);
    } else {
      marked += piece.text;
      source ??= piece;
    }
  }
  return { marked, restore: (result) => restoreGaps(result, gaps, value, source) };
}

/** Puts the gaps back; each literal run takes the place of the piece of the original that holds the same text. */
function restoreGaps(result: string, gaps: readonly Gap[], original: Text, source: Literal | undefined): Text {
  const pieces: Piece[] = [];
  let run = '';
  const flush = () => {
    if (run === '') return;
    const origin = original.pieces.find((piece): piece is Literal => !isGap(piece) && sharesText(piece.text, run));
    const from = origin ?? source;
    pieces.push({ text: run, at: from?.at, via: from?.via ?? [] });
    run = '';
  };
  for (const character of result) {
    const gap = gaps[(character.codePointAt(0) ?? 0) - firstMark];
    if (gap === undefined) {
      run += character;
    } else {
      flush();
      pieces.push(gap);
    }
  }
  flush();
  return text(pieces);
}

function sharesText(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
