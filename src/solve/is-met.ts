import type { PermissionName } from '../model/permission.ts';
import type { Requirement } from '../model/requirement.ts';

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
