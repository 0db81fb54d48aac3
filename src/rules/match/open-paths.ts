import { isHole } from '../../model/value.ts';
import { canFit, type Freedom, pathTokens, templateTokens } from './can-fit.ts';
import type { Wanted } from './lookup.ts';
import type { PathReading } from './read-path.ts';
import { type Segment, toSegment } from './segment.ts';
import type { Template } from './template.ts';

/** Known text longer than this is no path of Marketo's; the limit keeps hostile sources from costing time. */
const longestKnown = 4096;

/** Finds every template that a path with holes may be one of. */
export type FindOpen = (readings: readonly PathReading[], wanted: Wanted) => readonly Template[];

/** Tried in this order until something fits. */
const freedoms: readonly Freedom[] = [
  { everyHoleSpans: false, wordsAreValues: false },
  { everyHoleSpans: true, wordsAreValues: false },
  { everyHoleSpans: false, wordsAreValues: true },
  { everyHoleSpans: true, wordsAreValues: true },
];

/**
 * The likeliest reading that fits anything: a rule's own path before an alias; a segment that is written out as a word
 * of the API before a value; a hole as a part of one segment, except at the end of the path, before any stretch of it,
 * which only a hole is that may hold slashes.
 */
export function createFindOpen(templates: readonly Template[]): FindOpen {
  const compiled = templates.map((template) => ({ template, tokens: templateTokens(template) }));
  return (readings, wanted) => {
    const short = readings.filter(({ segments }) => !isOverlong(segments));
    const asked = compiled.filter(({ template }) => wanted.isOnHost(template) && wanted.hasMethod(template));
    for (const alias of [false, true]) {
      const rows = asked.filter(({ template }) => template.alias === alias);
      for (const freedom of freedoms) {
        const paths = short.map(({ segments, rooted }) => pathTokens(segments, rooted, freedom));
        const fitting = rows.filter(({ tokens }) => paths.some((path) => canFit(path, tokens)));
        if (fitting.length > 0) return fitting.map(({ template }) => template);
      }
    }
    return [];
  };
}

export function hasHole(segments: readonly Segment[]): boolean {
  return segments.some(({ text }) => text === undefined);
}

/** How many characters of the path are known, slashes aside. */
export function knownLength(segments: readonly Segment[]): number {
  return segments.flatMap(({ pieces }) => pieces).reduce((sum, piece) => sum + (isHole(piece) ? 0 : piece.length), 0);
}

/** Holes, slashes and the ending that nearly all paths have: `${a}/${b}/${c}.json`, however often. */
export function saysNothing(segments: readonly Segment[]): boolean {
  const known = segments.flatMap(({ pieces }) => pieces).filter((piece) => !isHole(piece));
  return hasHole(segments) && known.every((piece) => piece === '.json');
}

/** Too much is known to go by, and none of it can be looked through. */
export function isOverlong(segments: readonly Segment[]): boolean {
  return knownLength(segments) > longestKnown;
}

/** The path without holes right after the text of its last segment, e.g. `leads.json${query}`; they may be its query. */
export function withoutQuery(segments: readonly Segment[]): readonly Segment[] | undefined {
  const last = segments.at(-1)?.pieces ?? [];
  const end = last.findLastIndex((piece) => !isHole(piece)) + 1;
  if (end === 0 || end === last.length) return undefined;
  return [...segments.slice(0, -1), toSegment(last.slice(0, end))];
}
