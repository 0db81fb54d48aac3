import type { Finding, Severity } from '../model/finding.ts';
import { severities } from '../model/finding.ts';
import { compareText } from '../model/location.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { InputSummary, ServiceReport } from '../model/report.ts';
import { comparisonFindings } from './comparison-findings.ts';
import { inputFindings } from './input-findings.ts';
import { useFindings } from './use-findings.ts';

/** Everything the reader may want to act on, the worst first, then by kind and place. */
export function findFindings(
  services: readonly ServiceReport[],
  inputs: readonly InputSummary[],
  graph: PermissionGraph,
): Finding[] {
  const findings = [
    ...inputFindings(inputs),
    ...services.flatMap((service) => [...comparisonFindings(service), ...useFindings(service, graph)]),
  ];
  return findings.sort(compareFindings);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    rank(b.severity) - rank(a.severity) ||
    compareText(a.kind, b.kind) ||
    compareText(a.service ?? '', b.service ?? '') ||
    compareText(JSON.stringify(a.arguments), JSON.stringify(b.arguments)) ||
    compareText(a.location?.file ?? '', b.location?.file ?? '') ||
    (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
    (a.location?.column ?? 0) - (b.location?.column ?? 0)
  );
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}
