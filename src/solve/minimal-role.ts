import type { MinimalRole, RolePermission } from '../model/role.ts';
import { type BoxSet, bitsOf, isSubset } from './box-set.ts';
import { minimalChoice } from './minimal-choice.ts';
import { type Problem, type ProblemInput, prepareProblem, reduce, works } from './problem.ts';

/** {@link ProblemInput}, and whether the uses are known to be all of them. */
export interface MinimalRoleInput extends ProblemInput {
  readonly status: MinimalRole['status'];
}

/**
 * The smallest role on which every use works, with the proof that it is enough and that nothing in it is spare.
 * Smallest means, in this order: least weight of all operations that it allows, fewest permissions that hold,
 * fewest boxes that are not granted yet, fewest ticked boxes, first in the dialog's order. It is the true minimum,
 * not only one that cannot be reduced, and does not depend on the order of the uses. Groups are never ticked.
 * @throws InputError when no role can meet the requirement of a used operation.
 */
export function minimalRole({ status, ...input }: MinimalRoleInput): MinimalRole {
  const problem = prepareProblem(input);
  const { boxes, used } = problem;
  const role = smallestRole(problem);
  return {
    status,
    permissions: bitsOf(role).map((box) => justify(problem, role, box)),
    certificate: used.map((use) => ({
      operation: use.operation.id,
      by: boxes.namesOf(reduce(role, bitsOf(role), (ticked) => works(use, boxes, ticked))),
    })),
  };
}

/**
 * The boxes of the smallest role alone. Everything that speaks of the role is made of this one choice: two parts that
 * chose differently between equals would blame a grant for a way that is as small as the other.
 */
export function smallestRole({ boxes, constraints, reach, granted }: Problem): BoxSet {
  const role = minimalChoice({
    constraints,
    start: 0n,
    allowed: boxes.all,
    effective: boxes.effective,
    reach,
    // One new box costs more than all that are granted.
    tickCost: (box) => (isSubset(box, granted) ? 1 : boxes.count + 1),
  });
  if (role === undefined) throw new Error('no role meets requirements that can each be met');
  return role;
}

function justify({ boxes, used }: Problem, role: BoxSet, box: BoxSet): RolePermission {
  const [name] = boxes.namesOf(box);
  const because = used.filter((use) => !works(use, boxes, role & ~box)).map(({ operation }) => operation);
  if (name === undefined || because.length === 0) throw new Error(`permission "${name}" is in the role without need`);
  return {
    name,
    because: because.map(({ id }) => id),
    disputed: because.filter(({ disputed }) => disputed).map(({ id }) => id),
  };
}
