import type { Agreement } from '../model/operation.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { ClaimRow, RequirementRow } from '../schema/index.ts';

/** A set of permissions that is enough, sorted. */
type Option = readonly string[];

/**
 * How the claims of the specification and of the endpoint table relate, by their minimal options as they are written:
 * the hierarchy is left out, for it would hide that one source names Read-Only and the other Read-Write.
 *
 * - `single`: at most one of the two names a requirement.
 * - `conflict`: they have no minimal option in common.
 * - `same`: the options are equal, or one source adds only permissions which imply one that both name
 *   (Read-Write X beside Read-Only X: whoever holds it holds what both ask for).
 * - `overlap`: they have an option in common but differ otherwise, or only one of them sets a condition.
 *
 * Other pages of the guide explain a claim or widen it; they never make a dispute.
 */
export function agreementOf(claims: readonly ClaimRow[], permissions: PermissionGraph): Agreement {
  const spec = requirementOf(claims, 'spec');
  const table = requirementOf(claims, 'endpoint-table');
  if (spec === undefined || table === undefined) return 'single';
  const [ofSpec, ofTable] = [keyed(minimalOptions(spec)), keyed(minimalOptions(table))];
  const common = [...ofSpec].filter(([key]) => ofTable.has(key)).map(([, option]) => option);
  if (common.length === 0) return 'conflict';
  if (conditionsOf(spec) !== conditionsOf(table)) return 'overlap';
  const extra = [...ofSpec, ...ofTable].filter(([key]) => !(ofSpec.has(key) && ofTable.has(key)));
  return extra.every(([, option]) => impliesOneOf(option, common, permissions)) ? 'same' : 'overlap';
}

/** The smallest sets of permissions that meet a requirement when no condition applies; none contains another. */
export function minimalOptions(requirement: RequirementRow): readonly Option[] {
  return withoutSupersets(options(requirement));
}

function options(requirement: RequirementRow): readonly Option[] {
  if (typeof requirement === 'string') return [[requirement]];
  if ('when' in requirement) return [[]];
  if ('anyOf' in requirement) return requirement.anyOf.flatMap(options);
  return requirement.allOf.reduce<readonly Option[]>(
    (soFar, part) => soFar.flatMap((option) => options(part).map((more) => union(option, more))),
    [[]],
  );
}

function union(a: Option, b: Option): Option {
  return [...new Set([...a, ...b])].toSorted();
}

function withoutSupersets(all: readonly Option[]): readonly Option[] {
  const unique = [...keyed(all).values()];
  return unique.filter(
    (option) => !unique.some((other) => other !== option && other.every((name) => option.includes(name))),
  );
}

function keyed(all: readonly Option[]): ReadonlyMap<string, Option> {
  return new Map(all.map((option) => [option.join('\n'), option]));
}

function impliesOneOf([name, ...others]: Option, common: readonly Option[], permissions: PermissionGraph): boolean {
  if (name === undefined || others.length > 0) return false;
  const implied: readonly string[] = permissions.find(name)?.implies ?? [];
  return common.some(([shared, ...rest]) => shared !== undefined && rest.length === 0 && implied.includes(shared));
}

/** The conditional parts as text, for comparison. */
function conditionsOf(requirement: RequirementRow): string {
  if (typeof requirement === 'string') return '';
  if ('when' in requirement) return JSON.stringify([requirement.when.parameter, requirement.then]);
  const parts = 'anyOf' in requirement ? requirement.anyOf : requirement.allOf;
  return parts.map(conditionsOf).filter(Boolean).toSorted().join('\n');
}

function requirementOf(claims: readonly ClaimRow[], source: ClaimRow['source']): RequirementRow | undefined {
  return claims.find((claim) => claim.source === source)?.requires;
}
