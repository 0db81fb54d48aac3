import type { Spelling } from '../../model/operation-use.ts';
import { isHole, type TextPattern } from '../../model/value.ts';
import { type Segment, toSegment } from './segment.ts';
import { type SegmentPieces, splitPath } from './split-path.ts';

/** A call's path, ready to be held against templates. */
export interface PathReading {
  readonly segments: readonly Segment[];
  /** Deviations already undone in `segments`. */
  readonly spellings: readonly Spelling[];
  /** Something had to be concluded to read the path so. */
  readonly inferred: boolean;
  /** `false` when the path starts with a hole, which then may hold any number of segments. */
  readonly rooted: boolean;
  /** The slashes before each segment as they were written; a last one more when slashes end the path. */
  readonly slashes: readonly ('' | '/' | '//')[];
}

/** What a path starts with when what comes before it is only the base URL. */
const roots = /^\/*(?:rest|bulk|identity|userservice|subscriptions|v1|asset)(?:\/|$)/;

/**
 * The ways to read a path, the literal one first: as it stands, and with "/rest" put in front where it starts at
 * "/v1" or "/asset", because a base URL often ends in "/rest". Slashes too many are undone and named in every one.
 * @param openBase whether a base that is not known stands before the path, of which it is no part
 */
export function readPath(path: TextPattern, openBase = false): PathReading[] {
  const { pattern, baseHidden } = withoutBase(path);
  const { kept, slashes, spellings } = dropEmptySegments(splitPath(pattern));
  const segments = kept.map(toSegment);
  const rooted = !(pattern[0] !== undefined && isHole(pattern[0]));
  const asWritten: PathReading = { segments, spellings, inferred: false, rooted, slashes };
  if (segments[0]?.text !== 'v1' && segments[0]?.text !== 'asset') return [asWritten];
  const withRest: PathReading = {
    segments: [toSegment(['rest']), ...segments],
    // A base that is not known may well end in "/rest": nothing deviates then, but it was concluded.
    spellings: baseHidden || openBase ? spellings : [...spellings, 'missing-rest'],
    inferred: true,
    rooted,
    slashes: ['', ...slashes],
  };
  return [asWritten, withRest];
}

/** Leaves out holes at the start that stand for the base URL, which is so when one of Marketo's roots follows. */
function withoutBase(path: TextPattern): { pattern: TextPattern; baseHidden: boolean } {
  const start = path.findIndex((piece) => !isHole(piece));
  const first = path[start];
  if (start > 0 && typeof first === 'string' && roots.test(first)) {
    return { pattern: path.slice(start), baseHidden: true };
  }
  return { pattern: path, baseHidden: false };
}

function dropEmptySegments(all: readonly SegmentPieces[]): {
  kept: SegmentPieces[];
  slashes: ('' | '/' | '//')[];
  spellings: Spelling[];
} {
  const kept: SegmentPieces[] = [];
  const slashes: ('' | '/' | '//')[] = [];
  let before = 0;
  let doubled = false;
  for (const [index, pieces] of all.entries()) {
    if (index > 0) before++;
    if (pieces.length === 0) continue;
    if (before > 1) doubled = true;
    kept.push(pieces);
    slashes.push(before > 1 ? '//' : '/');
    before = 0;
  }
  const trailing = kept.length > 0 && before > 0;
  if (trailing) slashes.push(before > 1 ? '//' : '/');
  if (trailing && before > 1) doubled = true;
  const spellings: Spelling[] = [];
  if (trailing) spellings.push('trailing-slash');
  if (doubled) spellings.push('doubled-slash');
  return { kept, slashes, spellings };
}
