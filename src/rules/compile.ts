import { InputError, InputErrors } from '../model/input-error.ts';
import type { Claim, Operation, OperationId } from '../model/operation.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { Requirement } from '../model/requirement.ts';
import {
  type ClaimRow,
  type JsonPath,
  type Locate,
  type OperationRow,
  type RequirementRow,
  wholeFile,
} from '../schema/index.ts';
import { compareOperations } from './compare-operations.ts';
import { compileAbilities } from './compile-abilities.ts';
import { resolvePermission } from './resolve-permission.ts';
import { type RuleSet, toRuleSet } from './rule-set.ts';
import { type AbilitySource, operationIdOf, type RuleSource } from './rule-source.ts';

/** What compiling a file's rows needs at hand. */
interface Context {
  readonly source: RuleSource;
  readonly permissions: PermissionGraph;
  readonly locate: Locate;
  readonly errors: InputError[];
}

/**
 * Valid rule files → every operation, ready to ask. Permission names become the hierarchy's own. An operation that the
 * abilities leave out, or all of them when there are none, becomes an ability of its own.
 * @throws InputErrors with every unknown or misspelt permission and every operation that two rows describe; and with
 * everything in the abilities that leaves open what an operation allows.
 */
export function compileRules(
  files: readonly RuleSource[],
  permissions: PermissionGraph,
  abilities?: AbilitySource,
): RuleSet {
  const errors: InputError[] = [];
  const byId = new Map<string, Operation>();
  for (const source of files) {
    const context = { source, permissions, locate: source.locate ?? wholeFile(source.file), errors };
    for (const [index, row] of source.rules.operations.entries()) {
      const operation = compileRow(row, ['operations', index], context);
      const twin = byId.get(operation.id);
      if (twin === undefined) byId.set(operation.id, operation);
      else errors.push(doubleRow(operation.id, twin, context.locate(['operations', index])));
    }
  }
  if (errors.length > 0) throw new InputErrors(errors);
  const operations = [...byId.values()].toSorted(compareOperations);
  return toRuleSet(operations, compileAbilities(operations, abilities));
}

function doubleRow(id: OperationId, twin: Operation, at: InputError['at']): InputError {
  const file = twin.rule.slice(0, twin.rule.indexOf('#'));
  return new InputError(`two rows describe ${id}`, {
    ...(at && { at }),
    next: `delete one of them; the other is in ${file}`,
  });
}

function compileRow(row: OperationRow, path: JsonPath, context: Context): Operation {
  const id = operationIdOf(row);
  return {
    id,
    method: row.method,
    path: row.path,
    name: row.name,
    group: row.group,
    ...(row.operationId !== undefined && { operationId: row.operationId }),
    host: context.source.rules.host,
    requires: compileRequirement(row.requires, [...path, 'requires'], context),
    effect: row.effect,
    personalData: row.personalData,
    acrossWorkspaces: row.acrossWorkspaces ?? false,
    superseded: row.superseded ?? false,
    parameters: row.parameters ?? [],
    aliases: row.aliases ?? [],
    claims: row.claims.map((claim, index) => compileClaim(claim, [...path, 'claims', index], context)),
    agreement: row.agreement,
    disputed: row.agreement === 'conflict',
    rule: `${context.source.file}#${id}`,
  };
}

function compileClaim({ requires, ...claim }: ClaimRow, path: JsonPath, context: Context): Claim {
  if (requires === undefined) return claim;
  return { ...claim, requires: compileRequirement(requires, [...path, 'requires'], context) };
}

function compileRequirement(row: RequirementRow, path: JsonPath, context: Context): Requirement {
  if (typeof row === 'string') return compileName(row, path, context);
  if ('when' in row) {
    const then = compileRequirement(row.then, [...path, 'then'], context);
    return { when: row.when, then };
  }
  const compileAll = (rows: readonly RequirementRow[], key: string) =>
    rows.map((part, index) => compileRequirement(part, [...path, key, index], context));
  return 'anyOf' in row ? { anyOf: compileAll(row.anyOf, 'anyOf') } : { allOf: compileAll(row.allOf, 'allOf') };
}

function compileName(name: string, path: JsonPath, context: Context): Requirement {
  const resolved = resolvePermission(name, context.permissions);
  if (resolved.kind === 'known') return resolved.name;
  context.errors.push(new InputError(resolved.what, { at: context.locate(path), next: resolved.next }));
  // Stands for nothing: the errors are thrown before anyone can ask.
  return { anyOf: [] };
}
