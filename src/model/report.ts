import type { AnnotationProblem } from './annotation.ts';
import type { Finding } from './finding.ts';
import type { OperationUse, TokenInQuery, UnmatchedCall, UnresolvedCall } from './operation-use.ts';
import type { Comparison, MinimalRole } from './role.ts';

/** Everything rolefit found out, sorted and free of times of its own, absolute paths and secrets. Every format renders this. */
export interface Report {
  readonly tool: { readonly name: 'rolefit'; readonly version: string };
  readonly services: readonly ServiceReport[];
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly inputs: readonly InputSummary[];
}

/** How many calls were seen, and of how many the operation is known. */
export interface Coverage {
  readonly calls: number;
  readonly followed: number;
}

/** One principal's or one configured service's part of the report. */
export interface ServiceReport {
  readonly name: string;
  /** Sorted by path, then method. */
  readonly operations: readonly OperationUse[];
  readonly role: MinimalRole;
  readonly comparison?: Comparison;
  readonly unresolved: readonly UnresolvedCall[];
  readonly unmatched: readonly UnmatchedCall[];
  readonly coverage: Coverage;
  /** Present when some call sends its token as a parameter. */
  readonly tokenInQuery?: TokenInQuery;
  /** Present when part of the evidence is traffic: the window over which use was observed. */
  readonly observed?: Observation;
}

/** The window of recorded traffic. Best effort: producers write dates in many ways, or none. */
export interface Observation {
  readonly calls: number;
  /** ISO 8601 in UTC; absent when no entry had a readable date. */
  readonly from?: string;
  readonly to?: string;
}

/** What one input file gave. */
export interface InputSummary {
  readonly file: string;
  readonly kind: 'traffic' | 'source';
  /** Entries or files looked at. */
  readonly read: number;
  /** Of those, calls to Marketo that were taken over. */
  readonly calls: number;
  /** What was left out, by reason. Sorted by reason. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  /** `false` when the input broke off or part of it did not parse. */
  readonly complete: boolean;
  /** Why it is not complete, in one sentence. */
  readonly problem?: string;
  /** When the first and the last recorded call began, ISO 8601 in UTC; only for traffic with readable dates. */
  readonly from?: string;
  readonly to?: string;
  /** What was concluded about the input, in sentences. */
  readonly notes?: readonly string[];
  /** Comments in the code that say what a call is, and are wrong about it. */
  readonly annotations?: readonly AnnotationProblem[];
}
