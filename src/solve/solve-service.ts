import type { OperationUse } from '../model/operation-use.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { InputSummary, Observation, ServiceReport } from '../model/report.ts';
import type { Grant, MinimalRole } from '../model/role.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { ServiceUses } from '../uses/use-table.ts';
import { compareGrant } from './compare-grant.ts';
import { minimalRole } from './minimal-role.ts';

/** What a service's calls are held against. */
export interface SolveContext {
  readonly graph: PermissionGraph;
  readonly rules: RuleSet;
  readonly inputs: readonly InputSummary[];
  readonly granted?: Grant;
  readonly includeUnreachable?: boolean;
}

/** One service's part of the report: its minimal role, and what the grant has too much or too little. */
export function solveService(
  service: ServiceUses,
  { graph, rules, inputs, granted, includeUnreachable = false }: SolveContext,
): ServiceReport {
  const uses = service.uses.filter((use) => counts(use, includeUnreachable));
  const role = minimalRole({ graph, rules, uses, status: statusOf(service, inputs) });
  const observed = observationOf(service, inputs);
  return {
    name: service.service,
    operations: service.uses,
    role,
    ...(granted === undefined ? {} : { comparison: compareGrant({ graph, rules, uses }, granted) }),
    unresolved: service.unresolved,
    unmatched: service.unmatched,
    coverage: { calls: service.calls, followed: service.followed },
    ...(service.tokenInQuery === undefined ? {} : { tokenInQuery: service.tokenInQuery }),
    ...(observed === undefined ? {} : { observed }),
  };
}

/** What cannot run does not widen the role, and what is only possible never does. */
function counts(use: OperationUse, includeUnreachable: boolean): boolean {
  return (use.reachable || includeUnreachable) && use.certainty !== 'possible';
}

/** A call whose operation or conditions are not known, or an input that broke off, may need more than was found. */
function statusOf(service: ServiceUses, inputs: readonly InputSummary[]): MinimalRole['status'] {
  const isOpen =
    service.unresolved.some(({ reachable }) => reachable) ||
    service.unmatched.some(({ reachable }) => reachable) ||
    service.uses.some((use) => counts(use, false) && use.conditions.unknown.length > 0) ||
    inputs.some(({ complete }) => !complete);
  return isOpen ? 'lower-bound' : 'complete';
}

function observationOf(service: ServiceUses, inputs: readonly InputSummary[]): Observation | undefined {
  const isTraffic = ({ evidence }: Pick<OperationUse, 'evidence'>) => evidence.some(({ kind }) => kind === 'traffic');
  const rows = [...service.uses, ...service.unmatched].filter(isTraffic);
  if (rows.length === 0) return undefined;
  const from = inputs.flatMap((input) => input.from ?? []).sort()[0];
  const to = inputs
    .flatMap((input) => input.to ?? [])
    .sort()
    .at(-1);
  return {
    calls: rows.reduce((total, row) => total + row.calls, 0),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
