export { type BlastRadiusInput, measureBlastRadius } from './blast-radius.ts';
export { compareGrant } from './compare-grant.ts';
export { findEscalations } from './escalations.ts';
export { type MinimalRoleInput, minimalRole } from './minimal-role.ts';
export type { ProblemInput } from './problem.ts';
export { serviceWithout } from './service-without.ts';
export type { SolveContext } from './solve-service.ts';
export { boundGrant, type TrafficBoundsInput } from './traffic-bounds.ts';
export { allowedOperations, weightOf } from './weight.ts';
