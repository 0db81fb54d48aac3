import type { Confidence, Finding } from '../model/finding.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { ServiceReport } from '../model/report.ts';
import type { Comparison } from '../model/role.ts';
import { makeFinding } from './make-finding.ts';

/** What the minimal role, held against the grant, asks the reader to change. */
export function comparisonFindings(service: ServiceReport, graph: PermissionGraph): Finding[] {
  const { comparison } = service;
  if (comparison === undefined) return [];
  return [
    ...missing(service, comparison, graph),
    ...excess(service, comparison),
    ...aboutTheGrant(service, comparison),
  ];
}

function missing(service: ServiceReport, comparison: Comparison, graph: PermissionGraph): Finding[] {
  return comparison.missing.map((permission) => {
    const gives = graph.implied(permission);
    const operations = service.role.permissions.filter(({ name }) => gives.has(name)).flatMap(({ because }) => because);
    return makeFinding(
      'missing-permission',
      { permission, operations: [...new Set(operations)] },
      { service: service.name, confidence: 'exact' },
    );
  });
}

function excess(service: ServiceReport, comparison: Comparison): Finding[] {
  const details = { service: service.name, confidence: confidenceOfNonUse(service) };
  return [
    ...comparison.unused.map((permission) => makeFinding('excess-permission', { permission }, details)),
    ...comparison.broader.map(({ name, enough }) =>
      makeFinding('broader-permission', { permission: name, enough }, details),
    ),
  ];
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
