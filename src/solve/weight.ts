import type { Effect, Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { isMet } from '../model/requirement.ts';

/**
 * What one allowed operation costs, by what it does. A role is the worse the more a stolen credential could do with
 * it, so harm sets the steps: reading leaks, writing corrupts but can be repaired, executing reaches people
 * outside (mails go out and cannot be called back), deleting cannot be undone, and administering users lets a
 * thief make a second way in. The numbers matter only by their order of magnitude: one delete outweighs a family
 * of reads, and no handful of reads outweighs user administration.
 */
export const effectWeights = {
  read: 1,
  write: 5,
  execute: 10,
  delete: 20,
  admin: 50,
} as const satisfies Record<Effect, number>;

/** The weight of a set of operations: the sum over their effects. */
export function weightOf(operations: Iterable<Pick<Operation, 'effect'>>): number {
  let weight = 0;
  for (const { effect } of operations) weight += effectWeights[effect];
  return weight;
}

/**
 * The operations that a role with these boxes ticked allows, in the order given. Conditional requirements count as
 * not asked for: whoever holds the credential can leave the parameter out.
 */
export function allowedOperations(
  graph: PermissionGraph,
  operations: readonly Operation[],
  ticked: Iterable<PermissionName>,
): Operation[] {
  const held = graph.effective(ticked);
  return operations.filter((operation) => isMet(operation.requires, (name) => held.has(name)));
}
