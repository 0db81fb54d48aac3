import { anyOf, optionsOf } from '../value/choice.ts';
import type { Gap, Option, Single, Value } from '../value/value.ts';
import { lookOf } from './look.ts';
import type { Machine } from './machine.ts';
import type { Writes } from './store.ts';

/**
 * Ends a root: cells that were there before it hold what they held or what it wrote, since roots run in any order.
 * Returns whether one of them holds something that looks new; tells `lost` of what is given up on.
 */
export function settle(m: Machine, writes: Writes, bornBefore: number, lost?: () => void): boolean {
  let changed = false;
  for (const [cell, value] of writes) {
    if (cell.birth >= bornBefore) {
      m.store.write(cell, value);
      continue;
    }
    const before = m.store.peek(cell);
    const added = newOptions(m, before, value);
    if (added.length === 0) continue;
    changed = true;
    const all = [...optionsOf(before), ...added];
    if (all.length > maxSettled) lost?.();
    m.store.write(cell, anyOf((all.length > maxSettled ? widened(all) : all).map((option) => asValue(option))));
  }
  return changed;
}

/** How many values the roots of a program may leave in one cell before it may hold anything. */
const maxSettled = 40;
/** The same for numbers, which count up for ever. */
const maxNumbers = 4;

/** What of a value is not there yet. Objects that one place makes again and again are alike, as far as they look it. */
function newOptions(m: Machine, before: Value, value: Value): Option[] {
  const known = new Set(optionsOf(before).map((option) => lookOf(m, option.value)));
  const numbers = optionsOf(before).filter((option) => isNumber(option.value)).length;
  const added: Option[] = [];
  for (const option of optionsOf(value)) {
    const look = lookOf(m, option.value);
    if (known.has(look)) continue;
    known.add(look);
    if (isNumber(option.value) && numbers + added.length >= maxNumbers) {
      const gap: Gap = { hole: 'too-many-values', name: undefined, at: undefined };
      const anything: Single = { kind: 'unknown', gap };
      if (!known.has(lookOf(m, anything))) added.push({ ...option, value: anything });
      known.add(lookOf(m, anything));
    } else added.push(option);
  }
  return added;
}

function isNumber(value: Single): boolean {
  return value.kind === 'constant' && typeof value.value === 'number';
}

function widened(options: readonly Option[]): Option[] {
  const gap: Gap = { hole: 'too-many-values', name: undefined, at: undefined };
  return [...options.slice(0, maxSettled), { value: { kind: 'unknown', gap }, world: new Map() }];
}

function asValue(option: Option): Value {
  return { kind: 'choice', options: [option] };
}
