import type { Operation, OperationId } from '../model/operation.ts';

/** The compiled rules: every known operation. Built by `compileRules`, asked by matching, the solver and the reports. */
export interface RuleSet {
  /** Sorted by path, then method. */
  readonly operations: readonly Operation[];
  find(id: string): Operation | undefined;
  /** The operation of this id; an unknown one is a bug. */
  expect(id: OperationId): Operation;
}
