import { type Gap, isGap, isMissing, type Option, type Piece, type Single, type Value } from './value.ts';
import { anyWorld } from './world.ts';

/** More alternatives than are followed: what all texts share stays, the part that varies becomes a hole. */
export function tooMany(options: readonly Option[]): Value {
  // Whether a lookup finds anything at all is still worth knowing.
  const missing = options.filter((option) => isMissing(option.value));
  const found = options.filter((option) => !isMissing(option.value));
  const start = sharedStart(found.map(({ value }) => literalStart(value)));
  const end = sharedEnd(found.map(({ value }) => literalEnd(value, start.length)));
  const at = firstPlace(found[0]?.value);
  const hasSlashes = found.some(({ value }) => varyingPart(value, start, end).includes('/'));
  const gap: Gap = { hole: 'too-many-values', name: undefined, at, ...(hasSlashes ? { hasSlashes } : {}) };
  const pieces: Piece[] = [
    ...(start === '' ? [] : [{ text: start, at, via: [] }]),
    gap,
    ...(end === '' ? [] : [{ text: end, at, via: [] }]),
  ];
  const shared: Single = pieces.length === 1 ? { kind: 'unknown', gap } : { kind: 'text', pieces };
  return missing.length === 0 ? shared : { kind: 'choice', options: [{ value: shared, world: anyWorld }, ...missing] };
}

function literalStart(value: Single): string {
  const first = value.kind === 'text' ? value.pieces[0] : undefined;
  return first === undefined || isGap(first) ? '' : first.text;
}

/** What is literal of a text between its shared start and its shared end. */
function varyingPart(value: Single, start: string, end: string): string {
  if (value.kind !== 'text') return '';
  const whole = value.pieces.map((piece) => (isGap(piece) ? '' : piece.text)).join('');
  return whole.slice(start.length, Math.max(start.length, whole.length - end.length));
}

/** The literal at the end, without what is already taken from the start of the same literal. */
function literalEnd(value: Single, taken: number): string {
  if (value.kind !== 'text') return '';
  const last = value.pieces.at(-1);
  if (last === undefined || isGap(last)) return '';
  return value.pieces.length === 1 ? last.text.slice(taken) : last.text;
}

/** Only whole segments are shared: half a word that happens to begin alike says nothing. */
function sharedStart(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (length > 0 && !text.startsWith(first.slice(0, length))) length -= 1;
  const isWhole = texts.every((text) => text.length === length || /[/?&#]/.test(text.charAt(length)));
  const shared = first.slice(0, length);
  return isWhole ? shared : shared.slice(0, shared.search(/[^/?&]*$/));
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
