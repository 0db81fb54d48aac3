import { showInvisible } from '../report/invisible.ts';

/** A list of which not all is shown. */
export interface Cut {
  /** Where it stands in the answer, such as "/permission/opens/operations". */
  readonly at: string;
  readonly shown: number;
  readonly of: number;
}

/** Answers are read by a model, which pays for every word: these are the lengths of lists that are tried, in turn. */
const lengths = [50, 20, 8, 3];
/** An answer that is written in so many characters needs no shorter lists. */
const enough = 24_000;
/** A role of which a part is missing would be taken for the whole. */
const neverCut = new Set(['services', 'permissions', 'missing', 'role', 'add', 'needed', 'notExercised', 'unproved']);
const longestText = 400;
const mostCuts = 50;

/**
 * The same, small enough, with nothing in its texts that a screen would obey. What stood in the code or the log that was
 * analysed stays a value in its place: it is never mixed with words of our own.
 */
export function bounded(value: object): Readonly<Record<string, unknown>> {
  for (const most of lengths) {
    const cuts: Cut[] = [];
    const small = shorten(value, '', most, cuts) as Readonly<Record<string, unknown>>;
    const isLast = most === lengths.at(-1);
    if (!isLast && JSON.stringify(small).length > enough) continue;
    return cuts.length === 0 ? small : { ...small, cut: cuts.slice(0, mostCuts) };
  }
  return {};
}

function shorten(value: unknown, at: string, most: number, cuts: Cut[]): unknown {
  if (typeof value === 'string') return shortText(value);
  if (Array.isArray(value)) {
    const length = neverCut.has(at.slice(at.lastIndexOf('/') + 1)) ? value.length : most;
    if (value.length > length) cuts.push({ at, shown: length, of: value.length });
    return value.slice(0, length).map((one, index) => shorten(one, `${at}/${index}`, most, cuts));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [shortText(name), shorten(inner, `${at}/${name}`, most, cuts)]),
  );
}

function shortText(text: string): string {
  return showInvisible(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
}
