import type { Hole, TextPattern } from '../../model/value.ts';
import { type Gap, isGap, type Text } from '../value/value.ts';
import { locationOf, type PathOf } from './call-site.ts';

/** Pieces as the later stages know them: literals joined, gaps as holes with a place. */
export function toPattern(value: Text, pathOf: PathOf): TextPattern {
  const pattern: (string | Hole)[] = [];
  for (const piece of value.pieces) {
    const last = pattern.at(-1);
    if (isGap(piece)) pattern.push(toHole(piece, pathOf));
    else if (typeof last === 'string') pattern[pattern.length - 1] = last + piece.text;
    else pattern.push(piece.text);
  }
  return pattern;
}

function toHole(gap: Gap, pathOf: PathOf): Hole {
  return {
    reason: gap.hole,
    ...(gap.name === undefined ? {} : { name: gap.name }),
    ...(gap.at === undefined ? {} : { at: locationOf(gap.at, pathOf) }),
    ...(gap.hasSlashes === undefined ? {} : { hasSlashes: gap.hasSlashes }),
  };
}
