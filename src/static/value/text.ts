import type { ts } from 'ts-morph';
import { combineValues } from './choice.ts';
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
    if (last !== undefined && isCut(last) && (isCut(piece) || isWordPart(piece))) continue;
    if (last !== undefined && isGap(last) && isGap(piece) && isSameUnknown(last, piece)) continue;
    if (last !== undefined && !isGap(last) && !isGap(piece) && last.at === piece.at && last.via === piece.via) {
      joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    } else {
      joined.push(piece);
    }
  }
  return { kind: 'text', pieces: joined.length > maxPieces ? [...joined.slice(0, maxPieces), tooLong] : joined };
}

/** A part that varies too much to be followed takes in what only lengthens the same word. */
function isCut(piece: Piece): boolean {
  return isGap(piece) && piece.hole === 'too-many-values';
}

/** Twice something unknown is something unknown: a base that is put before an address again and again. */
function isSameUnknown(a: Gap, b: Gap): boolean {
  return a.hole === b.hole && a.name === b.name && a.at === b.at;
}

function isWordPart(piece: Piece): boolean {
  return !isGap(piece) && !/[/.?&=:]/.test(piece.text);
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

/** Notes on every literal that it went through this call or object, for the chain of evidence. */
export function throughCall(value: Value, call: ts.Node): Value {
  if (value.kind === 'choice') {
    // The alternatives stay different from each other, so there is nothing to fold.
    return {
      kind: 'choice',
      options: value.options.map((option) => ({ ...option, value: passed(option.value, call) })),
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

/** Puts the gaps back, and gives each stretch of literal text the place of the piece that it comes from. */
function restoreGaps(result: string, gaps: readonly Gap[], original: Text, source: Literal | undefined): Text {
  const literals = original.pieces.filter((piece): piece is Literal => !isGap(piece));
  const pieces: Piece[] = [];
  let run = '';
  const flush = () => {
    pieces.push(...attribute(run, literals, source));
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

/** Cuts a stretch of text at the borders of the pieces it was made of, as far as they can be recognised. */
function attribute(run: string, literals: Literal[], source: Literal | undefined): Literal[] {
  const found: Literal[] = [];
  let rest = run;
  while (rest !== '') {
    const match = nextOrigin(rest, literals);
    const length = match?.length ?? rest.length;
    const from = match?.piece ?? source;
    found.push({ text: rest.slice(0, length), at: from?.at, via: from?.via ?? [] });
    rest = rest.slice(length);
  }
  return found;
}

/** The piece whose text, or the end or start of it, stands at the start of the rest. Whole pieces come first. */
function nextOrigin(rest: string, literals: readonly Literal[]): { piece: Literal; length: number } | undefined {
  const lower = rest.toLowerCase();
  let best: { piece: Literal; length: number } | undefined;
  for (const piece of literals) {
    const length = overlap(piece.text.toLowerCase(), lower);
    if (length > (best?.length ?? 0)) best = { piece, length };
  }
  return best;
}

/** How much of the start of `rest` is the whole, an end, a start or a middle of `piece`. */
function overlap(piece: string, rest: string): number {
  if (rest.startsWith(piece)) return piece.length;
  if (piece.includes(rest)) return rest.length;
  for (let cut = 1; cut < piece.length; cut += 1) {
    if (rest.startsWith(piece.slice(cut))) return piece.length - cut;
  }
  return 0;
}
