import type { Likeness } from '../machine/likeness.ts';
import { optionsOf } from '../value/choice.ts';
import { isAbsent, isGap, plainText, type Single, undefinedValue, type Value } from '../value/value.ts';

/** What the arguments of a turn say of how far the recursion got since the one around it. */
export type Progress =
  /** Further in something known, which has an end: another node of a tree, a shorter list, a count. */
  | 'known'
  /** Nobody can tell: something unknown, or a text that grows as it would without end. */
  | 'vague';

/**
 * @param turns the arguments of the running turns, outermost first
 * @param after the arguments of the call
 */
export function progressOf(
  likeness: Likeness,
  turns: readonly (readonly Value[])[],
  after: readonly Value[],
): Progress {
  const steps = after.map((value, index) =>
    stepOf(
      likeness,
      turns.map((args) => args[index] ?? undefinedValue),
      value,
    ),
  );
  if (steps.includes('known')) return 'known';
  // A count beside something unknown is the depth of a walk, which says nothing of where it ends.
  return steps.includes('count') && !steps.includes('vague') ? 'known' : 'vague';
}

function stepOf(likeness: Likeness, turns: readonly Value[], after: Value): 'none' | 'count' | Progress {
  if (turns.some((before) => likeness.covers(before, after))) return 'none';
  if (after.kind === 'constant') return 'count';
  const [from, to] = [plainText(turns.at(-1) ?? undefinedValue), plainText(after)];
  if (from !== undefined && to?.startsWith(from) === true) return 'vague';
  if (isKnownCode(after))
    return turns.some((before) => isKnownCode(before) && isSameCode(before, after)) ? 'vague' : 'known';
  return optionsOf(after).every(({ value }) => isKnown(value, 0)) ? 'known' : 'vague';
}

function isKnownCode(value: Value): boolean {
  return value.kind === 'object' && value.brand?.kind === 'function';
}

/** The same function over another scope: a recursion that goes on by callbacks makes one with each turn. */
function isSameCode(a: Value, b: Value): boolean {
  return a.kind === 'object' && b.kind === 'object' && a.at === b.at;
}

/** How deep it is looked for something unknown in an object. */
const maxDepth = 3;

function isKnown(value: Single, depth: number): boolean {
  if (value.kind === 'unknown') return false;
  if (value.kind === 'text') return !value.pieces.some(isGap);
  if (value.kind === 'constant' || value.brand !== undefined || depth > maxDepth) return true;
  if (value.open !== undefined || value.more !== undefined) return false;
  const cells = [...value.properties.values(), ...(value.elements ?? [])];
  return cells.every(
    (cell) => isAbsent(cell.value) || optionsOf(cell.value).every((it) => isKnown(it.value, depth + 1)),
  );
}
