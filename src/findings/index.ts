import type { Finding, Severity } from '../model/finding.ts';
import { severities } from '../model/finding.ts';
import { compareText } from '../model/location.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { InputSummary, ServiceReport } from '../model/report.ts';
import { comparisonFindings } from './comparison-findings.ts';
import { inputFindings } from './input-findings.ts';
import { moduleFindings, textFindings } from './text-findings.ts';
import { severalPrincipals, sharedUsers, trafficFindings } from './traffic-findings.ts';
import { useFindings } from './use-findings.ts';

export { makeFinding } from './make-finding.ts';
export { sharedUserFindings } from './shared-user-findings.ts';

/** What an analysis has found out before anything is said about it. */
export interface FoundOut {
  readonly services: readonly ServiceReport[];
  readonly inputs: readonly InputSummary[];
  /** Principals any of which may be the code that was given as well; empty unless there are several. */
  readonly undecided: readonly string[];
  /** Principals that are Custom Services of one user, a list for each user. */
  readonly sharing: readonly (readonly string[])[];
  /** The service that the code is, where it is one of them. */
  readonly code: string;
}

/** Everything the reader may want to act on, the worst first, then by kind and place. */
export function findFindings(
  { services, inputs, undecided, sharing, code }: FoundOut,
  graph: PermissionGraph,
): Finding[] {
  const coded = services.find(({ name }) => name === code);
  const findings = [
    ...inputFindings(inputs),
    ...textFindings(inputs, coded),
    ...moduleFindings(inputs, coded),
    ...severalPrincipals(undecided),
    ...sharedUsers(sharing),
    ...services.flatMap((service) => [
      ...comparisonFindings(service),
      ...useFindings(service, graph),
      ...trafficFindings(service),
    ]),
  ];
  return findings.sort(compareFindings);
}

/** The worst first, then by kind, service and place. */
export function compareFindings(a: Finding, b: Finding): number {
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
