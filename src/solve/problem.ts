import type { OperationUse } from '../model/operation-use.ts';
import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { isMet } from '../model/requirement.ts';
import type { Grant } from '../model/role.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { BoxSet } from './box-set.ts';
import { type Boxes, indexBoxes } from './boxes.ts';
import { findConstraints } from './constraints.ts';
import { measureReach, type Reach } from './reach.ts';
import type { Terms } from './terms.ts';
import { collectUsedRequirements, type UsedRequirement } from './used-requirements.ts';

/** What a role is sought for: the hierarchy, all known operations, and the uses that count. */
export interface ProblemInput {
  readonly graph: PermissionGraph;
  /** Every operation of the model counts for what a role allows, used or not. */
  readonly rules: Pick<RuleSet, 'operations'>;
  /** The uses that the role must let through. Leaving out unreachable and merely possible ones is the caller's part. */
  readonly uses: readonly OperationUse[];
  /** What is granted today. It never makes the role larger or smaller: it decides between roles that reach equally far. */
  readonly granted?: Pick<Grant, 'permissions'> | undefined;
}

/** The same, made ready for the search. */
export interface Problem {
  readonly boxes: Boxes;
  readonly used: readonly UsedRequirement[];
  readonly constraints: readonly Terms[];
  readonly reach: Reach;
  readonly granted: BoxSet;
}

/**
 * `boxes` are the graph's, for callers that pose several problems about one graph.
 * @throws InputError when a used operation's requirement can be met by no role.
 */
export function prepareProblem({ graph, rules, uses, granted }: ProblemInput, boxes = indexBoxes(graph)): Problem {
  const used = collectUsedRequirements(uses);
  return {
    boxes,
    used,
    constraints: findConstraints(used, boxes),
    reach: measureReach(
      rules.operations,
      used.map(({ operation }) => operation),
      boxes,
    ),
    granted: boxes.setOf(granted?.permissions ?? []),
  };
}

/** Whether the used operation works when these boxes are ticked; asked of the rule itself, not of what the search made of it. */
export function works({ operation, passed }: UsedRequirement, boxes: Boxes, ticked: BoxSet): boolean {
  const held = boxes.effective(ticked);
  return isMet(operation.requires, (name: PermissionName) => (boxes.setOf([name]) & held) !== 0n, passed);
}

/** Unticks one box after another, last first, as long as the condition stays true. What is left cannot be reduced. */
export function reduce(ticked: BoxSet, order: readonly BoxSet[], isEnough: (ticked: BoxSet) => boolean): BoxSet {
  return order.reduceRight((left, box) => (isEnough(left & ~box) ? left & ~box : left), ticked);
}
