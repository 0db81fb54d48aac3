import type { ts } from 'ts-morph';
import { constant, isAbsent, isMissing, plainText, type Single, unknown, type Value } from '../../../value/value.ts';

/** `==`: known where both are texts that are no numbers, or both the same kind of plain value. */
export function equal(a: Single, b: Single, node: ts.Node): Value {
  const [x, y] = [plainOf(a), plainOf(b)];
  if (x === undefined || y === undefined) return unknown('not-text', node);
  if (typeof x === typeof y) return constant(x === y);
  // Nothing, false, 0 and the empty text are equal to one another in part.
  if (x === null || y === null) {
    const other = x === null ? y : x;
    return constant(other === '' || other === false || other === 0);
  }
  if (typeof x === 'boolean' || typeof y === 'boolean') return constant(truth(x) === truth(y));
  return String(x) === String(y) ? constant(true) : unknown('not-text', node);
}

function truth(value: string | number | boolean | null): boolean {
  return value !== null && value !== '' && value !== '0' && value !== 0 && value !== false;
}

function plainOf(value: Single): string | number | boolean | null | undefined {
  if (isAbsent(value) || isMissing(value)) return undefined;
  if (value.kind !== 'constant') return plainText(value);
  if (value.value === undefined || value.value === null) return null;
  return typeof value.value === 'bigint' ? undefined : (value.value as string | number | boolean);
}
