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

const noParameters: ReadonlySet<string> = new Set();

/**
 * Whether a requirement is met by the permissions that hold. A `when` asks for something only if its parameter is
 * among those passed; without `passed` it asks for nothing.
 */
export function isMet(
  requirement: Requirement,
  holds: (name: PermissionName) => boolean,
  passed: ReadonlySet<string> = noParameters,
): boolean {
  if (typeof requirement === 'string') return holds(requirement);
  if ('allOf' in requirement) return requirement.allOf.every((part) => isMet(part, holds, passed));
  if ('anyOf' in requirement) return requirement.anyOf.some((part) => isMet(part, holds, passed));
  return !passed.has(requirement.when.parameter) || isMet(requirement.then, holds, passed);
}

/** Every permission that a requirement names, in the order of mention; a name can come more than once. */
export function mentionedPermissions(requirement: Requirement): readonly PermissionName[] {
  if (typeof requirement === 'string') return [requirement];
  if ('when' in requirement) return mentionedPermissions(requirement.then);
  return ('allOf' in requirement ? requirement.allOf : requirement.anyOf).flatMap(mentionedPermissions);
}

/** What the passing of this parameter asks for besides; `undefined` when nothing hangs on it. */
export function conditionalPart(requirement: Requirement, parameter: string): Requirement | undefined {
  if (typeof requirement === 'string') return undefined;
  if ('when' in requirement) return requirement.when.parameter === parameter ? requirement.then : undefined;
  const parts = 'anyOf' in requirement ? requirement.anyOf : requirement.allOf;
  return parts.map((part) => conditionalPart(part, parameter)).find((part) => part !== undefined);
}
