import type { Claim, ClaimSource, Operation, OperationId } from '../../model/operation.ts';
import type { PermissionGraph } from '../../model/permission-graph.ts';
import type { ServiceReport } from '../../model/report.ts';
import { isMet, requirementText } from '../../model/requirement.ts';
import type { Escalation, RolePermission } from '../../model/role.ts';
import { count, formatNumber, listWords } from '../../model/words.ts';
import { type Content, code, type Inline, muted } from '../document/block.ts';
import { limits } from './limits.ts';

const sourceNames: Readonly<Record<ClaimSource, string>> = {
  spec: 'the OpenAPI specification',
  'endpoint-table': 'the endpoint table',
  guide: "the developer guide's page",
};

/** What a reader asks at a permission of the role: why not a lesser one, and what if Adobe's other page is right. */
export function permissionNotes(
  permission: RolePermission,
  service: ServiceReport,
  graph: PermissionGraph,
): readonly Content[] {
  const escalation = service.escalations.find(({ name }) => name === permission.name);
  return [
    ...(escalation === undefined ? [] : [escalationNote(escalation, permission, service)]),
    ...disputeNotes(permission, service, graph),
  ];
}

/** "Read-Only Lead would do, except for POST /rest/v1/leads.json." */
function escalationNote(
  { name, forcedBy, without }: Escalation,
  { because }: RolePermission,
  service: ServiceReport,
): Content {
  const role = service.role.permissions.map((permission) => permission.name);
  const gained = without.filter((other) => !role.includes(other));
  const gone = role.filter((other) => other !== name && !without.includes(other));
  const also = gone.length === 0 ? '' : `, and ${listWords(gone)} could go`;
  const isAll = forcedBy.length === because.length;
  if (gained.length === 0) {
    return isAll && gone.length === 0
      ? [muted('No other call needs this permission.')]
      : [
          muted('Needed only for '),
          ...someOperations(forcedBy),
          muted(
            `; without ${forcedBy.length === 1 ? 'it' : 'them'}, this permission could go${gone.length === 0 ? '' : ` and so could ${listWords(gone)}`}.`,
          ),
        ];
  }
  // Of a permission all of whose operations force it, none could do with the lesser one: there is nothing to choose.
  const except = isAll ? [muted('without these operations')] : [muted('except for '), ...someOperations(forcedBy)];
  return [muted(`${listWords(gained)} would do${also}, `), ...except, muted('.')];
}

function someOperations(ids: readonly OperationId[]): readonly Inline[] {
  const more = ids.length - limits.forcing;
  const shown = ids
    .slice(0, limits.forcing)
    .flatMap((id, index) => (index === 0 ? [code(id)] : [muted(', '), code(id)]));
  return more > 0 ? [...shown, muted(` and ${formatNumber(more)} more`)] : shown;
}

/** Operations with the same claims are told of together. */
function disputeNotes(
  { disputed }: RolePermission,
  service: ServiceReport,
  graph: PermissionGraph,
): readonly Content[] {
  const held = graph.effective(service.role.permissions.map(({ name }) => name));
  const operations = service.operations.map((use) => use.operation).filter(({ id }) => disputed.includes(id));
  const told = new Map<string, Operation[]>();
  for (const operation of operations) {
    const claims = claimsInWords(operation.claims).join(', ');
    told.set(claims, [...(told.get(claims) ?? []), operation]);
  }
  return [...told].flatMap(([claims, [first, ...more]]): Content[] => {
    if (first === undefined) return [];
    const others = more.length === 0 ? '' : ` and ${count(more.length, 'more operation')}`;
    return [[muted('Disputed, '), code(first.id), muted(`${others}: ${claims}. ${adviceFor(first, held)}`)]];
  });
}

function claimsInWords(claims: readonly Claim[]): readonly string[] {
  return claims.flatMap(({ source, requires }) =>
    requires === undefined ? [] : [`${sourceNames[source]} asks for ${requirementText(requires)}`],
  );
}

/** Which of the two to begin with, and what a denial then means. */
function adviceFor({ claims, requires }: Operation, held: ReadonlySet<string>): string {
  const counted = requirementText(requires);
  const others = claims.flatMap((claim) => (claim.requires === undefined ? [] : [claim.requires]));
  const other = others.find((requirement) => requirementText(requirement) !== counted);
  if (other === undefined) return '';
  const words = requirementText(other);
  return isMet(other, (name) => held.has(name))
    ? `To keep the role small, try ${words} alone; if the call answers 603, add ${counted}.`
    : `Start with ${counted}; if the call answers 603, add ${words}.`;
}
