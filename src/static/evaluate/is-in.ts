import type { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { hasKey } from '../natives/object.ts';
import { constant, undefinedValue, type Value } from '../value/value.ts';

// k in o
export function isIn(m: Machine, left: Value, right: Value, node: ts.Node): Value {
  const key = keyText(left.kind === 'choice' ? undefinedValue : left);
  const own = hasKey(m, right, left, node);
  if (own.kind !== 'constant' || own.value === true || key === undefined || right.kind !== 'object') return own;
  // Inherited members count as well.
  return constant(!isNothingValue(getProperty(m, right, key, node)));
}

function isNothingValue(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}
