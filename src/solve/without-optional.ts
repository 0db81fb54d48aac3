import { isOptional } from '../model/operation-use.ts';
import type { WithoutOptional } from '../model/role.ts';
import { indexBoxes } from './boxes.ts';
import { smallestRole } from './minimal-role.ts';
import { type ProblemInput, prepareProblem } from './problem.ts';

/**
 * The role that is left without the operations whose failure the program survives; `undefined` where there are none, or
 * where nothing else would be left, which is no way to run it. It is shown beside the role and never in its place.
 */
export function withoutOptional(input: ProblemInput): WithoutOptional | undefined {
  const optional = input.uses.filter(isOptional);
  if (optional.length === 0) return undefined;
  const boxes = indexBoxes(input.graph);
  const others = input.uses.filter((use) => !optional.includes(use));
  const permissions = boxes.namesOf(smallestRole(prepareProblem({ ...input, uses: others }, boxes)));
  return permissions.length === 0
    ? undefined
    : { operations: optional.map(({ operation }) => operation.id), permissions };
}
