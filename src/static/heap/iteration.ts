import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { MapBrand } from '../value/brand.ts';
import { anyOf, mapValue, optionsOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import {
  isAbsent,
  literal,
  memberGap,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../value/value.ts';
import { runGenerator } from './generator.ts';
import { drain, drive, iteratorIn } from './iterator.ts';
import { slotsOf } from './list.ts';
import { keyNamed } from './map-keys.ts';
import { arrayOf, propertySlots } from './objects.ts';

/** What iterating over a value visits. */
export interface Iteration {
  /** In order; those that may not be there hold an absent alternative. */
  readonly slots: readonly Value[];
  /** What any number of further ones may be. */
  readonly more: Value | undefined;
}

/**
 * Everything that iterating over a value to its end visits; `undefined` when it is nothing that can be iterated, as far
 * as is known. What the program says of the iteration itself is run, with what it does where it is left early.
 */
export function iterationOf(
  m: Machine,
  value: Single,
  node = placeOf(value),
  isLeft: boolean = false,
): Iteration | undefined {
  if (value.kind === 'unknown') return { slots: [], more: { kind: 'unknown', gap: memberGap(value.gap, '[]') } };
  if (value.kind === 'text') return charactersOf(value);
  if (value.kind !== 'object') return undefined;
  if (value.elements !== undefined) {
    const slots = slotsOf(m, value);
    return { slots, more: moreOf(m, value) ?? filledOutside(value, slots) };
  }
  if (value.brand?.kind === 'map') return membersOf(m, value, value.brand);
  if (value.brand?.kind === 'generator') {
    const { known, more } = runGenerator(m, value.brand, undefinedValue);
    return { slots: known, more };
  }
  return node === undefined ? undefined : ownIteration(m, value, node, isLeft);
}

function placeOf(value: Single): ts.Node | undefined {
  return value.kind === 'object' ? value.at : undefined;
}

/** What an iterator of the program's own gives; what is no iterator but can be iterated is that. */
function ownIteration(m: Machine, value: HeapObject, node: ts.Node, isLeft: boolean): Iteration | undefined {
  const iterator = iteratorIn(m, value, node, true);
  if (iterator === undefined) return undefined;
  const parts = optionsOf(iterator).flatMap(({ value: single }) => {
    const own = drive(m, single, node);
    if (own === undefined) return single === value ? [] : (iterationOf(m, single, node) ?? []);
    const { known, more } = drain(own);
    if (isLeft) own.close();
    return [{ slots: known, more }];
  });
  const [only] = parts;
  if (only === undefined || parts.length === 1) return only;
  return {
    slots: [],
    more: anyOf(parts.flatMap(({ slots, more }) => [...slots, ...(more === undefined ? [] : [more])])),
  };
}

const maxCharacters = 200;

function charactersOf(value: Single): Iteration | undefined {
  const plain = plainText(value);
  if (plain === undefined || plain.length > maxCharacters)
    return { slots: [], more: unknown('unknown-key', placeOfText(value)) };
  const at = value.kind === 'text' ? value.pieces[0]?.at : undefined;
  return { slots: [...plain].map((character) => literal(character, at)), more: undefined };
}

function placeOfText(value: Single): ts.Node | undefined {
  return value.kind === 'text' ? value.pieces.find(({ at }) => at !== undefined)?.at : undefined;
}

/** Pairs of a map, members of a set. */
function membersOf(m: Machine, object: HeapObject, brand: MapBrand): Iteration {
  const slots = propertySlots(m, object).map(([key, slot]) =>
    brand.isSet
      ? slot
      : mapValue(slot, (single) =>
          isAbsent(single) ? single : arrayOf(m, object.at, [keyNamed(key, object.at), single]),
        ),
  );
  const more = moreOf(m, object);
  if (more === undefined) return { slots, more };
  const key: Value = { kind: 'unknown', gap: { hole: 'unknown-key', name: undefined, at: object.at } };
  const unnamed = brand.isSet ? more : arrayOf(m, object.at, [key, more]);
  // Members whose keys are not known may have come before those whose keys are.
  return { slots: [], more: anyOf([...slots.flatMap((slot) => presentPart(slot) ?? []), unnamed]) };
}

/** A list that was given away empty is there to be filled. */
function filledOutside({ exposed }: HeapObject, slots: readonly Value[]): Value | undefined {
  return exposed === undefined || slots.length > 0 ? undefined : { kind: 'unknown', gap: memberGap(exposed, '[]') };
}

function moreOf(m: Machine, object: HeapObject): Value | undefined {
  return object.more === undefined ? undefined : m.store.read(object.more);
}
