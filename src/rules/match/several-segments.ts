import { type Hole, isHole } from '../../model/value.ts';
import type { Segment } from './segment.ts';

/** What stands before the API's own words: any of it may be missing from what is written out. */
const prefix = /^(?:rest|bulk|asset|identity|userservice|management)$/;

/** The last word of a name that says its value is a path, e.g. `apiPath`, `getEndpoint()`, `MARKETO_URL`. */
const namesPath = /(?:path|pathname|endpoint|ur[il]|href|route)s?$/i;

/**
 * Whether the holes of a segment may hold slashes, so that it stands for several segments. A hole that is a segment of
 * its own is one, such as an id, unless its name or what is known of its values says otherwise, or it stands where the
 * prefix of the path does: `/rest/${api}/leads.json`.
 */
export function mayHoldSlashes(segments: readonly Segment[], index: number): boolean {
  const { pieces } = segments[index] ?? { pieces: [] };
  if (!pieces.every(isHole)) return true;
  if (segments.slice(0, index).every(({ text }) => text === undefined || prefix.test(text))) return true;
  return pieces.some(showsSlashes);
}

function showsSlashes(hole: string | Hole): boolean {
  if (!isHole(hole)) return false;
  const last = hole.name?.replace(/\(\)/g, '').split('.').at(-1) ?? '';
  return hole.hasSlashes === true || namesPath.test(last);
}
