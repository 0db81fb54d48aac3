import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { anyOf, mapValue } from '../value/choice.ts';
import type { Single, Value } from '../value/value.ts';
import { undefinedValue, unknown } from '../value/value.ts';
import { nativeFunction } from './objects.ts';
import { findMember } from './property.ts';

/** Thenables that resolve with thenables are followed so far. */
const maxDepth = 4;

// await o, where o has a method then  ⇒  what then hands to its first argument
export function awaited(m: Machine, value: Value, node: ts.Node, depth = 0): Value {
  if (depth > maxDepth) return value;
  return mapValue(value, (single) => {
    const then = thenOf(m, single, node);
    return then === undefined ? single : settled(m, single, then, node, depth);
  });
}

/** A promise is followed as the value it brings: only objects of the program have a `then` of their own. */
function thenOf(m: Machine, single: Single, node: ts.Node): Value | undefined {
  if (single.kind !== 'object' || (single.brand !== undefined && single.brand.kind !== 'function')) return undefined;
  const then = findMember(m, single, 'then', single, node);
  return then?.kind === 'object' || then?.kind === 'choice' ? then : undefined;
}

function settled(m: Machine, self: Single, then: Value, node: ts.Node, depth: number): Value {
  const resolved: Value[] = [];
  const resolve = nativeFunction(m, 'resolve', (machine, { args }) => {
    resolved.push(awaited(machine, args[0] ?? undefinedValue, node, depth + 1));
    return undefinedValue;
  });
  const reject = nativeFunction(m, 'reject', () => undefinedValue);
  m.call(then, { self, args: [resolve, reject], node });
  return resolved.length === 0 ? unknown('external-call', node, 'await') : anyOf(resolved);
}
