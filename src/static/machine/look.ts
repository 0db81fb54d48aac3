import { optionsOf } from '../value/choice.ts';
import { keyOf } from '../value/key-of.ts';
import type { Single, Value } from '../value/value.ts';
import type { Machine } from './machine.ts';
import { signature } from './signature.ts';

/** What a value looks like from outside: objects by the place that makes them and by what they hold. */
export function lookOf(m: Machine, value: Single): string {
  return value.kind === 'object' && value.at !== undefined ? signature(m, value) : keyOf(value);
}

/** Whether `now` holds nothing that looks different from all that `before` held. */
export function looksKnown(m: Machine, before: Value, now: Value): boolean {
  if (before === now || keyOf(before) === keyOf(now)) return true;
  const known = looksOf(m, before);
  return optionsOf(now).every((option) => known.has(lookOf(m, option.value)));
}

function looksOf(m: Machine, value: Value): Set<string> {
  return new Set(optionsOf(value).map((option) => lookOf(m, option.value)));
}
