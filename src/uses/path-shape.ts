import { type Hole, isHole, type TextPattern } from '../model/value.ts';
import { joinTexts, splitPath } from '../rules/match/split-path.ts';

/** A path without what varies from call to call or may be personal. */
export interface PathShape {
  /** Neighbouring literals are joined; values became holes. */
  readonly path: TextPattern;
  /** The same for all paths of this shape, and for no others. */
  readonly key: string;
}

const value: Hole = { reason: 'too-many-values', name: 'value' };
const furtherSegments: Hole = { reason: 'too-many-values', name: 'further segments' };

/** No path of Marketo's is longer. */
const mostSegments = 16;
/** Names of endpoints are shorter than this; tokens and ids are not. */
const longestWord = 20;

/**
 * The shape under which calls that no rule knows are counted together and shown: numbers, uuids, hexadecimal ids,
 * munchkin ids, e-mail addresses, long and odd texts become holes, a file extension stays.
 */
export function shapeOf(path: TextPattern): PathShape {
  const [before = [], ...after] = splitPath(path);
  // A hole before the first slash is a base URL; text there is a first segment that lost its slash.
  const hasBase = before.some(isHole);
  const all = (hasBase || before.length === 0 ? after : [before, ...after]).filter(({ length }) => length > 0);
  const segments = all.slice(0, mostSegments).map((pieces) => pieces.flatMap(shapePiece));
  if (all.length > mostSegments) segments.push([furtherSegments]);
  const pieces = [...(hasBase ? before.flatMap(shapePiece) : []), ...segments.flatMap((segment) => ['/', ...segment])];
  const joined = joinTexts(pieces.length === 0 ? ['/'] : pieces);
  return { path: joined, key: joined.map((piece) => (isHole(piece) ? '{}' : piece)).join('') };
}

/** Text that is no plain word becomes a hole; neighbouring holes are left as they are. */
function shapePiece(piece: string | Hole): (string | Hole)[] {
  if (isHole(piece)) return [piece];
  const extension = /\.[a-z]{2,5}$/i.exec(piece)?.[0] ?? '';
  const word = piece.slice(0, piece.length - extension.length);
  if (!isValue(word)) return [piece];
  return extension === '' ? [value] : [value, extension];
}

function isValue(word: string): boolean {
  return (
    word.length > longestWord ||
    /[^A-Za-z0-9._~-]/.test(word) ||
    /^[0-9]+$/.test(word) ||
    /^[0-9]{3}-[A-Za-z]{3}-[0-9]{3}$/.test(word) ||
    /^(?=.*[0-9])[0-9a-f]{8,}$/i.test(word)
  );
}
