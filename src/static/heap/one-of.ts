import type { Machine } from '../machine/machine.ts';
import { anyOf, decide, optionsOf } from '../value/choice.ts';
import type { Value } from '../value/value.ts';

/**
 * One of these, taken out just now: what is asked of it is asked of one and the same object. Whoever takes another one
 * out has decided anew.
 */
export function oneOf(m: Machine, values: readonly Value[]): Value {
  const options = values.flatMap(optionsOf);
  const objects = new Set(options.flatMap(({ value }) => (value.kind === 'object' ? [value.id] : [])));
  if (objects.size < 2) return anyOf(values);
  return decide(
    `one:${m.nextId()}`,
    options.map((option) => ({ kind: 'choice', options: [option] })),
  );
}
