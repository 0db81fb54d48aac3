import { count } from '../model/words.ts';
import type { Answer } from './answer.ts';
import { strong } from './document/block.ts';

/** One thing that the lint found. */
export interface LintProblem {
  readonly kind: string;
  /** What the kind means. */
  readonly title: string;
  readonly file: string;
  readonly row: string;
  readonly what: string;
  readonly next: string;
}

/** How much was looked at. */
export interface LintCounts {
  readonly rules: number;
  readonly clients: number;
  readonly sdks: number;
  readonly vendors: number;
}

/** What the lint found in rules, clients, SDKs and vendors' lists, each problem with its row and what to do. */
export function lintAnswer(problems: readonly LintProblem[], looked: LintCounts): Answer {
  return {
    blocks: [
      ...problems.map(
        ({ kind, title, file, row, what, next }) =>
          ({
            kind: 'notice',
            severity: 'error',
            code: kind,
            notice: { message: `${title}: ${what}`, place: `${file}#${row}`, help: [next] },
          }) as const,
      ),
      {
        kind: 'summary',
        parts: [
          [strong(count(problems.length, 'problem'))],
          [
            `${count(looked.rules, 'rule')}, ${count(looked.clients, 'client')}, ${count(looked.sdks, 'SDK')} and ${count(looked.vendors, "vendor's list", "vendors' lists")} checked`,
          ],
        ],
      },
    ],
    data: {
      ...looked,
      problems: problems.map(({ kind, file, row, what, next }) => ({ kind, file, row, what, next })),
    },
  };
}
