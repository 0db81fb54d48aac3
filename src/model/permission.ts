/** A permission's canonical name, spelled exactly as in permissions.json, e.g. "Read-Only Lead". */
export type PermissionName = string & { readonly __brand: 'PermissionName' };

/** Where a permission's existence is stated. The sources themselves are described at the top of permissions.json. */
export type PermissionSource = 'role-dialog' | 'permission-table' | 'endpoint-table' | 'spec';

/** One box of Marketo's role dialog. */
export interface Permission {
  readonly name: PermissionName;
  /** The group of the dialog it stands in, e.g. "Access API". A group's own box is a {@link PermissionGroupBox}. */
  readonly group: string;
  /** Position in the dialog, counted from 0 over all groups. Every list of permissions is shown in this order. */
  readonly order: number;
  /** Other spellings in Adobe's pages, exports and vendors' guides. */
  readonly aliases: readonly string[];
  /** Permissions that holding this one also gives: Read-Write X gives Read-Only X. Direct ones only. */
  readonly implies: readonly PermissionName[];
  /** Permissions that must be held as well before this one has any effect: Edit Email needs Access Email. Direct ones only. */
  readonly needs: readonly PermissionName[];
  /** What it allows, as a short phrase in our own words, lower case, without a full stop. */
  readonly grants: string;
  readonly sources: readonly PermissionSource[];
}

/** A group of the role dialog. Ticking its own box grants every permission in it: the usual cause of an over-permissive role. */
export interface PermissionGroupBox {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly permissions: readonly PermissionName[];
}
