import type { ApiCall } from '../model/api-call.ts';
import type { TrafficEvidence } from '../model/evidence.ts';
import type { LoggedApiCall, LoggedCall } from './logged-call.ts';

/** Stands for what of a path is behind the end of its line. */
const cutOff = { reason: 'cut-off' } as const;

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
    path: call.pathIsOpen ? [call.path, cutOff] : [call.path],
    parameters: call.parameters,
    certainty: call.pathIsOpen ? 'possible' : call.host === undefined ? 'inferred' : 'definite',
    reachable: true,
    principal: call.principal,
    ...(call.times === 1 ? {} : { times: call.times }),
    evidence: toEvidence(call, file),
  };
}

/** Always `attempted`: a denial comes with HTTP status 200, so no line tells whether the permission was there. */
export function toEvidence({ line, refused }: LoggedCall, file: string): TrafficEvidence {
  return {
    kind: 'traffic',
    file,
    entry: line,
    unit: 'line',
    outcome: 'attempted',
    ...(refused ? { cause: 'proxy' } : {}),
  };
}
