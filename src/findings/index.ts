import type { Finding, Severity } from '../model/finding.ts';
import { severities } from '../model/finding.ts';
import type { FoundOut } from '../model/finding-kinds/definition.ts';
import { findingKindNames, findOfKind } from '../model/finding-kinds/index.ts';
import { compareText } from '../model/location.ts';

export { makeFinding } from './make-finding.ts';
export { sharedUserFindings } from './shared-user-findings.ts';

/** Everything the reader may want to act on, the worst first, then by kind and place. */
export function findFindings(found: FoundOut): Finding[] {
  return findingKindNames.flatMap((kind) => findOfKind(kind, found)).sort(compareFindings);
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
