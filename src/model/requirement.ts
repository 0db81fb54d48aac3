import type { PermissionName } from './permission.ts';

/**
 * What an operation asks for: a monotone boolean expression over permissions.
 * `{ allOf: [] }` asks for nothing. A bare name is met by that permission or by any that implies it.
 */
export type Requirement = PermissionName | AllOf | AnyOf | When;

export interface AllOf {
  readonly allOf: readonly Requirement[];
}

export interface AnyOf {
  readonly anyOf: readonly Requirement[];
}

/** Asked for only when the request passes this query or form parameter. */
export interface When {
  readonly when: { readonly parameter: string };
  readonly then: Requirement;
}

/** The requirement that every role meets. */
export const noRequirement: Requirement = { allOf: [] };
