import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Equality } from '../value/same.ts';
import type { Value } from '../value/value.ts';
import type { Footprint } from './footprint.ts';
import { isPlain } from './made-since.ts';

/** More objects than these are not told apart from each other by what they hold. */
const maxLent = 60;

/**
 * The plain objects among what a call was given that it only looked at: it neither changed nor kept one, so that it
 * would have done the same with another one that holds the same.
 *
 * @param kept what the call left behind: what it gave, wrote and gave away
 */
export function lentTo(footprint: Footprint, given: readonly Value[], kept: readonly Value[]): ReadonlySet<HeapObject> {
  const touched = plainObjectsIn(kept);
  const lent = touched === undefined ? undefined : plainObjectsIn(given);
  if (lent === undefined || touched === undefined) return new Set();
  const isUntouched = (object: HeapObject): boolean =>
    !touched.has(object) &&
    object.changed <= footprint.clock &&
    object.resized <= footprint.clock &&
    !object.cells.some((cell) => footprint.written.has(cell));
  // Who keeps one of them keeps what it leads to.
  return new Set([...lent].filter(isUntouched));
}

/** The plain objects that values lead to, by plain objects alone; `undefined` where they are too many. */
function plainObjectsIn(values: readonly Value[]): Set<HeapObject> | undefined {
  const found = new Set<HeapObject>();
  const pending = [...values];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { value } of optionsOf(next)) {
      if (value.kind !== 'object' || !isPlain(value) || found.has(value)) continue;
      if (found.size >= maxLent) return undefined;
      found.add(value);
      pending.push(...value.cells.map((cell) => cell.value));
    }
  }
  return found;
}

/** Whether an object holds what a lent one does, and is made at the same place. */
export function isLike(lent: ReadonlySet<HeapObject>, equality: Equality, a: HeapObject, b: HeapObject): boolean {
  if (!lent.has(a) || !isPlain(b) || a.at !== b.at) return false;
  if (a.exposed !== undefined || b.exposed !== undefined || a.properties.size !== b.properties.size) return false;
  const [x, y] = [a.elements, b.elements];
  if ((x === undefined) !== (y === undefined) || x?.length !== y?.length) return false;
  if ((a.more === undefined) !== (b.more === undefined)) return false;
  const names = [...b.properties.keys()];
  if (![...a.properties.keys()].every((name, index) => names[index] === name)) return false;
  const others = b.cells;
  return a.cells.every((cell, index) => {
    const other = others[index];
    return other !== undefined && equality.areEqual(cell.value, other.value);
  });
}
