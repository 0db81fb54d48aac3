export { compareGrant } from './compare-grant.ts';
export { type MinimalRoleInput, minimalRole } from './minimal-role.ts';
export type { ProblemInput } from './problem.ts';
export { allowedOperations, weightOf } from './weight.ts';
