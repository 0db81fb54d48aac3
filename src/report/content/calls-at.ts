import type { Evidence } from '../../model/evidence.ts';
import { compareLocations } from '../../model/location.ts';
import type { OperationUse, UnmatchedCall, UnresolvedCall } from '../../model/operation-use.ts';
import type { ServiceReport } from '../../model/report.ts';

/** A place that can be asked about: a line of the code, or an exchange of a recording (counted from 0). */
export type AskedPlace =
  | { readonly kind: 'line'; readonly file: string; readonly line: number }
  | { readonly kind: 'entry'; readonly file: string; readonly entry: number };

/** A call that a place takes part in: made there, or put together or sent there. */
export type CallAt = { readonly service: ServiceReport; readonly evidence: Evidence } & (
  | { readonly kind: 'operation'; readonly use: OperationUse }
  | { readonly kind: 'unmatched'; readonly call: UnmatchedCall }
  | { readonly kind: 'unresolved'; readonly call: UnresolvedCall }
);

/** Everything that one service calls through a place, in order. */
export function callsAt(service: ServiceReport, place: AskedPlace): readonly CallAt[] {
  const here = (evidence: Evidence) => passesThrough(evidence, place);
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
  return found.sort((a, b) => compareEvidence(a.evidence, b.evidence));
}

function compareEvidence(a: Evidence, b: Evidence): number {
  return a.kind === 'source' && b.kind === 'source' ? compareLocations(a, b) : 0;
}

/** Whether the call site or a step of its chain stands on the line, or the exchange is the one that is meant. */
export function passesThrough(evidence: Evidence, place: AskedPlace): boolean {
  if (place.kind === 'entry') {
    return evidence.kind === 'traffic' && evidence.file === place.file && evidence.entry === place.entry;
  }
  if (evidence.kind !== 'source') return false;
  return [evidence, ...evidence.chain].some(({ file, line }) => file === place.file && line === place.line);
}

/** "src/a.ts:41" or "day.har#12": a place as it is typed. */
export function placeText(place: AskedPlace): string {
  return place.kind === 'line' ? `${place.file}:${place.line}` : `${place.file}#${place.entry}`;
}
