import type { Confidence, Finding } from '../model/finding.ts';
import type { PermissionName } from '../model/permission.ts';
import type { ServiceReport } from '../model/report.ts';
import type { Comparison } from '../model/role.ts';
import { makeFinding } from './make-finding.ts';

/** What the minimal role, held against the grant, asks the reader to change. */
export function comparisonFindings(service: ServiceReport): Finding[] {
  const { comparison } = service;
  if (comparison === undefined) return [];
  return [...missing(service, comparison), ...excess(service, comparison), ...aboutTheGrant(service, comparison)];
}

function missing(service: ServiceReport, comparison: Comparison): Finding[] {
  return comparison.missing.map(({ name, because }) =>
    makeFinding(
      'missing-permission',
      { permission: name, operations: because },
      { service: service.name, confidence: 'exact' },
    ),
  );
}

function excess(service: ServiceReport, comparison: Comparison): Finding[] {
  const details = { service: service.name, confidence: confidenceOfNonUse(service) };
  return [
    ...comparison.unused.map((permission) =>
      makeFinding('excess-permission', { permission, ...worstOf(service, permission) }, details),
    ),
    ...comparison.broader.map(({ name, enough }) =>
      makeFinding('broader-permission', { permission: name, enough, ...worstOf(service, name) }, details),
    ),
  ];
}

/** The worst that a stolen credential gains by an excess permission. */
function worstOf({ blastRadius }: ServiceReport, permission: PermissionName): { ability?: string } {
  const worst = blastRadius.excess.find(({ name }) => name === permission)?.reach.abilities[0];
  return worst === undefined ? {} : { ability: worst.phrase };
}

/** Traffic shows use, never non-use; and while calls are unknown, one of them may need what looks unused. */
function confidenceOfNonUse(service: ServiceReport): Confidence {
  return service.role.status === 'complete' && service.observed === undefined ? 'exact' : 'partial';
}

function aboutTheGrant(service: ServiceReport, { grant }: Comparison): Finding[] {
  const details = { service: service.name, confidence: 'exact' } as const;
  return [
    ...grant.groups.map((group) => makeFinding('group-granted', { group }, details)),
    ...grant.unknown.map((unknown) => makeFinding('unknown-permission', unknown, details)),
    ...(grant.roles.length > 1 ? [makeFinding('several-roles', { roles: grant.roles }, details)] : []),
  ];
}
