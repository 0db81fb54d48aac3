export { compileRules } from './compile.ts';
export { lintRules } from './lint.ts';
export {
  lintVendors,
  type VendorProblem,
  type VendorProblemKind,
  type VendorSource,
  vendorProblemKinds,
} from './lint-vendors.ts';
export { type RuleProblem, type RuleProblemKind, ruleProblemKinds } from './rule-problem.ts';
export { type RuleSet, toRuleSet } from './rule-set.ts';
export type { AbilitySource, RuleSource } from './rule-source.ts';
