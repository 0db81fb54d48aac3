export { compareGrant } from './compare-grant.ts';
export { type MinimalRoleInput, minimalRole } from './minimal-role.ts';
export type { ProblemInput } from './problem.ts';
export { serviceWithout } from './service-without.ts';
export type { SolveContext } from './solve-service.ts';
export { allowedOperations, weightOf } from './weight.ts';
