export { compileRules } from './compile.ts';
export { lintRules } from './lint.ts';
export { type RuleProblem, type RuleProblemKind, ruleProblemKinds } from './rule-problem.ts';
export type { RuleSet } from './rule-set.ts';
export type { RuleSource } from './rule-source.ts';
