import { keyOf } from './key-of.ts';
import { tooMany } from './too-many.ts';
import { isAbsent, isMissing, notYetValue, type Option, type Single, type Value } from './value.ts';
import { nthWay } from './ways.ts';
import { anyWorld, commonWorld, mergeWorlds, type World, withDecision } from './world.ts';

/** How many alternatives of one value are followed. More are cut, and the cut is a hole of its own. */
export const maxOptions = 300;

export function optionsOf(value: Value): readonly Option[] {
  return value.kind === 'choice' ? value.options : [{ value, world: anyWorld }];
}

/** How many different unknown values one choice keeps: more of them say nothing more. */
const maxUnknown = 5;

/** Alternatives that were gone through so far, in all runs: what work costs beside its steps. */
export const effort = { options: 0 };

/** One value of these options; equal ones are folded, and more than {@link maxOptions} end in a hole. */
export function choiceOf(options: readonly Option[]): Value {
  effort.options += options.length;
  const folded = new Map<string, Option>();
  let unknowns = 0;
  for (const option of options) {
    // Where a way goes on that asks for it, its declaration has run.
    if (option.value === notYetValue && options.some(({ value }) => value !== notYetValue)) continue;
    const key = keyOf(option.value);
    const seen = folded.get(key);
    if (seen === undefined && option.value.kind === 'unknown') {
      unknowns += 1;
      if (unknowns > maxUnknown) continue;
    }
    folded.set(key, seen === undefined ? option : meet(seen, option));
  }
  const kept = [...folded.values()];
  const [first] = kept;
  if (first === undefined)
    return { kind: 'unknown', gap: { hole: 'unsupported-syntax', name: undefined, at: undefined } };
  if (kept.length === 1 && first.world.size === 0) return first.value;
  if (kept.length <= maxOptions) return { kind: 'choice', options: kept };
  return tooMany(kept);
}

/** One alternative that is there in two ways: what holds of it is what both share. */
function meet(a: Option, b: Option): Option {
  return optionOf(a.value, commonWorld(a.world, b.world), a.interference && b.interference);
}

/** An alternative; it is interference where one of the alternatives that it is made of is. */
export function optionOf(value: Single, world: World, ...marks: readonly (true | undefined)[]): Option {
  return marks.includes(true) ? { value, world, interference: true } : { value, world };
}

/** The value, which only code that runs at another time can bring about. */
export function asInterference(value: Value): Value {
  return { kind: 'choice', options: optionsOf(value).map((option) => ({ ...option, interference: true })) };
}

/** What a value is unless other code interferes; the whole value where nothing else is known of it. */
export function withoutInterference(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const own = value.options.filter((option) => option.interference === undefined);
  return own.length === 0 || own.length === value.options.length ? value : choiceOf(own);
}

/** Several values, one for each way of a decision point. */
export function decide(point: string, ways: readonly Value[]): Value {
  const [only] = ways;
  if (ways.length === 1 && only !== undefined) return only;
  if (only !== undefined && ways.every((way) => way === only)) return only;
  if (only !== undefined && only.kind !== 'choice') {
    const key = keyOf(only);
    if (ways.every((way) => way.kind !== 'choice' && keyOf(way) === key)) return only;
  }
  const results: Option[] = [];
  for (const [index, way] of ways.entries()) {
    for (const option of optionsOf(way)) {
      const narrowed = withDecision(option.world, point, nthWay(index, ways.length));
      if (narrowed !== undefined) results.push(optionOf(option.value, narrowed, option.interference));
    }
  }
  return choiceOf(results);
}

/** One of these, with nothing known about which. */
export function anyOf(values: readonly Value[]): Value {
  return choiceOf(values.flatMap(optionsOf));
}

/** Applies `map` to each alternative, keeping its decisions. */
export function mapValue(value: Value, map: (single: Single, world: World) => Value): Value {
  if (value.kind !== 'choice') return map(value, anyWorld);
  const results: Option[] = [];
  for (const option of value.options) {
    for (const result of optionsOf(map(option.value, option.world))) {
      const world = mergeWorlds(option.world, result.world);
      if (world !== undefined) results.push(optionOf(result.value, world, option.interference, result.interference));
    }
  }
  return choiceOf(results);
}

/** Applies `combine` to each pair of alternatives that can occur together. Pairs beyond the bound become one hole. */
export function combineValues(a: Value, b: Value, combine: (a: Single, b: Single) => Value): Value {
  if (a.kind !== 'choice' && b.kind !== 'choice') return combine(a, b);
  const results: Option[] = [];
  for (const left of optionsOf(a)) {
    for (const right of optionsOf(b)) {
      const both = mergeWorlds(left.world, right.world);
      if (both === undefined) continue;
      for (const result of optionsOf(combine(left.value, right.value))) {
        const world = mergeWorlds(both, result.world);
        if (world === undefined) continue;
        results.push(optionOf(result.value, world, left.interference, right.interference, result.interference));
      }
      if (results.length > maxOptions) return choiceOf(results);
    }
  }
  return choiceOf(results);
}

/** Alternatives that pass the test; the whole value when none does. */
export function preferOptions(value: Value, keep: (single: Single) => boolean): Value {
  if (value.kind !== 'choice') return value;
  const kept = value.options.filter((option) => keep(option.value));
  return kept.length === 0 || kept.length === value.options.length ? value : choiceOf(kept);
}

/** What a place holds where its property or element is there; `undefined` when it never is. */
export function presentPart(value: Value): Value | undefined {
  if (value.kind !== 'choice') return isAbsent(value) ? undefined : value;
  const { options } = value;
  const present = options.filter((option) => !isAbsent(option.value));
  if (present.length === options.length) return value;
  return present.length === 0 ? undefined : choiceOf(present);
}

/** What a lookup gives where it finds something; the value itself where it never does. */
export function foundPart(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const found = value.options.filter((option) => !isMissing(option.value));
  return found.length === 0 || found.length === value.options.length ? value : choiceOf(found);
}

export function mayBeAbsent(value: Value): boolean {
  return optionsOf(value).some((option) => isAbsent(option.value));
}

/** The alternatives of a value that can occur in a world, unmarked; the whole value where none can. */
export function narrowTo(world: World, value: Value): Value {
  if (value.kind !== 'choice' || world.size === 0) return value;
  const kept = value.options.filter((option) => mergeWorlds(option.world, world) !== undefined);
  return kept.length === 0 || kept.length === value.options.length ? value : choiceOf(kept);
}

/** The alternatives of a value that can occur in a world, marked with it. */
export function within(world: World, value: Value): Option[] {
  return optionsOf(value).flatMap((option) => {
    const both = mergeWorlds(world, option.world);
    return both === undefined ? [] : [optionOf(option.value, both, option.interference)];
  });
}
