import type { Evidence } from './evidence.ts';
import type { Effect } from './operation.ts';
import type { MinimalRole } from './role.ts';

type RoleStatus = MinimalRole['status'];

/** A permission that was not held before, and why it is now. */
export interface GainedPermission {
  readonly permission: string;
  /** The operations that fail without it; only the new ones where there are any. Sorted. */
  readonly because: readonly OperationNeed[];
  /**
   * `calls`: these operations were not called before. `requirements`: all of them were, so what they ask for
   * has changed: by a parameter, or because rolefit knows better.
   */
  readonly cause: 'calls' | 'requirements';
}

/** An operation that counts for a role. */
export interface OperationNeed {
  readonly operation: string;
  readonly effect: Effect;
  readonly evidence: readonly Evidence[];
  /** Whether it was not called before. */
  readonly isNew: boolean;
}

/** How the needs of one service differ. Everything is sorted. */
export interface ServiceChange {
  readonly service: string;
  readonly kind: 'added' | 'removed' | 'kept';
  readonly status: { readonly before?: RoleStatus; readonly after?: RoleStatus };
  readonly gained: readonly GainedPermission[];
  /** Permissions that nothing needs any more, not even through another one. */
  readonly lost: readonly string[];
  readonly added: readonly OperationNeed[];
  readonly dropped: readonly string[];
  /** Operations that were called before, whether or not they still are. */
  readonly before: readonly string[];
}
