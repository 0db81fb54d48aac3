import type { Ability } from '../model/blast-radius.ts';
import type { Operation, OperationId } from '../model/operation.ts';

/** The compiled rules: every known operation. Built by `compileRules`, asked by matching, the solver and the reports. */
export interface RuleSet {
  /** Sorted by path, then method. */
  readonly operations: readonly Operation[];
  /** What the operations let one do, the worst first. Every operation is in exactly one. */
  readonly abilities: readonly Ability[];
  find(id: string): Operation | undefined;
  /** The operation of this id; an unknown one is a bug. */
  expect(id: OperationId): Operation;
}

/** Operations and abilities that were compiled, ready to ask. */
export function toRuleSet(operations: readonly Operation[], abilities: readonly Ability[]): RuleSet {
  const byId: ReadonlyMap<string, Operation> = new Map(operations.map((operation) => [operation.id, operation]));
  return {
    operations,
    abilities,
    find: (id) => byId.get(id),
    expect: (id) => {
      const operation = byId.get(id);
      if (operation === undefined) throw new Error(`operation "${id}" is not in the rules`);
      return operation;
    },
  };
}
