import type { Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import { type BoxSet, isSubset, unionOf } from './box-set.ts';
import type { Boxes } from './boxes.ts';
import { waysToCall } from './constraints.ts';

/**
 * Which of the operations a permission takes part in: those for which it stands in some smallest set of `allowed`
 * boxes that lets them be called. What it merely accompanies does not count, what another box would open as well does.
 * Conditional requirements count as not asked for: whoever holds the credential can leave the parameter out.
 * @throws InputError when the requirement of an operation has too many alternatives to look at.
 */
export function findParts(
  operations: readonly Operation[],
  boxes: Boxes,
  allowed: BoxSet,
): (name: PermissionName) => Operation[] {
  const known = new Map<string, BoxSet>();
  const partsOf = (operation: Operation): BoxSet => {
    const key = JSON.stringify(operation.requires);
    const parts = known.get(key) ?? unionOf(waysToCall(operation, boxes).filter((way) => isSubset(way, allowed)));
    known.set(key, parts);
    return parts;
  };
  const rows = operations.map((operation) => ({ operation, parts: partsOf(operation) }));
  return (name) => {
    const box = boxes.setOf([name]);
    return rows.filter(({ parts }) => isSubset(box, parts)).map(({ operation }) => operation);
  };
}
