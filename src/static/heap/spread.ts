import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { anyOf, choiceOf, optionsOf, within } from '../value/choice.ts';
import { absentValue, unknown, type Value } from '../value/value.ts';
import { type Iteration, iterationOf } from './iteration.ts';

/** The elements that a spread adds: those of each alternative, absent in the others. */
export function spreadSlots(m: Machine, value: Value, node: ts.Node): Iteration {
  const lists = optionsOf(value).map((option) => ({
    world: option.world,
    list: iterationOf(m, option.value, node) ?? { slots: [], more: unknown('unsupported-syntax', node) },
  }));
  const length = Math.max(...lists.map(({ list }) => list.slots.length));
  const slots = Array.from({ length }, (_, index) =>
    choiceOf(lists.flatMap(({ list, world }) => within(world, list.slots[index] ?? absentValue))),
  );
  const more = lists.flatMap(({ list }) => (list.more === undefined ? [] : [list.more]));
  return { slots, more: more.length === 0 ? undefined : anyOf(more) };
}
