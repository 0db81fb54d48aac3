import type { OperationId } from './operation.ts';
import type { PermissionName } from './permission.ts';

/** One permission of the minimal role and the proof that it is needed. */
export interface RolePermission {
  readonly name: PermissionName;
  /** The used operations that would fail without it. Never empty. Sorted. */
  readonly because: readonly OperationId[];
  /** Those of `because` whose sources contradict each other. */
  readonly disputed: readonly OperationId[];
}

/** The smallest role that the used operations can run on, as far as they are known. */
export interface MinimalRole {
  /** `lower-bound` when calls are unresolved or unmatched, or the input is incomplete: more may be needed, never less. */
  readonly status: 'complete' | 'lower-bound';
  /** In the dialog's order. */
  readonly permissions: readonly RolePermission[];
  /** For each used operation, the permissions of the role that meet its requirement. */
  readonly certificate: readonly { readonly operation: OperationId; readonly by: readonly PermissionName[] }[];
}

/** Used operations whose failure the program survives, and the role that would be left if none of them were called. */
export interface WithoutOptional {
  /** Sorted like the uses. */
  readonly operations: readonly OperationId[];
  /** In the dialog's order. */
  readonly permissions: readonly PermissionName[];
}

/** What a principal holds today, as read from `--granted`. */
export interface Grant {
  /** Canonical names, groups already taken apart, in the dialog's order. */
  readonly permissions: readonly PermissionName[];
  /** Groups whose own box is ticked. */
  readonly groups: readonly string[];
  /** Names that permissions.json does not know, as written, with the nearest known one. */
  readonly unknown: readonly UnknownName[];
  /** The roles it was put together from; more than one is to be confirmed by the reader. */
  readonly roles: readonly string[];
  /** The file it was read from, relative to the working folder, with "/"; absent for a list, and for a file elsewhere. */
  readonly file?: string;
  /** The vendor's guide that asks for it; absent when it is what a real role holds. */
  readonly source?: GrantSource;
}

/** A guide that tells customers what to grant. */
export interface GrantSource {
  /** Whose guide, for which product, with which extras. */
  readonly title: string;
  readonly url: string;
  /** Why its list may not be what a customer grants, in sentences; absent when it is plain. */
  readonly caveat?: string;
}

export interface UnknownName {
  readonly name: string;
  readonly suggestion?: string;
}

/** The minimal role compared with what is granted. Lists are in the dialog's order. */
export interface Comparison {
  readonly grant: Grant;
  /** Granted, and needed as it is. */
  readonly needed: readonly PermissionName[];
  /** Granted and in use, where a lesser permission would do. */
  readonly broader: readonly { readonly name: PermissionName; readonly enough: readonly PermissionName[] }[];
  /** Granted, and no call uses it. */
  readonly unused: readonly PermissionName[];
  /** Needed, and neither granted nor implied by what is; with the used operations that fail without it. */
  readonly missing: readonly { readonly name: PermissionName; readonly because: readonly OperationId[] }[];
}

/** Why a permission that allows more than reading is in the minimal role, and what its absence would leave. */
export interface Escalation {
  readonly name: PermissionName;
  /** The lesser permission of the same family, where there is one: "Read-Only Lead" of "Read-Write Lead". */
  readonly lesser?: PermissionName;
  /** The used operations that fail with the rest of the role and `lesser`. Never empty. Sorted. */
  readonly forcedBy: readonly OperationId[];
  /** The minimal role if these operations were not called, in the dialog's order. */
  readonly without: readonly PermissionName[];
}
