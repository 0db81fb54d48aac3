import type { ApiCall } from '../model/api-call.ts';
import type { Exchange } from './exchange.ts';

/**
 * An exchange as the evidence of a call: the request was sent, so host, path and method are certain.
 *
 * @param file the HAR's path relative to the folder analysed, with "/".
 * @param principal the label that {@link Principals.labels} gives for `exchange.principal`.
 */
export function toApiCall(exchange: Exchange, file: string, principal: string): ApiCall {
  return {
    method: exchange.method,
    ...(exchange.methodOverridden ? { methodOverridden: true } : {}),
    host: exchange.host,
    path: [exchange.path],
    parameters: { names: exchange.parameters, complete: true },
    certainty: 'definite',
    reachable: true,
    principal,
    ...(exchange.workspaces === undefined ? {} : { workspaces: exchange.workspaces }),
    ...(exchange.partitions === undefined ? {} : { partitions: exchange.partitions }),
    evidence: {
      kind: 'traffic',
      file,
      entry: exchange.entry,
      outcome: exchange.outcome,
      ...(exchange.cause === undefined ? {} : { cause: exchange.cause }),
    },
  };
}
