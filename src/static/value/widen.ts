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
  const longest = longestStart(before, after);
  const hasSlashes = after.pieces.slice(longest.length).some((piece) => !isGap(piece) && piece.text.includes('/'));
  const gap: Gap = {
    hole: 'too-many-values',
    name: undefined,
    at: after.pieces.find(({ at }) => at !== undefined)?.at,
    ...(hasSlashes ? { hasSlashes } : {}),
  };
  const last = longest.at(-1);
  const isCut = last !== undefined && isGap(last) && last.hole === gap.hole;
  return { kind: 'text', pieces: isCut ? longest : [...longest, gap] };
}

/** How many shorter ones of a value's texts a text goes on from. */
export function startsAmong(before: Value, after: Text): number {
  return optionsOf(before).filter(({ value }) => value.kind === 'text' && isStart(value, after)).length;
}

/** What a text that goes on growing may be: what it has in common with one of the texts before, then anything. */
export function widenText(before: Value, after: Text): Single {
  return cut(before, after);
}

/** Whether a text is one of those that a widened one stands for. */
export function isOneOf(widened: Single, after: Text): boolean {
  if (widened.kind !== 'text' || !isStart(widened, after)) return false;
  const last = widened.pieces.at(-1);
  return last !== undefined && isGap(last) && last.hole === 'too-many-values';
}

function isStart(start: Text, whole: Text): boolean {
  return start.pieces.length > 0 && sharedLength(start, whole) === start.pieces.length;
}

/** The longest start that the text has in common with one of the values before; of equally long ones the first. */
function longestStart(before: Value, after: Text): readonly Piece[] {
  let [longest, length]: [readonly Piece[], number] = [[], 0];
  for (const { value } of optionsOf(before)) {
    if (value.kind !== 'text') continue;
    const shared = sharedLength(value, after);
    if (shared > length) [longest, length] = [value.pieces, shared];
    if (length === after.pieces.length) break;
  }
  return longest.slice(0, length);
}

/** How many pieces both texts begin with. Pairs of alternatives are many: nothing is made for each. */
function sharedLength(a: Text, b: Text): number {
  const most = Math.min(a.pieces.length, b.pieces.length);
  for (let index = 0; index < most; index += 1) {
    const piece = a.pieces[index];
    const other = b.pieces[index];
    if (piece === undefined || other === undefined) return index;
    if (isSame(piece, other)) continue;
    // `/a` that grows to `/a/b` in one piece keeps its start.
    return !isGap(piece) && !isGap(other) && other.text.startsWith(piece.text) ? index + 1 : index;
  }
  return most;
}

function isSame(a: Piece, b: Piece): boolean {
  if (a === b) return true;
  return isGap(a) ? isGap(b) && a.hole === b.hole && a.name === b.name : !isGap(b) && a.text === b.text;
}
