import type { CallRequest, Machine } from '../machine/machine.ts';
import type { ClientBrand } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { unknown, type Value } from '../value/value.ts';
import { runMember } from './client-members.ts';

/** Calls a client itself: `fetch(url)`, `axios(config)`. */
export function callClient(m: Machine, object: HeapObject, brand: ClientBrand, request: CallRequest): Value {
  const { call } = brand.client.rules;
  if (call === undefined) return unknown('external-call', request.node, brand.client.client.client);
  return runMember(m, object, brand, call, request);
}
