import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

/**
 * Whether a finding is about an unknown call that nothing reaches. It leaves the role as sure as it was, and comes and
 * goes with code that is not in use, so that no count is to be kept of it.
 */
export function isIdle({ kind, service: name, location }: Finding, { services }: Report): boolean {
  if (location === undefined || (kind !== 'unresolved-call' && kind !== 'unmatched-call')) return false;
  const service = services.find((one) => one.name === name);
  const rows = kind === 'unresolved-call' ? service?.unresolved : service?.unmatched;
  const here = (rows ?? []).filter(({ evidence }) => isAt(first(evidence), location));
  return here.length > 0 && !here.some(({ reachable }) => reachable);
}

function first(evidence: Evidence | readonly Evidence[]): Evidence | undefined {
  return 'kind' in evidence ? evidence : evidence[0];
}

function isAt(evidence: Evidence | undefined, { file, line, column }: NonNullable<Finding['location']>): boolean {
  if (evidence?.kind !== 'source') return false;
  return evidence.file === file && evidence.line === line && evidence.column === column;
}
