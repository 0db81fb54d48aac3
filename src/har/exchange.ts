import type { Outcome, OutcomeCause } from '../model/evidence.ts';
import type { HostFamily, Method } from '../model/operation.ts';

/**
 * Stands for the credential of a request until the whole input is read: a token's answer may be recorded after its
 * first use. {@link Principals.labels} turns it into a label; it holds nothing of the token itself.
 */
export type PrincipalKey = string & { readonly __brand: 'PrincipalKey' };

/**
 * One request and its answer, reduced at the reader to what rolefit needs. Nothing else of an entry is kept:
 * no header, no token, no host name, no query value, no body. A new field here is a decision about secrets.
 */
export interface Exchange {
  /** Position in `log.entries`, from 0. */
  readonly entry: number;
  /** After a `_method` override. */
  readonly method: Method;
  readonly methodOverridden: boolean;
  /** Whether `method` is only what was sent: a POST of which the form was not recorded. Absent means no. */
  readonly methodIsOpen?: boolean;
  /** The host's name would tell the subscription, so only its family is kept. */
  readonly host: HostFamily;
  /**
   * Path from the root, without query and fragment; dot segments resolved, percent-encoding as recorded. Segments
   * that hold personal data or a credential read `redacted`.
   */
  readonly path: string;
  /** Names of query and form parameters, sorted, each once. */
  readonly parameters: readonly string[];
  /**
   * Names of the tools that a request to the MCP server calls, as clients write them: never empty, and of the body the
   * only part that leaves the reader. Method and path are those of the request to that server, which Marketo never saw.
   */
  readonly tools?: readonly string[];
  readonly outcome: Outcome;
  readonly cause?: OutcomeCause;
  /** Marketo's error codes in the answer, sorted, each once, e.g. ["603"]. */
  readonly errors: readonly string[];
  readonly principal: PrincipalKey;
  /** Names of workspaces and partitions that it worked in, where it tells; see `places.ts` for what is kept. */
  readonly workspaces?: readonly string[];
  readonly partitions?: readonly string[];
  /** Partitions that it named, where records were refused for their partition. */
  readonly refusedPartitions?: readonly string[];
  /** The id of the export job that it created: random, and of use to nobody but its user. */
  readonly createdJob?: string;
  /** ISO 8601 in UTC when the entry had a readable date. */
  readonly startedAt?: string;
}
