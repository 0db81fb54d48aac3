import type { Evidence } from '../model/evidence.ts';
import type { ServiceReport } from '../model/report.ts';
import { type SolveContext, solveService } from './solve-service.ts';

/**
 * A what-if: one service's report as it would be without the calls whose evidence is gone, solved anew for the same grant.
 * Of an operation that is also called elsewhere, the parameters that some call passes are kept, so that the role is
 * never called smaller than it could be.
 */
export function serviceWithout(
  service: ServiceReport,
  isGone: (evidence: Evidence) => boolean,
  context: Omit<SolveContext, 'granted'>,
): ServiceReport {
  const { name, operations, unresolved, unmatched, coverage, comparison } = service;
  const left = (evidence: readonly Evidence[]) => evidence.filter((one) => !isGone(one));
  const remaining = <Row extends { readonly evidence: readonly Evidence[] }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, evidence: left(row.evidence) })).filter(({ evidence }) => evidence.length > 0);
  return solveService(
    {
      service: name,
      uses: remaining(operations),
      unresolved: unresolved.filter(({ evidence }) => !isGone(evidence)),
      unmatched: remaining(unmatched),
      calls: coverage.calls,
      followed: coverage.followed,
    },
    { ...context, ...(comparison === undefined ? {} : { granted: comparison.grant }) },
  );
}
