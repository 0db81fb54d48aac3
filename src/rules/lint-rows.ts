import type { PermissionGraph } from '../model/permission-graph.ts';
import type { ClaimRow, RequirementRow } from '../schema/index.ts';
import { agreementOf } from './agreement.ts';
import { compareOperations } from './compare-operations.ts';
import { resolvePermission } from './resolve-permission.ts';
import { type LintRow, problemOf, type RuleProblem } from './rule-problem.ts';

/** The sources in the order in which they lead. */
const leading = ['spec', 'endpoint-table', 'guide'] as const satisfies readonly ClaimRow['source'][];

/** What can be told from a row alone. */
export function lintRow(row: LintRow, permissions: PermissionGraph): readonly RuleProblem[] {
  return [
    ...unknownPermissions(row, permissions),
    ...unknownParameters(row),
    ...wrongRequirement(row),
    ...wrongAgreement(row, permissions),
    ...writesByReading(row),
    ...unexplainedPaths(row),
  ];
}

/** Rows of one file that stand before their place. */
export function lintOrder(rows: readonly LintRow[]): readonly RuleProblem[] {
  return rows.flatMap((row, index) => {
    const previous = rows[index - 1];
    if (previous === undefined || compareOperations(previous.row, row.row) <= 0) return [];
    return [problemOf(row, 'unsorted-rows', `stands after ${previous.id}`, 'sort the rows by path, then method')];
  });
}

function unknownPermissions(row: LintRow, permissions: PermissionGraph): readonly RuleProblem[] {
  const names = new Set(requirementsOf(row).flatMap(namesIn));
  return [...names].flatMap((name) => {
    const resolved = resolvePermission(name, permissions);
    return resolved.kind === 'known' ? [] : [problemOf(row, 'unknown-permission', resolved.what, resolved.next)];
  });
}

function unknownParameters(row: LintRow): readonly RuleProblem[] {
  const listed = row.row.parameters ?? [];
  const parameters = new Set(requirementsOf(row).flatMap(parametersIn));
  return [...parameters]
    .filter((parameter) => !listed.includes(parameter))
    .map((parameter) => {
      const what = `the condition on "${parameter}" can never apply: the operation does not list that parameter`;
      return problemOf(row, 'unknown-parameter', what, 'add it to the parameters, or correct the condition');
    });
}

function wrongRequirement(row: LintRow): readonly RuleProblem[] {
  const { claims, requires } = row.row;
  const leader = leading
    .map((source) => claims.find((claim) => claim.source === source && claim.requires !== undefined))
    .find((claim) => claim !== undefined);
  if (leader === undefined) {
    return [problemOf(row, 'no-source', 'no source names its requirement', 'add the claim that it rests on')];
  }
  if (JSON.stringify(leader.requires) === JSON.stringify(requires)) return [];
  const what = `the requirement is not what the leading source (${leader.source}) claims`;
  return [problemOf(row, 'wrong-requirement', what, 'copy that claim, or correct it')];
}

function wrongAgreement(row: LintRow, permissions: PermissionGraph): readonly RuleProblem[] {
  const { claims, agreement } = row.row;
  const computed = agreementOf(claims, permissions);
  if (computed === agreement) return [];
  const what = `the agreement is declared as "${agreement}", but the claims come to "${computed}"`;
  return [problemOf(row, 'wrong-agreement', what, `read the claims again, then declare "${computed}"`)];
}

/** Such a row is more often a source's mistake than the truth: a text copied from the reading operation beside it. */
function writesByReading(row: LintRow): readonly RuleProblem[] {
  const { effect, requires, claims } = row.row;
  if (effect === 'read' || !isMetByReading(requires) || claims.some(({ note }) => note !== undefined)) return [];
  const what = 'it writes, and a role that only reads is let through';
  return [problemOf(row, 'write-by-reading', what, 'correct the claim, or say in its note why it is so')];
}

function isMetByReading(requirement: RequirementRow): boolean {
  if (typeof requirement === 'string') return /^read[- ]only\b/i.test(requirement);
  if ('when' in requirement) return true;
  if ('anyOf' in requirement) return requirement.anyOf.some(isMetByReading);
  return requirement.allOf.every(isMetByReading);
}

function unexplainedPaths(row: LintRow): readonly RuleProblem[] {
  const { claims, path, aliases = [] } = row.row;
  return claims
    .filter((claim) => claim.path !== undefined && claim.path !== path && claim.note === undefined)
    .filter((claim) => !aliases.some((alias) => alias.path === claim.path && alias.source === claim.source))
    .map((claim) => {
      const what = `${claim.source} prints the path ${claim.path}, which is no alias`;
      return problemOf(row, 'unexplained-path', what, 'make it an alias, or say in a note of the claim why it is none');
    });
}

function requirementsOf({ row }: LintRow): readonly RequirementRow[] {
  return [row.requires, ...row.claims.flatMap((claim) => claim.requires ?? [])];
}

function namesIn(requirement: RequirementRow): readonly string[] {
  if (typeof requirement === 'string') return [requirement];
  if ('when' in requirement) return namesIn(requirement.then);
  return ('anyOf' in requirement ? requirement.anyOf : requirement.allOf).flatMap(namesIn);
}

function parametersIn(requirement: RequirementRow): readonly string[] {
  if (typeof requirement === 'string') return [];
  if ('when' in requirement) return [requirement.when.parameter, ...parametersIn(requirement.then)];
  return ('anyOf' in requirement ? requirement.anyOf : requirement.allOf).flatMap(parametersIn);
}
