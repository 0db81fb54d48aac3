import { choiceOf, optionsOf } from './choice.ts';
import { keyOf } from './key-of.ts';
import { type Gap, isGap, type Option, type Piece, type Single, type Text, unknown, type Value } from './value.ts';

/**
 * What a value that changes from round to round of a loop may be after any number of rounds: what stays the same at
 * its start, then anything. `undefined` when the round brought nothing that a further one could bring again.
 */
export function widen(before: Value, after: Value): Value | undefined {
  const known = new Set(optionsOf(before).map((option) => keyOf(option.value)));
  const grown = (option: Option) => !known.has(keyOf(option.value)) && canGrow(option.value);
  const options = optionsOf(after);
  if (!options.some(grown)) return undefined;
  return choiceOf(options.map((option) => (grown(option) ? { ...option, value: cut(before, option.value) } : option)));
}

/** Texts get longer and numbers larger; other values are as many as the program makes. */
function canGrow(value: Single): boolean {
  return value.kind === 'text' || (value.kind === 'constant' && typeof value.value === 'number');
}

function cut(before: Value, after: Single): Single {
  if (after.kind !== 'text') return unknown('unknown-key', undefined);
  const starts = optionsOf(before).flatMap(({ value }) => (value.kind === 'text' ? [sharedStart(value, after)] : []));
  const longest = starts.reduce<readonly Piece[]>((best, start) => (start.length > best.length ? start : best), []);
  const gap: Gap = {
    hole: 'too-many-values',
    name: undefined,
    at: after.pieces.find(({ at }) => at !== undefined)?.at,
  };
  return { kind: 'text', pieces: [...longest, gap] };
}

function sharedStart(a: Text, b: Text): Piece[] {
  const shared: Piece[] = [];
  for (const [index, piece] of a.pieces.entries()) {
    const other = b.pieces[index];
    if (other === undefined || !isSame(piece, other)) {
      // `/a` that grows to `/a/b` in one piece keeps its start.
      if (other !== undefined && !isGap(piece) && !isGap(other) && other.text.startsWith(piece.text))
        shared.push(piece);
      break;
    }
    shared.push(piece);
  }
  return shared;
}

function isSame(a: Piece, b: Piece): boolean {
  return isGap(a) ? isGap(b) && a.hole === b.hole && a.name === b.name : !isGap(b) && a.text === b.text;
}
