import type { PrincipalKey } from '../har/index.ts';
import type { ParameterNames } from '../model/api-call.ts';
import type { HostFamily, Method } from '../model/operation.ts';

/** What every call of a log has. No address, no user, no host name, no query value leaves the reader. */
interface Logged {
  /** From 1. */
  readonly line: number;
  readonly principal: PrincipalKey;
  /** Whether it was answered with an HTTP status of 400 or above. */
  readonly failed: boolean;
  /** Whether the proxy refused it by itself, so that it never reached its host. */
  readonly refused: boolean;
  /** How many calls the line stands for. */
  readonly times: number;
  /** ISO 8601 in UTC, where the line has a readable time. */
  readonly startedAt?: string;
}

/** A request to Marketo's API, as far as a log tells it. A new field here is a decision about secrets. */
export interface LoggedApiCall extends Logged {
  readonly kind: 'api';
  /**
   * After a `_method` in the query; one in a form body is in no log. `undefined` for a POST of which the query is not
   * known, for it may hold one.
   */
  readonly method: Method | undefined;
  readonly methodOverridden: boolean;
  /** `undefined` where neither the line nor the reader named one: the path was taken for one of Marketo's. */
  readonly host: HostFamily | undefined;
  /** Path from the root, without query; segments that hold personal data or a credential read `redacted`. */
  readonly path: string;
  /** Whether the line breaks off in the path: `path` ends with the last slash that is known. */
  readonly pathIsOpen: boolean;
  readonly parameters: ParameterNames;
}

/** A request to the MCP server. Which tool it called is in its body, which no log holds. */
export interface LoggedMcpCall extends Logged {
  readonly kind: 'mcp';
}

export type LoggedCall = LoggedApiCall | LoggedMcpCall;
