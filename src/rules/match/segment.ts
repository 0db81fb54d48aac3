import { isHole } from '../../model/value.ts';
import { joinTexts, type SegmentPieces } from './split-path.ts';

/** One segment of a call's path. `text` and the like are in the form that templates are compared in. */
export interface Segment {
  readonly pieces: SegmentPieces;
  /** The whole segment, when all of it is known. */
  readonly text: string | undefined;
  /** Known text before the first hole; the whole text when there is no hole. */
  readonly head: string;
  /** Known text after the last hole; the whole text when there is no hole. */
  readonly tail: string;
}

/** A segment with neighbouring texts joined and needless percent-encoding undone. */
export function toSegment(pieces: SegmentPieces): Segment {
  const plain = joinTexts(pieces).map((piece) => (isHole(piece) ? piece : decodeUnreserved(piece)));
  const first = plain[0] ?? '';
  const last = plain.at(-1) ?? '';
  const hasHole = plain.some(isHole);
  return {
    pieces: plain,
    text: hasHole ? undefined : String(first),
    head: isHole(first) ? '' : first,
    tail: isHole(last) ? '' : last,
  };
}

/** ASCII lower case only: other letters have case pairs that are different characters in a URL. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** RFC 3986, 6.2.2.2: "%2E" and "." are the same octet; a reserved one such as "%2F" is not the character it encodes. */
function decodeUnreserved(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%[0-9A-Fa-f]{2}/g, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : encoded;
  });
}
