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

/** The requirement as one line of words, e.g. "Read-Only Assets or Read-Write Assets". */
export function requirementText(requirement: Requirement): string {
  return phrase(requirement, false);
}

function phrase(requirement: Requirement, nested: boolean): string {
  if (typeof requirement === 'string') return requirement;
  if ('when' in requirement) {
    return `${phrase(requirement.then, true)} if ${requirement.when.parameter} is passed`;
  }
  const [parts, joint] = 'anyOf' in requirement ? [requirement.anyOf, ' or '] : [requirement.allOf, ' and '];
  if (parts.length === 0) return 'anyOf' in requirement ? 'nothing that can be granted' : 'no permission';
  const text = parts.map((part) => phrase(part, parts.length > 1)).join(joint);
  return nested && parts.length > 1 ? `(${text})` : text;
}
