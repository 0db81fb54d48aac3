import type { HostFamily, OperationId } from '../model/operation.ts';
import type { OperationRow } from '../schema/index.ts';

/** What can be wrong with the rows of the rules. */
export const rowProblemKinds = {
  'unknown-permission': 'A requirement or claim names a permission that permissions.json does not have',
  'unknown-parameter': 'A condition names a parameter that the operation does not list',
  'no-source': 'No source of the row names a requirement',
  'wrong-requirement': 'The requirement is not the one that the leading source claims',
  'wrong-agreement': 'The declared agreement is not what the claims come to',
  'unexplained-path': "A source's differing path is neither an alias nor explained by a note",
  'write-by-reading': 'An operation that writes is let through by Read-Only permissions, and no note says why',
  'unsorted-rows': 'The rows of a file are not sorted by path, then method',
  'duplicate-operation': 'Two rows describe one operation',
  'ambiguous-template': 'Two templates of one method stand for the same paths',
  'hiding-alias': 'An alias takes paths that belong to another operation',
} as const;

/** What can be wrong with the list of abilities. */
export const abilityProblemKinds = {
  'unknown-operation': 'An ability names an operation that no row describes',
  'operation-without-ability': 'An operation is in no ability',
  'operation-in-two-abilities': 'An operation is in two abilities',
  'mixed-effects': 'The operations of one ability have different effects',
  'duplicate-ability': 'Two abilities have one phrase',
  'unsorted-ability': 'The operations of an ability are not sorted by path, then method',
} as const;

/** What the lint can find, one line each. A published kind is never renamed. */
export const ruleProblemKinds = { ...rowProblemKinds, ...abilityProblemKinds } as const;

export type AbilityProblemKind = keyof typeof abilityProblemKinds;
export type RuleProblemKind = keyof typeof ruleProblemKinds;

/** One thing to correct in the rules. */
export interface RuleProblem {
  readonly kind: RuleProblemKind;
  readonly file: string;
  /** The id of the row, e.g. "GET /rest/v1/leads.json", or the phrase of the ability. */
  readonly row: string;
  readonly what: string;
  readonly next: string;
}

/** A row as the lint looks at it. */
export interface LintRow {
  readonly file: string;
  readonly host: HostFamily;
  readonly id: OperationId;
  readonly row: OperationRow;
}

/** A problem of a row. */
export function problemOf({ file, id }: LintRow, kind: RuleProblemKind, what: string, next: string): RuleProblem {
  return { kind, file, row: id, what, next };
}
