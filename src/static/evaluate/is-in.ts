import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { hasMember } from '../natives/object.ts';
import type { Value } from '../value/value.ts';

// k in o
export function isIn(m: Machine, left: Value, right: Value, node: ts.Node): Value {
  return hasMember(m, right, left, node);
}
