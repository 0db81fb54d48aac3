import type { Certainty } from './api-call.ts';
import type { Evidence, OutcomeCause } from './evidence.ts';
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
  /** How many of the denied were denied for a partition only, and of the attempted for their token; absent is none. */
  readonly causes?: Readonly<Partial<Record<OutcomeCause, number>>>;
  /** Workspaces and partitions that recorded calls worked in, at most {@link maxPlaces} of each, sorted; absent is none. */
  readonly workspaces?: readonly string[];
  readonly partitions?: readonly string[];
  /** Partitions named by recorded calls of which records were refused for their partition; bounded and sorted alike. */
  readonly refusedPartitions?: readonly string[];
  /** Sorted; at most {@link maxEvidence} entries for each kind and outcome, so that a day of traffic stays readable. */
  readonly evidence: readonly Evidence[];
  /** Parameters on which the requirement depends: which were passed by some call, and which may have been. */
  readonly conditions: { readonly passed: readonly string[]; readonly unknown: readonly string[] };
  /** Deviating spellings seen, each once, with the first place. */
  readonly spellings: readonly { readonly spelling: Spelling; readonly path: string; readonly evidence: Evidence }[];
}

export const maxEvidence = 100;
export const maxPlaces = 50;

/** Whether the program survives the failure of each call, as far as all of their places are known. */
export function isOptional({ evidence, calls }: Pick<OperationUse, 'evidence' | 'calls'>): boolean {
  return calls <= maxEvidence && evidence.every((one) => one.kind === 'source' && one.optional === true);
}

/** Where the calls of a use were seen. */
export type SeenIn = 'code' | 'traffic' | 'both';

export function seenIn({ evidence }: Pick<OperationUse, 'evidence'>): SeenIn {
  const isInTraffic = evidence.some(({ kind }) => kind === 'traffic');
  if (!isInTraffic) return 'code';
  return evidence.some(({ kind }) => kind === 'source') ? 'both' : 'traffic';
}

/** Calls that Marketo denied for want of a permission, as far as it said why. */
export function deniedCalls(use: Pick<OperationUse, 'outcomes' | 'causes'>): number {
  return use.outcomes.denied - refusedForPartition(use);
}

/** Whether Marketo let some recorded call through: a record refused for its partition was looked at, so that call was. */
export function wasAnswered(use: Pick<OperationUse, 'outcomes' | 'causes'>): boolean {
  return use.outcomes.allowed > 0 || refusedForPartition(use) > 0;
}

/** Calls of which records were refused for their partition; the permission is there. */
export function refusedForPartition({ causes }: Pick<OperationUse, 'causes'>): number {
  return causes?.partition ?? 0;
}

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
  /**
   * Of the candidates, those that recorded traffic of the same service shows; absent where it shows none. They count
   * because they were recorded; that the call is nothing else besides is not known.
   */
  readonly narrowedTo?: readonly Operation[];
}

/** Calls of one kind, counted, with the first places. */
export interface CallSample {
  readonly calls: number;
  /** Sorted; bounded like the evidence of a use. */
  readonly evidence: readonly Evidence[];
}
