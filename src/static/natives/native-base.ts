import { defineOwn, nativeFunction } from '../heap/objects.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { NativeBrand } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import type { Value } from '../value/value.ts';

/** Where an instance of a class that extends `Map` or `Array` keeps what is in it: its own members are others. */
const contentsKey = '[Symbol(contents)]';

/** `super(…)` where the base is a class of the platform: what that does with an instance of the program's own class. */
export function initialiseNative(m: Machine, instance: HeapObject, brand: NativeBrand, request: CallRequest): void {
  const made = brand.call(m, { ...request, self: instance });
  if (made.kind !== 'object' || !hasContents(made)) return;
  defineOwn(m, instance, contentsKey, made);
  const iterate = nativeFunction(m, 'iterator', () => made);
  defineOwn(m, instance, wellKnownKey('iterator'), iterate);
}

function hasContents({ brand, elements }: HeapObject): boolean {
  return elements !== undefined || brand?.kind === 'map';
}

/** A member that an instance has from the platform's class that its own class extends. */
export function inheritedNative(m: Machine, instance: HeapObject, key: string): Value | undefined {
  const cell = instance.properties.get(contentsKey);
  const contents = cell === undefined ? undefined : m.store.read(cell);
  return contents?.kind === 'object' && instance.at !== undefined
    ? m.nativeMember(contents, key, instance.at)
    : undefined;
}
