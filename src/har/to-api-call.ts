import type { ApiCall } from '../model/api-call.ts';
import type { TrafficEvidence } from '../model/evidence.ts';
import type { Exchange } from './exchange.ts';

/**
 * An exchange as a call: the request was sent, so host, path and method are certain. One with `tools` is no call to
 * Marketo; `src/mcp/` says which calls the tools make.
 *
 * @param file the HAR's path relative to the folder analysed, with "/".
 * @param principal the label that {@link Principals.labels} gives for `exchange.principal`.
 */
export function toApiCall(exchange: Exchange, file: string, principal: string): ApiCall {
  return {
    method: exchange.methodIsOpen === true ? undefined : exchange.method,
    ...(exchange.methodOverridden ? { methodOverridden: true } : {}),
    host: exchange.host,
    path: [exchange.path],
    parameters: { names: exchange.parameters, complete: exchange.methodIsOpen !== true },
    certainty: 'definite',
    reachable: true,
    principal,
    ...(exchange.workspaces === undefined ? {} : { workspaces: exchange.workspaces }),
    ...(exchange.partitions === undefined ? {} : { partitions: exchange.partitions }),
    ...(exchange.refusedPartitions === undefined ? {} : { refusedPartitions: exchange.refusedPartitions }),
    ...(exchange.createdJob === undefined ? {} : { createdJob: exchange.createdJob }),
    evidence: toEvidence(exchange, file),
  };
}

/** Where an exchange is recorded, and how it ended. */
export function toEvidence({ entry, outcome, cause }: Exchange, file: string): TrafficEvidence {
  return { kind: 'traffic', file, entry, outcome, ...(cause === undefined ? {} : { cause }) };
}
