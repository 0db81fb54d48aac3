import { compareText } from '../model/location.ts';
import type { Operation } from '../model/operation.ts';
import type { OperationUse } from '../model/operation-use.ts';

/** A used operation and the conditional parameters that its calls pass. */
export interface UsedRequirement {
  readonly operation: Operation;
  readonly passed: ReadonlySet<string>;
}

/** Each used operation once, sorted by path, then method. Uses of one operation ask for what any of them asks for. */
export function collectUsedRequirements(uses: readonly OperationUse[]): UsedRequirement[] {
  const used = new Map<string, UsedRequirement>();
  for (const { operation, conditions } of uses) {
    const before = used.get(operation.id)?.passed ?? [];
    used.set(operation.id, { operation, passed: new Set([...before, ...conditions.passed]) });
  }
  return [...used.values()].sort(
    ({ operation: a }, { operation: b }) => compareText(a.path, b.path) || compareText(a.method, b.method),
  );
}
