import type { Machine } from '../../machine/machine.ts';
import type { HeapObject } from '../../value/heap-object.ts';

/** Classes of the program by the interface that they say they implement. */
const known = new WeakMap<Machine, Map<HeapObject, Set<HeapObject>>>();

export function noteImplementer(m: Machine, type: HeapObject, of: HeapObject): void {
  const all = known.get(m) ?? new Map<HeapObject, Set<HeapObject>>();
  known.set(m, all);
  all.set(of, (all.get(of) ?? new Set()).add(type));
}

/** What stands for an interface: the classes of the program that implement it. */
export function implementersOf(m: Machine, type: HeapObject): readonly HeapObject[] {
  return [...(known.get(m)?.get(type) ?? [])];
}
