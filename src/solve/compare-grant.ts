import type { Comparison, Grant, MinimalRole } from '../model/role.ts';
import { type BoxSet, bitsOf, unionOf } from './box-set.ts';
import { minimalChoice } from './minimal-choice.ts';
import { type Problem, type ProblemInput, prepareProblem, reduce, works } from './problem.ts';

/** {@link ProblemInput} with the grant, and the role that was solved for both. */
export interface CompareGrantInput extends ProblemInput {
  readonly granted: Grant;
  readonly role: MinimalRole;
}

/**
 * Holds a grant against the minimal role, the target. As the role was solved knowing the grant, it leaves as much of it
 * as it can: two equal ways are not a finding.
 *
 * - `missing`: the cheapest boxes of the target that, ticked besides all that is granted, make every use work;
 *   `because` has the operations that would still fail without it.
 * - `needed`: granted boxes of the target.
 * - `broader`: granted boxes outside the target on which a use rests today; `enough` is what of the target
 *   makes up for one of them.
 * - `unused`: all others.
 *
 * Together: needed, broader and unused are the grant, each box once; needed, broader and missing let every use
 * work; and needed, all of `enough` and missing are the target itself, so following the whole advice ends at the
 * least reach there is. `broader` is empty unless that saves reach.
 * @throws InputError when no role can meet the requirement of a used operation.
 */
export function compareGrant({ role, ...input }: CompareGrantInput): Comparison {
  const problem = prepareProblem(input);
  const { boxes, granted } = problem;
  const target = boxes.setOf(role.permissions.map(({ name }) => name));
  const missing = cheapest(problem, granted, target) & ~granted;
  const needed = granted & target;
  const inUse = cheapest(problem, needed | missing, granted);
  const broader = inUse & ~target;
  return {
    grant: input.granted,
    needed: boxes.namesOf(needed),
    broader: replacements(problem, { inUse, broader, spare: target & ~granted & ~missing }),
    unused: boxes.namesOf(granted & ~inUse),
    missing: gaps(problem, granted, missing),
  };
}

/** The cheapest additions from `allowed` to what is ticked anyway; both together. */
function cheapest({ boxes, constraints, reach }: Problem, start: BoxSet, allowed: BoxSet): BoxSet {
  const { effective } = boxes;
  const choice = minimalChoice({ constraints, start, allowed, effective, reach, tickCost: () => 1 });
  if (choice === undefined) throw new Error('a grant with the whole target added does not meet the requirements');
  return choice;
}

function gaps({ boxes, used }: Problem, granted: BoxSet, missing: BoxSet): Comparison['missing'] {
  return bitsOf(missing).flatMap((box) => {
    const without = granted | (missing & ~box);
    const because = used.filter((use) => !works(use, boxes, without)).map(({ operation }) => operation.id);
    return boxes.namesOf(box).map((name) => ({ name, because }));
  });
}

interface Replacing {
  readonly inUse: BoxSet;
  readonly broader: BoxSet;
  /** Boxes of the target that are not ticked because a broader one stands in for them. */
  readonly spare: BoxSet;
}

/**
 * For each broader box the fewest spare boxes that make up for it while the others stay. Where two broader boxes
 * stand in for each other, neither alone calls for what both of them cover; that goes to the boxes that imply it,
 * or else to the first.
 */
function replacements(problem: Problem, { inUse, broader, spare }: Replacing): Comparison['broader'] {
  const { boxes, used } = problem;
  const isEnough = (ticked: BoxSet) => used.every((use) => works(use, boxes, ticked));
  const own = bitsOf(broader).map((box) => {
    const lesser = spare & boxes.implied(box);
    const order = [...bitsOf(lesser), ...bitsOf(spare & ~lesser)];
    return { box, lesser, enough: reduce(spare, order, (ticked) => isEnough((inUse & ~box) | ticked)) };
  });
  const left = spare & ~unionOf(own.map(({ enough }) => enough));
  const toTheFirst = left & ~boxes.implied(broader);
  return own.flatMap(({ box, lesser, enough }, position) =>
    boxes.namesOf(box).map((name) => ({
      name,
      enough: boxes.namesOf(enough | (left & lesser) | (position === 0 ? toTheFirst : 0n)),
    })),
  );
}
