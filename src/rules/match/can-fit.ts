import { isHole } from '../../model/value.ts';
import { foldCase, type Segment } from './segment.ts';
import { mayHoldSlashes } from './several-segments.ts';
import type { Template } from './template.ts';

/** One step of a path that is only partly known: a character, one that only a literal can hold, or a hole that may be empty. */
export type PathToken =
  | string
  | { readonly kind: 'letter'; readonly text: string }
  | { readonly kind: 'hole'; readonly spans: boolean };

/** How freely a path is read. */
export interface Freedom {
  /** Any hole that may hold slashes does so, not only one that ends the path. */
  readonly everyHoleSpans: boolean;
  /** A segment that is known whole may be a parameter's value, not only a word of the API. */
  readonly wordsAreValues: boolean;
}

/** One step of a template: a character, exactly one character of a parameter, or any further ones. */
type TemplateToken = string | typeof oneOfParameter | typeof moreOfParameter;
const oneOfParameter = { kind: 'one-of-parameter' } as const;
const moreOfParameter = { kind: 'more-of-parameter' } as const;

/** The path as tokens, letter case folded. A hole that ends the path may always hold several segments. */
export function pathTokens(segments: readonly Segment[], rooted: boolean, freedom: Freedom): PathToken[] {
  const tokens: PathToken[] = [];
  for (const [index, { pieces, text }] of segments.entries()) {
    if (index > 0 || rooted) tokens.push('/');
    const isWord = text !== undefined && !freedom.wordsAreValues;
    for (const [place, piece] of pieces.entries()) {
      const ends = index === segments.length - 1 && place === pieces.length - 1;
      if (isHole(piece)) {
        const spans = ends || (freedom.everyHoleSpans && mayHoldSlashes(segments, index));
        tokens.push({ kind: 'hole', spans });
      } else
        for (const letter of foldCase(piece).split('')) tokens.push(isWord ? { kind: 'letter', text: letter } : letter);
    }
  }
  return tokens;
}

export function templateTokens(template: Template): readonly TemplateToken[] {
  return template.segments.flatMap((segment) =>
    segment.kind === 'literal'
      ? ['/', ...foldCase(segment.text).split('')]
      : ['/', oneOfParameter, moreOfParameter, ...foldCase(segment.suffix).split('')],
  );
}

/**
 * Whether there is any content of the holes and any values of the parameters with which path and template are the
 * same text. Follows all places in the template at once, as an automaton does: |path| × |template| steps at most.
 */
export function canFit(path: readonly PathToken[], template: readonly TemplateToken[]): boolean {
  let places = skipEmpty(new Set([0]), template);
  for (const token of path) {
    places = eat(token, places, template);
    if (places.size === 0) return false;
  }
  return places.has(template.length);
}

/** A parameter's further characters may be none. */
function skipEmpty(places: Set<number>, template: readonly TemplateToken[]): Set<number> {
  for (const place of places) if (template[place] === moreOfParameter) places.add(place + 1);
  return places;
}

function eat(token: PathToken, places: Set<number>, template: readonly TemplateToken[]): Set<number> {
  if (typeof token === 'string') return eatCharacter(token, token !== '/', places, template);
  if (token.kind === 'letter') return eatCharacter(token.text, false, places, template);
  return eatHole(token.spans, places, template);
}

function eatCharacter(
  character: string,
  fillsParameter: boolean,
  places: Set<number>,
  template: readonly TemplateToken[],
): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const token = template[place];
    if (token === character) next.add(place + 1);
    else if (fillsParameter && token === oneOfParameter) next.add(place + 1);
    else if (fillsParameter && token === moreOfParameter) next.add(place);
  }
  return skipEmpty(next, template);
}

/** A hole swallows nothing, or as many of the template's steps as it may; a Set grows while it is walked. */
function eatHole(spans: boolean, places: Set<number>, template: readonly TemplateToken[]): Set<number> {
  for (const place of places) {
    const token = template[place];
    if (token !== undefined && (spans || token !== '/')) places.add(place + 1);
  }
  return places;
}
