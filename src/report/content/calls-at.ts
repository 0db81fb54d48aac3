import type { Evidence, SourceEvidence } from '../../model/evidence.ts';
import { compareLocations } from '../../model/location.ts';
import type { OperationUse, UnmatchedCall, UnresolvedCall } from '../../model/operation-use.ts';
import type { ServiceReport } from '../../model/report.ts';

/** A call that a line takes part in: made there, or put together or sent there. */
export type CallAt = { readonly service: ServiceReport; readonly evidence: SourceEvidence } & (
  | { readonly kind: 'operation'; readonly use: OperationUse }
  | { readonly kind: 'unmatched'; readonly call: UnmatchedCall }
  | { readonly kind: 'unresolved'; readonly call: UnresolvedCall }
);

/** Everything that one service calls through a line, by place. */
export function callsAt(service: ServiceReport, file: string, line: number): readonly CallAt[] {
  const here = (evidence: Evidence): evidence is SourceEvidence => passesThrough(evidence, file, line);
  const found: CallAt[] = [
    ...service.operations.flatMap((use) =>
      use.evidence.filter(here).map((evidence) => ({ kind: 'operation' as const, service, use, evidence })),
    ),
    ...service.unmatched.flatMap((call) =>
      call.evidence.filter(here).map((evidence) => ({ kind: 'unmatched' as const, service, call, evidence })),
    ),
    ...service.unresolved.flatMap((call) =>
      here(call.evidence) ? [{ kind: 'unresolved' as const, service, call, evidence: call.evidence }] : [],
    ),
  ];
  return found.sort((a, b) => compareLocations(a.evidence, b.evidence));
}

/** Whether the call site or a step of its chain stands on the line. */
export function passesThrough(evidence: Evidence, file: string, line: number): boolean {
  if (evidence.kind !== 'source') return false;
  return [evidence, ...evidence.chain].some((place) => place.file === file && place.line === line);
}
