import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';

/** A method of arrays: the list it is called on, and the call. */
export type ArrayMethod = (m: Machine, self: HeapObject, call: NativeArguments) => Value;

/** The number that a value is, when it is known; indexes and counts are read with it. */
export function numberOf(value: Value): number | undefined {
  return value.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}
