import type { BoxSet } from './box-set.ts';
import { isMetBy, type Terms } from './terms.ts';

/** Steps after which a question counts as open. The whole model of Marketo takes a few dozen. */
const maxSteps = 20_000;

/**
 * Whether some set of ticked boxes meets all of `met` and none of `failed`. `true` as well where that would take too long
 * to rule out, so that only `false` is a proof.
 *
 * Why it is exact. If a set meets every condition of `met`, it contains a term of each, and the union of these terms meets
 * them as well; being a part of the set, it meets no condition of `failed` that the set does not meet, for all of them are
 * monotone. So only unions of terms need looking at, and a union that meets one of `failed` cannot be mended by more.
 */
export function isPossible(met: readonly Terms[], failed: readonly Terms[]): boolean {
  const seen = new Set<BoxSet>();
  const visit = (ticked: BoxSet): boolean => {
    if (seen.has(ticked)) return false;
    seen.add(ticked);
    if (seen.size > maxSteps) return true;
    if (failed.some((condition) => isMetBy(condition, ticked))) return false;
    const open = met.filter((condition) => !isMetBy(condition, ticked));
    const [first, ...others] = open;
    if (first === undefined) return true;
    const narrowest = others.reduce((least, condition) => (condition.length < least.length ? condition : least), first);
    return narrowest.some((term) => visit(ticked | term));
  };
  return visit(0n);
}
