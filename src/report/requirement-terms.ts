import type { PermissionName } from '../model/permission.ts';
import type { Requirement } from '../model/requirement.ts';

/** Every permission that a requirement names, in the order of mention. */
export function mentionedPermissions(requirement: Requirement): readonly PermissionName[] {
  if (typeof requirement === 'string') return [requirement];
  if ('when' in requirement) return mentionedPermissions(requirement.then);
  return ('allOf' in requirement ? requirement.allOf : requirement.anyOf).flatMap(mentionedPermissions);
}
