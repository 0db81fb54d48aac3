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
}

/**
 * What became of a request. `allowed`: Marketo answered it. `denied`: error 603, or the record level 1008.
 * `attempted`: sent, but whether the permission was there cannot be told (no answer, no body, token trouble, rate limit).
 */
export type Outcome = 'allowed' | 'denied' | 'attempted';

/** An exchange in recorded traffic. */
export interface TrafficEvidence {
  readonly kind: 'traffic';
  readonly file: string;
  /** Position in the HAR's `log.entries`, from 0. */
  readonly entry: number;
  readonly outcome: Outcome;
}

export type Evidence = SourceEvidence | TrafficEvidence;
