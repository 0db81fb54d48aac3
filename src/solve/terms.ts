import { type BoxSet, isSubset, sizeOf } from './box-set.ts';

/**
 * A monotone condition on the ticked boxes in its one shortest form: it is met when all boxes of at least one
 * term are ticked. No term contains another. `[]` can never be met, `[0n]` always is. Sorted by size, then value.
 */
export type Terms = readonly BoxSet[];

export const always: Terms = [0n];
export const never: Terms = [];

/** More alternatives than any honest rule has; stops an expression that would multiply without end. */
export const maxTerms = 2_000;

/** Thrown when a condition has more than {@link maxTerms} alternatives. The caller knows which rule is to blame. */
export class TooManyTerms extends Error {
  override name = 'TooManyTerms';
}

/** Met when one of the conditions is. */
export function anyTerms(conditions: readonly Terms[]): Terms {
  return shortest(conditions.flat());
}

/** Met when all of the conditions are. */
export function allTerms(conditions: readonly Terms[]): Terms {
  return conditions.reduce(both, always);
}

/** Whether meeting `stronger` always meets `weaker` as well. */
export function impliesTerms(stronger: Terms, weaker: Terms): boolean {
  return stronger.every((term) => isMetBy(weaker, term));
}

export function isMetBy(condition: Terms, ticked: BoxSet): boolean {
  return condition.some((term) => isSubset(term, ticked));
}

/** The shortest form is unique, so equal conditions have equal keys. */
export function keyOfTerms(condition: Terms): string {
  return condition.join(',');
}

function both(left: Terms, right: Terms): Terms {
  const products: BoxSet[] = [];
  for (const a of left) {
    for (const b of right) products.push(a | b);
    if (products.length > maxTerms * 10) throw new TooManyTerms();
  }
  return shortest(products);
}

function shortest(candidates: readonly BoxSet[]): Terms {
  const kept: BoxSet[] = [];
  for (const candidate of [...new Set(candidates)].sort(compareTerms)) {
    if (!kept.some((term) => isSubset(term, candidate))) kept.push(candidate);
    if (kept.length > maxTerms) throw new TooManyTerms();
  }
  return kept;
}

function compareTerms(a: BoxSet, b: BoxSet): number {
  return sizeOf(a) - sizeOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}
