import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';

/** More objects than these are not shared. */
const maxMade = 40;

/**
 * The objects that a call has made and that these values lead to. `undefined` where one of them does not stand for
 * several well: a function sees the scope of its own call, an instance knows its class, and what is open or has
 * accessors may be more than its members.
 *
 * @param ids the greatest id of an object when the call began
 */
export function madeSince(values: readonly Value[], ids: number): readonly HeapObject[] | undefined {
  const found = new Set<HeapObject>();
  const pending = [...values];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { value } of optionsOf(next)) {
      if (value.kind !== 'object' || value.id <= ids || found.has(value)) continue;
      if (!isPlain(value) || found.size >= maxMade) return undefined;
      found.add(value);
      pending.push(...value.cells.map((cell) => cell.value));
    }
  }
  return [...found];
}

/** Whether an object is nothing but what it holds. */
export function isPlain({ brand, prototype, accessors, open }: HeapObject): boolean {
  return brand === undefined && prototype === undefined && accessors.size === 0 && open === undefined;
}
