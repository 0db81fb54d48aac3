import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';

/**
 * What is put into an object that code outside holds is in the hands of that code as well. While modules load it may
 * call it at once, since nothing of what has run by then runs again; later the functions among it are ways in like any
 * other, and what of it is plain data may be set by that code from now on.
 */
export function passOn(m: Machine, holder: HeapObject, value: Value): void {
  const gap = holder.exposed;
  if (gap === undefined || !m.live || (value.kind !== 'object' && value.kind !== 'choice')) return;
  if (m.store.isLoading && gap.at !== undefined) {
    m.giveAway([value], { self: undefinedValue, args: [], node: gap.at });
    return;
  }
  const pending: Value[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { value: single } of optionsOf(next)) {
      if (single.kind !== 'object' || single.exposed !== undefined || !isData(single)) continue;
      single.exposed = gap;
      for (const cell of single.cells) pending.push(m.store.peek(cell));
    }
  }
}

function isData({ brand }: HeapObject): boolean {
  return brand === undefined || brand.kind === 'map';
}
