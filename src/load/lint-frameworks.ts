import type { FrameworkRules } from '../static/contract/framework-rules.ts';
import type { SinkProblem } from './lint-sink-rules.ts';

/** What is wrong with a valid file of rules/frameworks beyond its schema. */
export function lintFramework(framework: FrameworkRules): SinkProblem[] {
  const file = frameworkFileOf(framework);
  const { modules, globals, classes } = framework;
  const problems: SinkProblem[] = [];
  if (modules.length + globals.length === 0) {
    const what = 'no module and no global is named';
    problems.push({ kind: 'unreachable-framework', file, row: 'modules', what, next: 'name one' });
  }
  for (const [index, { decorators, bases, given, made }] of classes.entries()) {
    const row = `classes.${index}`;
    if (decorators.length + bases.length + given.length === 0) {
      const what = 'it has no decorators, no bases and no given';
      problems.push({ kind: 'untold-class', file, row, what, next: 'say which classes it is about' });
    }
    if (made === 'decorated' && decorators.length === 0) {
      const what = 'made says what a decorator does, and there is none';
      problems.push({ kind: 'dead-detail', file, row, what, next: 'leave it out' });
    }
  }
  return problems;
}

export function frameworkFileOf({ framework }: FrameworkRules): string {
  return `rules/frameworks/${framework}.json`;
}
