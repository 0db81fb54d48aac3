import type { ts } from 'ts-morph';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, unknown, type Value } from '../value/value.ts';

// o instanceof C  ⇒  known when o was made by a class of the program
export function isInstanceOf(left: Value, right: Value, node: ts.Node): Value {
  if (left.kind === 'text') return constant(false);
  if (left.kind !== 'object' || right.kind !== 'object') return unknown('not-text', node);
  if (right.brand?.kind === 'native' && right.brand.name === 'URL') return constant(left.brand?.kind === 'url');
  if (right.brand?.kind !== 'class') return unknown('not-text', node);
  const made = right.properties.get('prototype')?.value;
  const seen = new Set<HeapObject>();
  for (let at = left.prototype; at !== undefined && !seen.has(at); at = at.prototype) {
    if (at === made) return constant(true);
    seen.add(at);
  }
  return left.open === undefined ? constant(false) : unknown('not-text', node);
}
