import type { Effect, Operation, OperationId } from './operation.ts';
import type { PermissionName } from './permission.ts';

/** Something that a person can picture, which a set of operations lets the holder of a credential do. */
export interface Ability {
  /** Completes "a stolen credential could …", e.g. "delete any lead". */
  readonly phrase: string;
  readonly effect: Effect;
  readonly personalData: boolean;
  /** The operations of the set that give it, sorted. Never empty. */
  readonly operations: readonly OperationId[];
}

/** What a set of operations would let the holder of a credential do. */
export interface Reach {
  /** Sorted by path, then method. */
  readonly operations: readonly Operation[];
  readonly byEffect: Readonly<Record<Effect, number>>;
  /** How many of the operations touch personal data. */
  readonly personalData: number;
  /** The same in plain words, the worst first. Every operation is in exactly one. */
  readonly abilities: readonly Ability[];
}

/**
 * How much of what a role can call lies idle: `unused / callable`, both counts of operations. 0 is a role of which
 * every operation is called; a role that can call nothing has 0.
 */
export interface IdleShare {
  /** Operations that the role can call. */
  readonly callable: number;
  /** Of these, those that no counted call uses. */
  readonly unused: number;
  /** `unused / callable`, from 0 to 1, rounded to 4 digits. */
  readonly share: number;
}

/** What a leaked secret could do with a role, and how much of that the integration has no use for. */
export interface BlastRadius {
  /** With the minimal role: what remains whatever is unticked. */
  readonly minimal: { readonly reach: Reach; readonly idle: IdleShare };
  /** With the role granted today; absent without a grant. */
  readonly granted?: { readonly reach: Reach; readonly idle: IdleShare };
  /** What the grant opens and the minimal role does not; absent without a grant. */
  readonly beyond?: Reach;
  /**
   * Each granted permission that is unused or broader than needed, the worst first, with what of `beyond` it takes
   * part in. Parts can overlap, so they may add up to more than `beyond`.
   */
  readonly excess: readonly { readonly name: PermissionName; readonly reach: Reach }[];
}
