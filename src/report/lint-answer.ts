import { type RuleProblem, ruleProblemKinds } from '../rules/index.ts';
import type { Answer } from './answer.ts';
import { strong } from './document/block.ts';
import { count } from './words.ts';

/** What the lint found in the rules, each problem with its row and what to do; `rows` is how many were looked at. */
export function lintAnswer(problems: readonly RuleProblem[], rows: number): Answer {
  return {
    blocks: [
      ...problems.map(
        ({ kind, file, row, what, next }) =>
          ({
            kind: 'notice',
            severity: 'error',
            code: kind,
            notice: { message: `${ruleProblemKinds[kind]}: ${what}`, place: `${file}#${row}`, help: [next] },
          }) as const,
      ),
      { kind: 'summary', parts: [[strong(count(problems.length, 'problem'))], [`${count(rows, 'rule')} checked`]] },
    ],
    data: {
      rules: rows,
      problems: problems.map(({ kind, file, row, what, next }) => ({ kind, file, row, what, next })),
    },
  };
}
