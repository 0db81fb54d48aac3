import { nearestName } from '../../model/nearest-name.ts';
import type { Method, Operation } from '../../model/operation.ts';
import type { Lookup } from './lookup.ts';
import type { PathReading } from './read-path.ts';
import { foldCase, type Segment, toSegment } from './segment.ts';
import { fillsParameter, foldSegment, type Template, type TemplateSegment } from './template.ts';

const most = 3;
/** No template comes near this many; more segments are not a misspelling. */
const longestPath = 20;

/**
 * Operations that a path without a match is close to, at most three: the same path with another method; else another
 * prefix ("/rest/bulk/v1" for "/bulk/v1"); else one segment misspelled or without its ".json". Same method first.
 */
export function findSimilar(
  templates: readonly Template[],
  lookup: Lookup,
  readings: readonly PathReading[],
  method: Method | undefined,
): readonly Operation[] {
  const paths = readings.map(({ segments }) => segments).filter(({ length }) => length <= longestPath);
  const hints = [
    () => paths.flatMap((path) => at(lookup, path)),
    () => paths.flatMap(reRooted).flatMap((path) => at(lookup, path)),
    () => paths.flatMap((path) => misspelled(templates, path)),
  ];
  for (const hint of hints) {
    const found = sameMethodFirst(hint(), method).map(({ operation }) => operation);
    if (found.length > 0) return [...new Set(found)].slice(0, most);
  }
  return [];
}

/** What stands at a path, with any method and on any host. */
function at(lookup: Lookup, path: readonly Segment[]): readonly Template[] {
  return lookup(path, { isOnHost: () => true, hasMethod: () => true })?.templates ?? [];
}

function sameMethodFirst(templates: readonly Template[], method: Method | undefined): Template[] {
  const same = templates.filter(({ operation }) => operation.method === method);
  return [...same, ...templates.filter((template) => !same.includes(template))];
}

/** The path without what a wrong base URL put in front, and with the "/bulk/v1" that such paths often lose. */
function reRooted(path: readonly Segment[]): (readonly Segment[])[] {
  const bulk = path.findIndex(({ text }) => text === 'bulk');
  const rest = bulk === -1 ? [] : path.slice(bulk + 1);
  return [path.slice(1), path.slice(2), ...(bulk === -1 ? [] : [['bulk', 'v1'].map(asSegment).concat(rest)])];
}

function asSegment(text: string): Segment {
  return toSegment([text]);
}

function misspelled(templates: readonly Template[], path: readonly Segment[]): Template[] {
  const near: { template: Template; written: string; meant: string }[] = [];
  const segments = path.map(foldSegment);
  for (const template of templates) {
    if (template.alias || template.segments.length !== segments.length) continue;
    const wrong = onlyMismatch(template, segments);
    if (wrong && isNear(wrong.written, wrong.expected)) {
      near.push({ template, written: wrong.written, meant: textOf(wrong.expected) });
    }
  }
  // Several literals may be near ("lead", "list"): only the nearest is a hint.
  const known = near.map(({ meant }) => meant);
  return near
    .filter(({ written, meant }) => (nearestName(written, known) ?? meant) === meant)
    .map(({ template }) => template);
}

/** The one segment that does not fit, if there is exactly one and its text is known. */
function onlyMismatch(
  template: Template,
  segments: readonly Segment[],
): { written: string; expected: TemplateSegment } | undefined {
  let found: { written: string; expected: TemplateSegment } | undefined;
  for (const [index, segment] of segments.entries()) {
    const expected = template.segments[index];
    if (expected === undefined || mayFit(segment, expected)) continue;
    if (found || segment.text === undefined) return undefined;
    found = { written: segment.text, expected };
  }
  return found;
}

function mayFit(segment: Segment, expected: TemplateSegment): boolean {
  const text = textOf(expected);
  if (expected.kind === 'parameter') return segment.text === undefined || fillsParameter(segment, text);
  if (segment.text !== undefined) return segment.text === text;
  const known = segment.head.length + segment.tail.length;
  return text.length >= known && text.startsWith(segment.head) && text.endsWith(segment.tail);
}

function isNear(written: string, expected: TemplateSegment): boolean {
  const text = textOf(expected);
  if (expected.kind === 'parameter') return text === '.json' && !written.includes('.');
  return `${written}.json` === text || nearestName(written, [text]) !== undefined;
}

/** The known text of a template's segment, folded. */
function textOf(segment: TemplateSegment): string {
  return foldCase(segment.kind === 'literal' ? segment.text : segment.suffix);
}
