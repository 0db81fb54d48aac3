import type { Location } from './location.ts';

/** One step of the way a value took to its call site, e.g. where the base URL stands. */
export interface ChainStep extends Location {
  /** What stands there, in a few words, e.g. "base URL" or "through request()". */
  readonly label: string;
}

/** A call site in source code. The chain runs from the call site back to where the parts of the URL are written. */
export interface SourceEvidence extends Location {
  readonly kind: 'source';
  readonly chain: readonly ChainStep[];
  /**
   * Whether the program goes on where the call fails, with something else in the place of what it would have given. Only
   * where that is plain, whichever way leads to the call.
   */
  readonly optional?: true;
  /** While calls are told apart: the line of the program itself that led there, and the steps between. No report has it. */
  readonly entered?: Entered | undefined;
}

/** Where a program goes into a package of its workspace. */
export interface Entered {
  readonly at: Location;
  readonly steps: readonly ChainStep[];
}

/**
 * What became of a request. `allowed`: Marketo answered it. `denied`: error 603, or the record level 1008.
 * `attempted`: sent, but whether the permission was there cannot be told (no answer, no body, token trouble, rate limit).
 */
export type Outcome = 'allowed' | 'denied' | 'attempted';

/**
 * Why a request was not simply allowed, where that is another reason than a permission. `partition`: denied, but only
 * for records of a partition (1008), so the permission is there. `token`: attempted with a token that was missing, wrong
 * or expired (600, 601, 602, HTTP 401), so Marketo never looked at the permission. `proxy`: attempted, and refused by a proxy
 * on the way, so that Marketo never saw it.
 */
export const outcomeCauses = ['partition', 'token', 'proxy'] as const;
export type OutcomeCause = (typeof outcomeCauses)[number];

/** An exchange in recorded traffic. */
export interface TrafficEvidence {
  readonly kind: 'traffic';
  readonly file: string;
  /** Position in the HAR's `log.entries`, from 0; of a log of lines, the line, from 1 as editors count. */
  readonly entry: number;
  /** What `entry` counts, where it is not the entries of a HAR. */
  readonly unit?: 'line';
  readonly outcome: Outcome;
  readonly cause?: OutcomeCause;
}

export type Evidence = SourceEvidence | TrafficEvidence;
