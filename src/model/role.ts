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
}

export interface UnknownName {
  readonly name: string;
  readonly suggestion?: string;
}

/** The minimal role held against what is granted. Lists are in the dialog's order. */
export interface Comparison {
  readonly grant: Grant;
  /** Granted, and needed as it is. */
  readonly needed: readonly PermissionName[];
  /** Granted and in use, where a lesser permission would do. */
  readonly broader: readonly { readonly name: PermissionName; readonly enough: readonly PermissionName[] }[];
  /** Granted, and nothing that was seen needs it. */
  readonly unused: readonly PermissionName[];
  /** Needed, and neither granted nor implied by what is; with the used operations that fail without it. */
  readonly missing: readonly { readonly name: PermissionName; readonly because: readonly OperationId[] }[];
}
