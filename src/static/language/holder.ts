import { optionsOf } from '../value/choice.ts';
import type { Library, Value } from '../value/value.ts';

/** The library that a value which was not followed comes from: the one that gets what is given to it. */
export function holderOf(value: Value | undefined): Library | undefined {
  if (value === undefined) return undefined;
  return optionsOf(value).flatMap(({ value: single }) =>
    single.kind === 'unknown' && single.gap.library !== undefined ? [single.gap.library] : [],
  )[0];
}
