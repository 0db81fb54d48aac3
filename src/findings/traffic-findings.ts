import type { Confidence, Finding } from '../model/finding.ts';
import { type OperationUse, refusedForPartition } from '../model/operation-use.ts';
import { isOutOfSight } from '../model/partition-sight.ts';
import type { ServiceReport } from '../model/report.ts';
import { isMet } from '../model/requirement.ts';
import { makeFinding } from './make-finding.ts';
import { placeOf } from './use-findings.ts';

/** What the recorded answers of a service give cause to say beyond single denials. */
export function trafficFindings(service: ServiceReport): Finding[] {
  return [
    ...service.operations.flatMap((use) => partitionDenied(service, use)),
    ...contradictions(service),
    ...notInCode(service),
    ...reachesAllWorkspaces(service),
  ];
}

/** Every subscription has the workspace "Default"; that there are others shows by another name or a partition. */
function reachesAllWorkspaces({ name, workspaces }: ServiceReport): Finding[] {
  if (workspaces === undefined || workspaces.acrossWorkspaces.length === 0) return [];
  const { names, partitions, acrossWorkspaces: operations } = workspaces;
  const hasSeveral = partitions.length > 0 || names.some((one) => one !== 'Default');
  if (!hasSeveral) return [];
  return [makeFinding('bulk-reaches-all-workspaces', { operations }, { service: name, confidence: 'exact' })];
}

/** Code and traffic were given without a word about which of the users the code works as. */
export function severalPrincipals(principals: readonly string[]): Finding[] {
  return principals.length < 2 ? [] : [makeFinding('several-principals', { principals }, { confidence: 'exact' })];
}

/** Two Custom Services of one user: its role has to hold what any of them needs. */
export function sharedUsers(sharing: readonly (readonly string[])[]): Finding[] {
  return sharing.map((services) => makeFinding('shared-user', { services, shared: 'user' }, { confidence: 'exact' }));
}

/** What an open call of the code may have sent is no finding; neither is a call that whoever has a token may make. */
function notInCode({ name, operations, sources, unresolved }: ServiceReport): Finding[] {
  if (sources === undefined) return [];
  const stray = new Set(sources.onlyTraffic);
  const explained = new Set(unresolved.flatMap(({ narrowedTo = [] }) => narrowedTo));
  const confidence: Confidence = unresolved.some(({ reachable }) => reachable) ? 'partial' : 'inferred';
  return operations
    .filter(({ operation }) => stray.has(operation.id) && !explained.has(operation))
    .filter(({ operation }) => !isMet(operation.requires, () => false))
    .map(({ operation, calls, evidence }) =>
      makeFinding(
        'call-not-in-code',
        { operation: operation.id, calls },
        { service: name, confidence, location: placeOf(evidence[0]) },
      ),
    );
}

function partitionDenied({ name, workspaces }: ServiceReport, use: OperationUse): Finding[] {
  const calls = refusedForPartition(use);
  if (calls === 0) return [];
  const hidden = new Set((workspaces?.sight ?? []).filter(isOutOfSight).map(({ partition }) => partition));
  const unseen = (use.refusedPartitions ?? []).filter((partition) => hidden.has(partition));
  const entry = use.evidence.find((evidence) => evidence.kind === 'traffic' && evidence.cause === 'partition');
  return [
    makeFinding(
      'partition-denied',
      { operation: use.operation.id, calls, ...(unseen.length === 0 ? {} : { unseen }) },
      { service: name, confidence: 'exact', location: placeOf(entry) },
    ),
  ];
}

/** One for each way in which the answers and the grant do not fit; a name that is not known may be what explains it. */
function contradictions({ name, bounds, comparison }: ServiceReport): Finding[] {
  const contradicts = bounds?.contradicts;
  if (contradicts === undefined) return [];
  const hasUnknown = comparison?.grant.unknown.length !== 0;
  return (['allowed', 'denied'] as const).flatMap((answer) => {
    const operations = contradicts[answer];
    if (operations.length === 0) return [];
    const confidence: Confidence = hasUnknown ? 'partial' : answer === 'denied' ? 'inferred' : 'exact';
    return [makeFinding('granted-contradicted', { answer, operations }, { service: name, confidence })];
  });
}
