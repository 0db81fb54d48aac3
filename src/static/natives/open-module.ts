import { defineOwn, nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';

export type Functions = Readonly<Record<string, NativeCall>>;

/** An object whose members are these functions, and no others. */
export function functionsObject(m: Machine, functions: Functions): HeapObject {
  const object = m.object(undefined);
  for (const [key, call] of Object.entries(functions)) defineOwn(m, object, key, nativeFunction(m, key, call));
  return object;
}

/** A module of the platform of which these functions are modelled; what else it has is code outside the program. */
export function openModule(m: Machine, name: string, functions: Functions): HeapObject {
  const object = functionsObject(m, functions);
  object.open = unknown('external-module', undefined, name).gap;
  return object;
}

/**
 * Calls a function outside the program by its name: whatever it is given it may call, now or later and any number of
 * times, and what it gives is not known.
 */
export function callOutside(m: Machine, name: string, { args, node }: NativeArguments): Value {
  return m.call(unknown('external-module', node, name), { self: undefinedValue, args, node });
}
