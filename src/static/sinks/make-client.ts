import type { ts } from 'ts-morph';
import { type ClientRules, clientKind } from '../contract/client-rules.ts';
import type { Machine } from '../machine/machine.ts';
import type { ClientBrand, Interceptor } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { unknown, type Value } from '../value/value.ts';

/** By the list of what is registered, the object that has it first: parts of a client share the list. */
const hubs = new WeakMap<readonly Interceptor[], HeapObject>();

/** The object whose shape changes when something is registered on a client, or on a part of it. */
export function hubOf(object: HeapObject, { interceptors }: ClientBrand): HeapObject {
  return hubs.get(interceptors) ?? object;
}

/**
 * A thing of a client library: the module's function, or an instance with the options it was made with.
 * @param at where the program makes it; absent for what the library has itself
 */
export function makeClient(
  m: Machine,
  client: ClientRules,
  kind: string,
  defaults: readonly Value[] = [],
  interceptors: Interceptor[] = [],
  at?: ts.Node,
): Value {
  const found = clientKind(client, kind);
  if (found === undefined) return unknown('external-module', undefined, client.client);
  const made = m.object(at);
  made.brand = { kind: 'client', client: found, defaults, interceptors };
  if (!hubs.has(interceptors)) hubs.set(interceptors, made);
  return made;
}
