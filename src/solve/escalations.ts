import type { OperationId } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import type { Escalation, MinimalRole } from '../model/role.ts';
import type { Boxes } from './boxes.ts';
import { indexBoxes } from './boxes.ts';
import { smallestRole } from './minimal-role.ts';
import { type Problem, type ProblemInput, prepareProblem, works } from './problem.ts';
import { findParts } from './takes-part.ts';

/**
 * Why each permission of the minimal role that allows more than reading is in it: the operations that a lesser one
 * cannot serve, and the exact role that would be left without them. A permission needs no such reason when it is
 * itself the lesser of another, or when every operation of the model that it takes part in only reads. In the dialog's
 * order.
 * @throws InputError when the requirement of an operation has too many alternatives to look at.
 */
export function findEscalations(input: ProblemInput, role: MinimalRole): Escalation[] {
  const boxes = indexBoxes(input.graph);
  const problem = prepareProblem(input, boxes);
  const partsOf = findParts(input.rules.operations, boxes, boxes.all);
  const isPlain = (name: PermissionName) =>
    input.graph.impliedBy(name).size > 1 || partsOf(name).every(({ effect }) => effect === 'read');
  const without = roleWithout(input, boxes);
  return role.permissions
    .filter(({ name }) => !isPlain(name))
    .map(({ name, because }) => {
      const twin = lesserOf(name, input)
        .map((lesser) => ({ lesser, forcedBy: failing(problem, role, name, lesser) }))
        .find(({ forcedBy }) => forcedBy.length > 0);
      const reason = twin ?? { forcedBy: because };
      return { name, ...reason, without: without(reason.forcedBy) };
    });
}

/** What holding it gives besides, in the dialog's order. */
function lesserOf(name: PermissionName, { graph }: ProblemInput): PermissionName[] {
  return [...graph.implied(name)].filter((other) => other !== name).sort(graph.compare);
}

/** The used operations that no longer work when the role has the lesser permission instead. */
function failing({ boxes, used }: Problem, role: MinimalRole, name: PermissionName, lesser: PermissionName) {
  const others = role.permissions.map((permission) => permission.name).filter((other) => other !== name);
  const ticked = boxes.setOf([...others, lesser]);
  return used.filter((use) => !works(use, boxes, ticked)).map(({ operation }) => operation.id);
}

/** Permissions that belong together (a box and those that it needs) are often forced by one and the same list. */
function roleWithout(input: ProblemInput, boxes: Boxes): (gone: readonly OperationId[]) => readonly PermissionName[] {
  const known = new Map<string, readonly PermissionName[]>();
  return (gone) => {
    const key = gone.join();
    const uses = input.uses.filter(({ operation }) => !gone.includes(operation.id));
    const names = known.get(key) ?? boxes.namesOf(smallestRole(prepareProblem({ ...input, uses }, boxes)));
    known.set(key, names);
    return names;
  };
}
