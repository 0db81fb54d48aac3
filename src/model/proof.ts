import type { Operation } from './operation.ts';
import type { PermissionName } from './permission.ts';

/**
 * What running an integration under a role has shown. `proved`: it works, and each permission is needed. `enough`: it works;
 * whether less would do was not asked. `too-small`: a call was refused. `not-minimal`: no call rests on some permission, or a lesser one would do.
 * `unproved`: a call that was to be refused was not made again. `open`: a call was made that no operation has. `failed`: the
 * command failed for another reason. `silent`: it asked nothing of Marketo.
 */
export type ProofStatus = 'proved' | 'enough' | 'too-small' | 'not-minimal' | 'unproved' | 'open' | 'failed' | 'silent';

export interface Proof {
  readonly status: ProofStatus;
  /** In the dialog's order. */
  readonly role: readonly PermissionName[];
  /** Calls of the first run. */
  readonly calls: number;
  /** How the command ended then, as the shell would say it. */
  readonly code: number;
  /** What the role does not let through of the first run, and the boxes that would let it through. */
  readonly refused: readonly RefusedCall[];
  /** Permissions that a run showed to be needed. */
  readonly needed: readonly NeededPermission[];
  /** Permissions on which no call of the first run rests. */
  readonly idle: readonly PermissionName[];
  /** Permissions in the place of which a lesser one would do for the calls of the first run. */
  readonly broader: readonly { readonly name: PermissionName; readonly enough: readonly PermissionName[] }[];
  /** Permissions on which calls of the first run rest, and which no run has shown to be needed. */
  readonly unproved: readonly PermissionName[];
  /** Method and path of calls that no operation has. */
  readonly unmatched: readonly string[];
  /** How often the command ran. */
  readonly runs: number;
}

export interface RefusedCall {
  readonly operation: Operation;
  /** How many of its calls the role does not let through. */
  readonly times: number;
  /** How many of those were refused; the others failed for another reason before. */
  readonly refused: number;
  readonly add: readonly PermissionName[];
}

export interface NeededPermission {
  readonly name: PermissionName;
  /** Calls that were refused without it. Never empty. */
  readonly because: readonly Operation[];
  /** Which run showed it, counted from 1. */
  readonly run: number;
  /** All that was left out in that run. */
  readonly without: readonly PermissionName[];
  /** How the command ended then: 0 where it did not mind. */
  readonly code: number;
}
