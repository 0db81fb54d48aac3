import { describeKnown, describePattern, findHoleReason } from '../model/describe-pattern.ts';
import type { Finding } from '../model/finding.ts';
import { describeFinding } from '../model/finding-kinds/index.ts';
import {
  type CallSample,
  type OperationUse,
  seenIn,
  type UnmatchedCall,
  type UnresolvedCall,
} from '../model/operation-use.ts';
import type { PartitionSight } from '../model/partition-sight.ts';
import type { AcceptedFinding } from '../model/policy.ts';
import type { CodeAndTraffic, Report, ServiceReport, ServiceWorkspaces } from '../model/report.ts';
import type { Comparison, MinimalRole, WithoutOptional } from '../model/role.ts';
import type { PublishedReport } from '../schema/report.ts';
import { publishBounds } from './publish-bounds.ts';
import { publishEvidence, publishInput, publishTexts } from './publish-evidence.ts';
import { publishBlastRadius, publishEscalation } from './publish-reach.ts';

/** Raised when a field is renamed or removed or changes its meaning; a new field does not raise it. */
export const schemaVersion = 1;

/**
 * The report as other programs rely on it. It is mapped field by field, so that the model inside can move without
 * breaking them; `src/schema/report.ts` describes it.
 */
export function publishReport(report: Report): PublishedReport {
  return {
    schemaVersion,
    tool: { name: report.tool.name, version: report.tool.version },
    services: report.services.map(publishService),
    findings: report.findings.map(publishFinding),
    ...(report.accepted === undefined ? {} : { accepted: report.accepted.map(publishAccepted) }),
    coverage: {
      calls: report.coverage.calls,
      followed: report.coverage.followed,
      texts: publishTexts(report.coverage.texts),
    },
    inputs: report.inputs.map(publishInput),
  };
}

function publishService(service: ServiceReport) {
  return {
    name: service.name,
    operations: service.operations.map(publishUse),
    role: publishRole(service.role),
    blastRadius: publishBlastRadius(service.blastRadius),
    escalations: service.escalations.map(publishEscalation),
    ...(service.withoutOptional === undefined ? {} : { withoutOptional: publishWithout(service.withoutOptional) }),
    ...(service.comparison === undefined ? {} : { comparison: publishComparison(service.comparison) }),
    unresolved: service.unresolved.map(publishUnresolved),
    unmatched: service.unmatched.map(publishUnmatched),
    ...(service.workspaces === undefined ? {} : { workspaces: publishWorkspaces(service.workspaces) }),
    ...(service.sources === undefined ? {} : { sources: publishSources(service.sources) }),
    coverage: { calls: service.coverage.calls, followed: service.coverage.followed },
    ...(service.tokenInQuery === undefined ? {} : { tokenInQuery: publishSample(service.tokenInQuery) }),
    ...(service.removedApi === undefined ? {} : { removedApi: publishSample(service.removedApi) }),
    ...(service.bounds === undefined ? {} : { bounds: publishBounds(service.bounds) }),
    ...(service.observed === undefined ? {} : { observed: service.observed }),
  };
}

function publishSample({ calls, evidence }: CallSample) {
  return { calls, evidence: evidence.map(publishEvidence) };
}

function publishWorkspaces({ names, partitions, byPermission, acrossWorkspaces, sight }: ServiceWorkspaces) {
  return {
    names,
    partitions,
    byPermission: byPermission.map(({ name, workspaces, partitions: own }) => ({ name, workspaces, partitions: own })),
    acrossWorkspaces,
    ...(sight === undefined ? {} : { sight: sight.map(publishSight) }),
  };
}

function publishSight({ partition, seenBy, given, used, refused }: PartitionSight) {
  return { partition, seenBy, ...(given === undefined ? {} : { given }), used, refused };
}

function publishSources({ both, onlyCode, onlyTraffic }: CodeAndTraffic) {
  return { both, onlyCode, onlyTraffic };
}

function publishUse({ operation, ...use }: OperationUse) {
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    name: operation.name,
    certainty: use.certainty,
    reachable: use.reachable,
    seenIn: seenIn(use),
    effect: operation.effect,
    calls: use.calls,
    outcomes: use.outcomes,
    ...(use.causes === undefined ? {} : { causes: use.causes }),
    ...(use.workspaces === undefined ? {} : { workspaces: use.workspaces }),
    ...(use.partitions === undefined ? {} : { partitions: use.partitions }),
    ...(use.refusedPartitions === undefined ? {} : { refusedPartitions: use.refusedPartitions }),
    conditions: use.conditions,
    spellings: use.spellings.map(({ spelling, path, evidence }) => ({
      spelling,
      path,
      evidence: publishEvidence(evidence),
    })),
    evidence: use.evidence.map(publishEvidence),
  };
}

function publishRole(role: MinimalRole) {
  return {
    status: role.status,
    permissions: role.permissions.map(({ name, because, disputed }) => ({
      name,
      because,
      ...(disputed.length === 0 ? {} : { disputed }),
    })),
    certificate: role.certificate,
  };
}

function publishWithout({ operations, permissions }: WithoutOptional) {
  return { operations, permissions };
}

function publishComparison(comparison: Comparison) {
  return {
    granted: comparison.grant.permissions,
    needed: comparison.needed,
    broader: comparison.broader,
    unused: comparison.unused,
    missing: comparison.missing.map(({ name }) => name),
    unknown: comparison.grant.unknown,
    groups: comparison.grant.groups,
    roles: comparison.grant.roles,
    ...(comparison.grant.source === undefined ? {} : { source: comparison.grant.source }),
  };
}

function publishUnresolved(call: UnresolvedCall) {
  const { kind: _kind, optional: _optional, ...place } = { optional: undefined, ...publishEvidence(call.evidence) };
  return {
    ...place,
    reason: findHoleReason(call.path),
    known: describeKnown(call),
    reachable: call.reachable,
    ...(call.candidates.length === 0 ? {} : { candidates: call.candidates.map((operation) => operation.id) }),
    ...(call.narrowedTo === undefined ? {} : { narrowedTo: call.narrowedTo.map((operation) => operation.id) }),
  };
}

function publishUnmatched(call: UnmatchedCall) {
  return {
    ...(call.method === undefined ? {} : { method: call.method }),
    path: describePattern(call.path),
    calls: call.calls,
    reachable: call.reachable,
    ...(call.similar.length === 0 ? {} : { similar: call.similar.map((operation) => operation.id) }),
    evidence: call.evidence.map(publishEvidence),
  };
}

function publishFinding(finding: Finding) {
  return {
    kind: finding.kind,
    severity: finding.severity,
    confidence: finding.confidence,
    ...(finding.service === undefined ? {} : { service: finding.service }),
    message: describeFinding(finding),
    ...(finding.location === undefined ? {} : { location: finding.location }),
  };
}

function publishAccepted({ finding, by, reason, until }: AcceptedFinding) {
  return {
    finding: publishFinding(finding),
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
  };
}
