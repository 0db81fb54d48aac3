import type { Outcome } from '../model/evidence.ts';
import type { Method } from '../model/operation.ts';

/**
 * One request and its answer, reduced at the reader to what rolefit needs. Nothing else of an entry is kept:
 * no header, no token, no query value, no body. A new field here is a decision about secrets.
 */
export interface Exchange {
  /** Position in `log.entries`, from 0. */
  readonly entry: number;
  /** After a `_method` override. */
  readonly method: Method | 'OTHER';
  readonly methodOverridden: boolean;
  readonly host: string;
  /** Path from the root, without query and fragment; percent-encoding as recorded. */
  readonly path: string;
  /** Names of query and form parameters, sorted, each once. */
  readonly parameters: readonly string[];
  readonly outcome: Outcome;
  /** Marketo's error codes in the answer, sorted, each once, e.g. ["603"]. */
  readonly errors: readonly string[];
  /** Label of the principal, e.g. "user 1" or "token 2"; never the token or the user's name. */
  readonly principal: string;
  /** ISO 8601 in UTC when the entry had a readable date. */
  readonly startedAt?: string;
}
