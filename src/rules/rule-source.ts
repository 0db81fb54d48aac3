import type { OperationId } from '../model/operation.ts';
import type { AbilitiesFile, Locate, OperationRow, RuleFile } from '../schema/index.ts';

/** A valid rule file with the name that errors show, e.g. "rules/operations/leads.json". */
export interface RuleSource {
  readonly file: string;
  readonly rules: RuleFile;
  /** Where a value of the file stands; without it, errors name the file only. */
  readonly locate?: Locate;
}

/** A valid file of abilities with the name that errors show. */
export interface AbilitySource {
  readonly file: string;
  readonly abilities: AbilitiesFile['abilities'];
  readonly locate?: Locate;
}

/** The id of the operation that a row describes. */
export function operationIdOf(row: Pick<OperationRow, 'method' | 'path'>): OperationId {
  return `${row.method} ${row.path}` as OperationId;
}
