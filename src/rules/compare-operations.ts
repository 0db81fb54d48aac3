import { compareText } from '../model/location.ts';
import type { Operation } from '../model/operation.ts';

/** By path, then method: the order of operations in rule files, abilities and reports. */
export function compareOperations(
  a: Pick<Operation, 'path' | 'method'>,
  b: Pick<Operation, 'path' | 'method'>,
): number {
  return compareText(a.path, b.path) || compareText(a.method, b.method);
}
