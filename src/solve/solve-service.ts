import type { OperationUse } from '../model/operation-use.ts';
import type { ServicePlaces } from '../model/partition-sight.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { InputSummary, Observation, ServiceReport } from '../model/report.ts';
import type { Grant, MinimalRole } from '../model/role.ts';
import { sumTexts } from '../model/text-account.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { compareSources } from '../uses/code-and-traffic.ts';
import type { ServiceUses } from '../uses/use-table.ts';
import { measureBlastRadius } from './blast-radius.ts';
import { compareGrant } from './compare-grant.ts';
import { findEscalations } from './escalations.ts';
import { minimalRole } from './minimal-role.ts';
import { collectWorkspaces } from './service-workspaces.ts';
import { boundGrant } from './traffic-bounds.ts';
import { withoutOptional } from './without-optional.ts';

/** What a service's calls are held against. */
export interface SolveContext {
  readonly graph: PermissionGraph;
  readonly rules: RuleSet;
  readonly inputs: readonly InputSummary[];
  readonly granted?: Grant | undefined;
  readonly includeUnreachable?: boolean | undefined;
  readonly places?: ServicePlaces | undefined;
}

/** One service's part of the report: its minimal role and why, what the grant has too much or too little, and what that allows. */
export function solveService(
  service: ServiceUses,
  { graph, rules, inputs, granted, includeUnreachable = false, places }: SolveContext,
): ServiceReport {
  const uses = service.uses.filter((use) => counts(use, includeUnreachable));
  const problem = { graph, rules, uses, granted };
  const role = minimalRole({ ...problem, status: statusOf(service, inputs, includeUnreachable) });
  const comparison = granted === undefined ? undefined : compareGrant({ ...problem, granted, role });
  const bounds = boundGrant({ ...problem, role, comparison });
  const sources = compareSources(service);
  const workspaces = collectWorkspaces(uses, role, places);
  const observed = observationOf(service, inputs);
  const hidden = notFollowed(inputs);
  const optional = withoutOptional(problem);
  return {
    name: service.service,
    operations: service.uses,
    role,
    blastRadius: measureBlastRadius({ ...problem, role, comparison }),
    escalations: findEscalations(problem, role),
    ...(optional === undefined ? {} : { withoutOptional: optional }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(hidden === undefined ? {} : { notFollowed: hidden }),
    unresolved: service.unresolved,
    unmatched: service.unmatched,
    coverage: { calls: service.calls, followed: service.followed },
    ...(workspaces === undefined ? {} : { workspaces }),
    ...(sources === undefined ? {} : { sources }),
    ...(service.tokenInQuery === undefined ? {} : { tokenInQuery: service.tokenInQuery }),
    ...(service.removedApi === undefined ? {} : { removedApi: service.removedApi }),
    ...(bounds === undefined ? {} : { bounds }),
    ...(observed === undefined ? {} : { observed }),
  };
}

/** What cannot run does not widen the role, and what is only possible never does. */
function counts(use: OperationUse, includeUnreachable: boolean): boolean {
  return (use.reachable || includeUnreachable) && use.certainty !== 'possible';
}

/**
 * A call whose operation or conditions are not known, a text that nothing accounts for, a module that was not read, or an
 * input that broke off, may
 * need more than was found. Where calls were seen and none counts, nothing is known: what starts the program was not.
 */
export function statusOf(
  service: Pick<ServiceUses, 'uses' | 'unresolved' | 'unmatched'>,
  inputs: readonly InputSummary[],
  includeUnreachable = false,
): MinimalRole['status'] {
  const seen = service.uses.length + service.unresolved.length + service.unmatched.length;
  const isOpen =
    (seen > 0 && !service.uses.some((use) => counts(use, includeUnreachable))) ||
    service.unresolved.some(({ reachable }) => reachable) ||
    service.unmatched.some(({ reachable }) => reachable) ||
    service.uses.some((use) => counts(use, false) && use.conditions.unknown.length > 0) ||
    notFollowed(inputs) !== undefined ||
    inputs.some(({ complete }) => !complete);
  return isOpen ? 'lower-bound' : 'complete';
}

/** What of the code may hide further calls. */
function notFollowed(inputs: readonly InputSummary[]): ServiceReport['notFollowed'] {
  const texts = sumTexts(inputs.flatMap((input) => input.texts ?? [])).notFollowed;
  const modules = inputs.reduce((sum, { modulesNotRead = 0 }) => sum + modulesNotRead, 0);
  return texts + modules === 0 ? undefined : { texts, modules };
}

function observationOf(service: ServiceUses, inputs: readonly InputSummary[]): Observation | undefined {
  const calls = recordedCalls(service);
  if (calls === 0) return undefined;
  const from = inputs.flatMap((input) => input.from ?? []).sort()[0];
  const to = inputs
    .flatMap((input) => input.to ?? [])
    .sort()
    .at(-1);
  return {
    calls,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Only recorded calls have outcomes. Of an unmatched row that code has part in, the kept evidence says how many there are. */
function recordedCalls({ uses, unmatched }: ServiceUses): number {
  const matched = uses.map(({ outcomes }) => outcomes.allowed + outcomes.denied + outcomes.attempted);
  const others = unmatched.map(({ calls, evidence }) => {
    const recorded = evidence.filter(({ kind }) => kind === 'traffic').length;
    return recorded === evidence.length ? calls : recorded;
  });
  return [...matched, ...others].reduce((sum, count) => sum + count, 0);
}
