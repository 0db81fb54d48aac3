import type { FindingKind } from '../model/finding.ts';

/** What the gate finds by itself. It is never left out for want of confidence, and no baseline swallows it. */
export const gateKinds: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'role-grew',
  'operation-added',
  'ability-added',
  'role-shrank',
  'baseline-exceeded',
  'forbidden-permission',
  'forbidden-effect',
  'shared-user',
  'unassigned-traffic',
  'invalid-exception',
  'expired-exception',
  'unused-exception',
]);

/** What only a comparison can find. */
export const comparedKinds: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'role-grew',
  'operation-added',
  'ability-added',
  'role-shrank',
  'baseline-exceeded',
]);

/**
 * Findings that make a role a lower bound. A change that hides what it calls would pass otherwise, so every lock
 * counts them, and more of them than were accepted fail.
 */
export const uncertainKinds: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'unresolved-call',
  'unmatched-call',
  'text-not-followed',
  'module-not-read',
  'unknown-condition',
]);
