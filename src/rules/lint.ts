import type { PermissionGraph } from '../model/permission-graph.ts';
import { lintOrder, lintRow } from './lint-rows.ts';
import { lintTemplates } from './lint-templates.ts';
import type { LintRow, RuleProblem } from './rule-problem.ts';
import { operationIdOf, type RuleSource } from './rule-source.ts';

/**
 * What is wrong with valid rule files beyond their schema, each rule for itself and all as a set. Empty for the rules
 * that ship with rolefit. Sorted as the files and rows were given, each row's own problems first.
 */
export function lintRules(files: readonly RuleSource[], permissions: PermissionGraph): readonly RuleProblem[] {
  const rows = files.flatMap(({ file, rules }) =>
    rules.operations.map((row): LintRow => ({ file, host: rules.host, id: operationIdOf(row), row })),
  );
  return [
    ...rows.flatMap((row) => lintRow(row, permissions)),
    ...files.flatMap(({ file }) => lintOrder(rows.filter((row) => row.file === file))),
    ...lintTemplates(rows),
  ];
}
