import type { DeniedOperation, Mend } from '../model/denial.ts';
import type { Operation } from '../model/operation.ts';
import type { OperationUse } from '../model/operation-use.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { type Requirement, requirementText } from '../model/requirement.ts';
import type { Grant } from '../model/role.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { compareGrant, minimalRole } from '../solve/index.ts';

/** What a mend is worked out from. */
export interface MendContext {
  readonly graph: PermissionGraph;
  readonly rules: Pick<RuleSet, 'operations' | 'abilities'>;
  /** What the role holds today, where that is known. */
  readonly granted?: Grant;
}

/**
 * The fewest boxes to tick so that an operation is let through, by the rule, and by each source that contradicts it.
 * @throws InputError when no role can meet the requirement.
 */
export function mendOperation(operation: Operation, passed: readonly string[], context: MendContext): DeniedOperation {
  const mendBy = (source: Mend['source'], requires: Requirement): Mend => ({
    source,
    needs: requirementText(requires),
    add: missingFor({ ...operation, requires }, passed, context),
  });
  const mend = mendBy('rule', operation.requires);
  // Also where they differ in no more than a twin: whoever meets a denial wants to know all that was ever said.
  const claims = operation.agreement === 'same' ? [] : operation.claims;
  const others = claims.flatMap(({ source, requires }) => (requires === undefined ? [] : [mendBy(source, requires)]));
  return { operation, mend, others: others.filter(({ needs }) => needs !== mend.needs) };
}

function missingFor(operation: Operation, passed: readonly string[], { graph, rules, granted }: MendContext) {
  const input = { graph, rules, uses: [useOf(operation, passed)] };
  const role = minimalRole({ ...input, granted, status: 'complete' });
  const add = granted === undefined ? role.permissions : compareGrant({ ...input, granted, role }).missing;
  return add.map(({ name }) => name);
}

function useOf(operation: Operation, passed: readonly string[]): OperationUse {
  return {
    operation,
    certainty: 'definite',
    reachable: true,
    calls: 1,
    outcomes: { allowed: 0, denied: 1, attempted: 0 },
    evidence: [],
    conditions: { passed, unknown: [] },
    spellings: [],
  };
}
