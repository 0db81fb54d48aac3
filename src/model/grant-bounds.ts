import type { OperationId } from './operation.ts';
import type { PermissionName } from './permission.ts';

/**
 * The operations whose answers prove a statement: all of those that prove it alone, or else a smallest set that does
 * together. Answered ones first, then denied ones, each by path, then method.
 */
export type Proof = readonly OperationId[];

/** A permission of which the traffic proves whether the granted role has it. */
export interface ProvenPermission {
  readonly name: PermissionName;
  readonly because: Proof;
}

/**
 * What recorded traffic proves about the role that its user holds, whatever anybody says it is: what was answered bounds
 * the role from below, what was denied (603) from above. Every statement holds for each role that would have answered as
 * recorded, as far as one role answered all of it and nothing but permissions decided. Where Adobe's sources disagree
 * about an operation, an answer proves only that one of them is met, a denial only that one of them is not.
 * Lists of permissions are in the dialog's order, lists of operations by path, then method.
 */
export interface GrantBounds {
  /** Permissions that it has, by their own box or one that implies them. */
  readonly held: readonly ProvenPermission[];
  /** Where a call can be answered in several ways: it has all permissions of at least one of these sets. */
  readonly oneOf: readonly { readonly alternatives: readonly (readonly PermissionName[])[]; readonly because: Proof }[];
  /** Permissions that it does not have. */
  readonly lacked: readonly ProvenPermission[];
  /** Where a denied call needs several: it lacks at least one of each of these sets. */
  readonly oneLacked: readonly { readonly permissions: readonly PermissionName[]; readonly because: Proof }[];
  /** Permissions of which the traffic tells neither. */
  readonly undecided: number;
  /**
   * Operations that were denied although the permission was there, going by what else was answered: the role was changed
   * meanwhile, or it is an IP allowlist, or a workspace. Nothing is concluded from these denials.
   */
  readonly unexplained: readonly OperationId[];
  /** Of the operations that rolefit knows, how many the role can call, for certain and at the most. */
  readonly callable: { readonly atLeast: number; readonly atMost: number };
  /** Of these, how many the minimal role cannot call: what can be said of the excess without knowing the role. */
  readonly beyond: { readonly atLeast: number; readonly atMost: number };
  /** Where a grant is given that the traffic contradicts. */
  readonly contradicts?: GrantContradiction;
}

/** Answers that a role as granted cannot have given. At least one list has something in it; both are sorted. */
export interface GrantContradiction {
  /** Answered, although going by every source the grant is too little. */
  readonly allowed: readonly OperationId[];
  /** Denied, although going by every source the grant is enough. */
  readonly denied: readonly OperationId[];
}
