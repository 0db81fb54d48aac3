import type { ApiCall } from '../model/api-call.ts';
import type { TrafficEvidence } from '../model/evidence.ts';
import type { LoggedApiCall, LoggedCall } from './logged-call.ts';

/**
 * A line as the evidence of a call. Where no host is known the call is `inferred`: that it went to Marketo was concluded
 * from its path.
 *
 * @param file the log's path relative to the folder analysed, with "/".
 */
export function toApiCall(call: LoggedApiCall, file: string): ApiCall {
  return {
    method: call.method,
    ...(call.methodOverridden ? { methodOverridden: true } : {}),
    host: call.host,
    path: [call.path],
    parameters: call.parameters,
    certainty: call.host === undefined ? 'inferred' : 'definite',
    reachable: true,
    principal: call.principal,
    evidence: toEvidence(call, file),
  };
}

/** Always `attempted`: a denial comes with HTTP status 200, so no line tells whether the permission was there. */
export function toEvidence({ line }: LoggedCall, file: string): TrafficEvidence {
  return { kind: 'traffic', file, entry: line, unit: 'line', outcome: 'attempted' };
}
