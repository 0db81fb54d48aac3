import type { ts } from 'ts-morph';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';

/** The address or the method of a `Request` that is handed to code outside the program. */
export function requestPart(m: Machine, value: HeapObject, part: 'url' | 'method', node: ts.Node): Value | undefined {
  const { brand } = value;
  if (brand?.kind !== 'client' || brand.client.rules.members[part]?.part !== part) return undefined;
  return getProperty(m, value, part, node);
}
