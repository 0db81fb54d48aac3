import type { Cell } from '../value/cell.ts';
import { anyOf, choiceOf, optionsOf } from '../value/choice.ts';
import type { Gap, Option, Single, Value } from '../value/value.ts';
import { isOneOf, startsAmong, widenText } from '../value/widen.ts';
import { anyWorld, commonWorld } from '../value/world.ts';
import { isAmong, lookOf, worldsByLook } from './look.ts';
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
    const all = withMore(m, m.store.peek(cell), value, lost);
    if (all === undefined) continue;
    changed = true;
    m.store.write(cell, all);
  }
  return changed;
}

/**
 * What a place may hold once it may hold another value too; `undefined` where that brings nothing new.
 *
 * @param lost is told where the place holds too much to be followed
 */
export function withMore(m: Machine, before: Value, value: Value, lost?: () => void): Value | undefined {
  const added = newOptions(m, before, value);
  if (added.length === 0) return undefined;
  const all = loosened(m, optionsOf(before), added);
  if (all.length > maxSettled) lost?.();
  return anyOf((all.length > maxSettled ? widened(all) : all).map((option) => asValue(option)));
}

/** What a place may hold, it may hold whatever else is the case. */
export function loosen(m: Machine, cell: Cell): void {
  const value = m.store.peek(cell);
  const options = optionsOf(value);
  if (options.every(({ world }) => world.size === 0)) return;
  m.store.write(cell, choiceOf(options.map((option) => ({ ...option, world: anyWorld }))));
}

/** A place that goes on changing may hold anything, beside what it is known to. */
export function forget(m: Machine, cell: Cell): void {
  if (optionsOf(m.store.peek(cell)).some(({ value, world }) => value.kind === 'unknown' && world.size === 0)) return;
  const gap: Gap = { hole: 'too-many-values', name: undefined, at: undefined };
  cell.isShared = true;
  m.store.write(cell, { kind: 'unknown', gap });
}

/** How many values the roots of a program may leave in one cell before it may hold anything. */
const maxSettled = 40;
/** The same for numbers, which count up for ever, and for texts that get longer and longer. */
const maxGrown = 4;

/** What of a value is not there yet. Objects that one place makes again and again are alike, as far as they look it. */
function newOptions(m: Machine, before: Value, value: Value): Option[] {
  const known = worldsByLook(m, before);
  const numbers = optionsOf(before).filter((option) => isNumber(option.value)).length;
  const added: Option[] = [];
  for (const option of optionsOf(value)) {
    const look = lookOf(m, option.value);
    if (isAmong(known.get(look), option.world) || isStoodFor(before, option)) continue;
    const isNew = !known.has(look);
    known.set(look, [option.world]);
    const wider = isNew ? widerThan(before, option.value, numbers + added.length) : undefined;
    if (wider === undefined) added.push(option);
    else {
      if (!known.has(lookOf(m, wider))) added.push({ ...option, value: wider });
      known.set(lookOf(m, wider), [anyWorld]);
    }
  }
  return added;
}

/** Whether a text that was widened stands for one that went on growing. */
function isStoodFor(before: Value, { value, world }: Option): boolean {
  if (value.kind !== 'text') return false;
  return optionsOf(before).some((option) => isAmong([option.world], world) && isOneOf(option.value, value));
}

/** What stands for a number that counts up, or a text that gets longer, with each root that runs; nothing for others. */
function widerThan(before: Value, value: Single, numbers: number): Single | undefined {
  if (isNumber(value) && numbers >= maxGrown)
    return { kind: 'unknown', gap: { hole: 'too-many-values', name: undefined, at: undefined } };
  return value.kind === 'text' && startsAmong(before, value) >= maxGrown ? widenText(before, value) : undefined;
}

/** What was there, under no more conditions than what is added and looks the same, and what looks like nothing there. */
function loosened(m: Machine, before: readonly Option[], added: readonly Option[]): Option[] {
  const worlds = new Map(added.map((option) => [lookOf(m, option.value), option.world]));
  const known = before.map((option) => {
    const world = worlds.get(lookOf(m, option.value));
    return world === undefined ? option : { ...option, world: commonWorld(option.world, world) };
  });
  const looks = new Set(before.map((option) => lookOf(m, option.value)));
  return [...known, ...added.filter((option) => !looks.has(lookOf(m, option.value)))];
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
