import type { TrafficEvidence } from './evidence.ts';
import type { ClaimSource, Method, Operation } from './operation.ts';
import type { PermissionName } from './permission.ts';

/** What an error code of Marketo's says, in words; a row of rules/errors.json. Phrases without a full stop. */
export interface ErrorCode {
  readonly code: string;
  readonly level: 'http' | 'response' | 'record';
  /**
   * `missing`: a permission may be the cause. `elsewhere`: it is there, but not for this partition. `held`: the
   * operation itself answered. `unknown`: it says nothing.
   */
  readonly permission: 'missing' | 'elsewhere' | 'held' | 'unknown';
  readonly means: string;
  readonly next: string;
}

/** What else than a missing permission can be behind a denied call. */
export interface DenialCause {
  readonly id: string;
  readonly codes: readonly string[];
  readonly what: string;
  /** What one sees if this is the cause. */
  readonly tell: string;
  readonly change: string;
  /** What the paths of the operations begin with that it can be behind; absent for all. */
  readonly paths?: readonly string[] | undefined;
  /** Who says so; absent where it is known from practice. */
  readonly source?: { readonly what: string; readonly url: string; readonly checked?: string | undefined };
}

/** Everything known of error codes. */
export interface ErrorFacts {
  readonly errors: readonly ErrorCode[];
  /** The likeliest first. */
  readonly causes: readonly DenialCause[];
}

/** A failed call as a log or a recording shows it, reduced to what can be asked about. Not to be shown: the path is as written. */
export interface FailedCall {
  readonly method: Method | undefined;
  /** Without query, from the host's root. */
  readonly path: string;
  /** Names of parameters passed, as far as they are seen. */
  readonly parameters: readonly string[];
  /** Marketo's error codes and failing HTTP states; empty where none is named. */
  readonly codes: readonly string[];
}

/** The least that lets an operation through, going by one source. */
export interface Mend {
  readonly source: ClaimSource | 'rule';
  /** The requirement in words. */
  readonly needs: string;
  /** The fewest boxes to tick besides the grant, with what they need; empty where the grant has them. In the dialog's order. */
  readonly add: readonly PermissionName[];
}

/** An operation that was denied, and what would let it through. */
export interface DeniedOperation {
  readonly operation: Operation;
  readonly mend: Mend;
  /** What sources say that contradict the rule; empty unless the operation is disputed. */
  readonly others: readonly Mend[];
}

/** Failed calls of one kind. */
export interface Denial {
  /** Label of the API user; absent where it is not known. */
  readonly principal?: string;
  readonly method: Method | undefined;
  /** The path with everything taken out that is no word of the rules: fit to be shown. Absent where no call is named. */
  readonly path: string | undefined;
  /** Sorted; empty where none was named. */
  readonly codes: readonly string[];
  /** One; several where the method is not known; none where the path is not Marketo's. */
  readonly operations: readonly DeniedOperation[];
  /** Operations that an unknown path is close to. */
  readonly similar: readonly Operation[];
  readonly calls: number;
  /** How often the same user was allowed the same operation in the same recordings. */
  readonly allowed: number;
  /** The first exchanges; empty for a log. */
  readonly evidence: readonly TrafficEvidence[];
}

/** The failed calls of a recording or of a piece of a log. */
export interface DeniedCalls {
  readonly from: 'traffic' | 'log';
  /** By path, method and user. */
  readonly denials: readonly Denial[];
  /** Calls to Marketo that were looked at. */
  readonly calls: number;
  /** Denied calls that are in no kind, because there are too many kinds. */
  readonly left: number;
  /** Why a recording could not be read to its end. */
  readonly problem?: string;
}
