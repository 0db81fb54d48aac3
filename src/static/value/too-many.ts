import { type Gap, isGap, isMissing, type Option, type Piece, type Single, type Value } from './value.ts';
import { anyWorld } from './world.ts';

/**
 * More alternatives than are followed: what all texts share stays, base and path up to where they part, and the part
 * that varies becomes a hole.
 */
export function tooMany(options: readonly Option[]): Value {
  // Whether a lookup finds anything at all is still worth knowing.
  const missing = options.filter((option) => isMissing(option.value));
  const found = options.filter((option) => !isMissing(option.value)).map(({ value }) => value);
  const mark = marker();
  const texts = found.map((value) => (value.kind === 'text' ? mark(value.pieces) : ''));
  const start = sharedStart(texts);
  const rests = texts.map((text) => text.slice(start.length));
  const end = sharedEnd(rests);
  const hasSlashes = rests.some((rest) => rest.slice(0, rest.length - end.length).includes('/'));
  const [first] = found;
  const at = firstPlace(first);
  const gap: Gap = { hole: 'too-many-values', name: undefined, at, ...(hasSlashes ? { hasSlashes } : {}) };
  const own = first?.kind === 'text' ? first.pieces : [];
  const whole = texts[0]?.length ?? 0;
  const pieces = [...stretch(own, 0, start.length), gap, ...stretch(own, whole - end.length, whole)];
  const shared: Single = pieces.length === 1 ? { kind: 'unknown', gap } : { kind: 'text', pieces };
  return missing.length === 0 ? shared : { kind: 'choice', options: [{ value: shared, world: anyWorld }, ...missing] };
}

const firstMark = 0xe000;
const mostMarks = 6000;

/** Writes pieces as one string, in which each gap is one private-use character, the same for gaps that look the same. */
function marker(): (pieces: readonly Piece[]) => string {
  const marks = new Map<string, string>();
  const markOf = ({ hole, name, at }: Gap): string => {
    const key = `${hole}:${name ?? ''}:${at?.pos ?? ''}`;
    const mark = marks.get(key) ?? String.fromCharCode(firstMark + Math.min(marks.size, mostMarks));
    marks.set(key, mark);
    return mark;
  };
  return (pieces) => pieces.map((piece) => (isGap(piece) ? markOf(piece) : piece.text)).join('');
}

/** The pieces between two places of their text, where a gap is as long as one character. */
function stretch(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const found: Piece[] = [];
  let place = 0;
  for (const piece of pieces) {
    const length = isGap(piece) ? 1 : piece.text.length;
    const [start, end] = [Math.max(from - place, 0), Math.min(to - place, length)];
    if (start < end) found.push(isGap(piece) ? piece : { ...piece, text: piece.text.slice(start, end) });
    place += length;
  }
  return found;
}

/** Only whole segments are shared: half a word that happens to begin alike says nothing. */
function sharedStart(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (length > 0 && !text.startsWith(first.slice(0, length))) length -= 1;
  const shared = first.slice(0, length);
  const isWhole = texts.every((text) => text.length === length || /[/?&#]/.test(text.charAt(length)));
  // The name of a resource ends in `.json`: what follows there is a query, however it is put together.
  return isWhole || shared.endsWith('.json') ? shared : shared.slice(0, shared.search(/[^/?&\uE000-\uF8FF]*$/));
}

function sharedEnd(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (length > 0 && !text.endsWith(first.slice(first.length - length))) length -= 1;
  const shared = first.slice(first.length - length);
  const cut = shared.search(/[/.]/);
  return cut === -1 ? '' : shared.slice(cut);
}

function firstPlace(value: Single | undefined) {
  if (value === undefined) return undefined;
  if (value.kind === 'text') return value.pieces[0]?.at;
  return value.kind === 'object' ? value.at : undefined;
}
