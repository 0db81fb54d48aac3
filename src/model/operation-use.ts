import type { Certainty } from './api-call.ts';
import type { Evidence } from './evidence.ts';
import type { Method, Operation } from './operation.ts';
import type { TextPattern } from './value.ts';

/**
 * How a call is written differently from the rule although both mean the same endpoint. All but `method-override`
 * (sent as POST with `_method`, which Marketo documents for long queries) are deviations worth correcting.
 */
export type Spelling = 'alias' | 'case' | 'trailing-slash' | 'doubled-slash' | 'missing-rest' | 'method-override';

/** An operation that one service calls, with everything that shows it. */
export interface OperationUse {
  readonly operation: Operation;
  /** The best certainty of its calls. */
  readonly certainty: Certainty;
  /** Whether at least one of its calls can run. */
  readonly reachable: boolean;
  /** How many calls were seen; `evidence` may hold fewer. */
  readonly calls: number;
  readonly outcomes: Readonly<Record<'allowed' | 'denied' | 'attempted', number>>;
  /** Sorted; at most {@link maxEvidence} entries for each kind and outcome, so that a day of traffic stays readable. */
  readonly evidence: readonly Evidence[];
  /** Parameters on which the requirement depends: which were passed by some call, and which may have been. */
  readonly conditions: { readonly passed: readonly string[]; readonly unknown: readonly string[] };
  /** Deviating spellings seen, each once, with the first place. */
  readonly spellings: readonly { readonly spelling: Spelling; readonly path: string; readonly evidence: Evidence }[];
}

export const maxEvidence = 100;

/** A call to Marketo whose method and path no rule knows. Never mapped to a near match. */
export interface UnmatchedCall {
  readonly method: Method | undefined;
  readonly path: TextPattern;
  readonly calls: number;
  readonly reachable: boolean;
  readonly evidence: readonly Evidence[];
  /** Operations that the path is close to, for a hint; never counted. */
  readonly similar: readonly Operation[];
}

/** A call whose operation cannot be told: parts of it are not known. It makes the role a lower bound. */
export interface UnresolvedCall {
  readonly method: Method | undefined;
  readonly path: TextPattern;
  readonly reachable: boolean;
  readonly evidence: Evidence;
  /** Operations that fit what is known; empty when nothing is known. */
  readonly candidates: readonly Operation[];
}

/**
 * Calls that carry the parameter `access_token`, which Adobe withdrew on 2026-08-31: the header `Authorization` is the
 * only way left. Calls that nothing reaches are not among them.
 */
export interface TokenInQuery {
  readonly calls: number;
  /** Sorted; bounded like the evidence of a use. */
  readonly evidence: readonly Evidence[];
}
