import type { PermissionGraph } from '../model/permission-graph.ts';
import { checkAbilities } from './check-abilities.ts';
import { lintOrder, lintRow } from './lint-rows.ts';
import { lintTemplates } from './lint-templates.ts';
import type { LintRow, RuleProblem } from './rule-problem.ts';
import { type AbilitySource, operationIdOf, type RuleSource } from './rule-source.ts';

/**
 * What is wrong with valid rule files beyond their schema, each rule for itself and all as a set. Empty for the rules
 * that ship with rolefit. Sorted as the files and rows were given, each row's own problems first, then the abilities'.
 */
export function lintRules(
  files: readonly RuleSource[],
  permissions: PermissionGraph,
  abilities?: AbilitySource,
): readonly RuleProblem[] {
  const rows = files.flatMap(({ file, rules }) =>
    rules.operations.map((row): LintRow => ({ file, host: rules.host, id: operationIdOf(row), row })),
  );
  return [
    ...rows.flatMap((row) => lintRow(row, permissions)),
    ...files.flatMap(({ file }) => lintOrder(rows.filter((row) => row.file === file))),
    ...lintTemplates(rows),
    ...(abilities === undefined ? [] : lintAbilities(abilities, rows)),
  ];
}

function lintAbilities({ file, abilities }: AbilitySource, rows: readonly LintRow[]): readonly RuleProblem[] {
  const operations = rows.map(({ id, row }) => ({ id, path: row.path, method: row.method, effect: row.effect }));
  return checkAbilities(abilities, operations).map(({ kind, row, what, next }) => ({ kind, file, row, what, next }));
}
