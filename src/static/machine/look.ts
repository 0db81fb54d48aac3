import { optionsOf } from '../value/choice.ts';
import { keyOf } from '../value/key-of.ts';
import type { Single, Value } from '../value/value.ts';
import { isWithin, type World } from '../value/world.ts';
import type { Machine } from './machine.ts';
import { signature } from './signature.ts';

/** What a value looks like from outside: objects by the place that makes them and by what they hold. */
export function lookOf(m: Machine, value: Single): string {
  return value.kind === 'object' && value.at !== undefined ? signature(m, value) : keyOf(value);
}

/**
 * Whether `now` holds nothing that looks different from all that `before` held, nor may hold it under fewer conditions:
 * what could only come together with something else may come alone.
 */
export function looksKnown(m: Machine, before: Value, now: Value): boolean {
  if (before === now || (before.kind !== 'choice' && keyOf(before) === keyOf(now))) return true;
  const known = worldsByLook(m, before);
  return optionsOf(now).every((option) => isAmong(known.get(lookOf(m, option.value)), option.world));
}

/** For each look of a value the conditions under which it may be held. */
export function worldsByLook(m: Machine, value: Value): Map<string, World[]> {
  const worlds = new Map<string, World[]>();
  for (const option of optionsOf(value)) {
    const look = lookOf(m, option.value);
    const known = worlds.get(look);
    if (known === undefined) worlds.set(look, [option.world]);
    else known.push(option.world);
  }
  return worlds;
}

/** Whether one of the worlds asks for nothing that the other does not. */
export function isAmong(worlds: readonly World[] | undefined, world: World): boolean {
  return worlds?.some((known) => isWithin(world, known)) === true;
}
