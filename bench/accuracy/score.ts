import type { Judgement } from './judgement.ts';

/** What was to be found in one program, and what was. */
export interface Outcome extends Judgement {
  /** What a plain search finds. */
  readonly naive: ReadonlySet<string>;
  /** In the words of the test: missing, noisy, wrong. */
  readonly differences: readonly string[];
}

export interface Score {
  readonly programs: number;
  /** Programs of which every word of the report is right. */
  readonly exact: number;
  readonly operations: number;
  /** 0 to 1; 1 when there was nothing to find, or nothing was reported. */
  readonly liveRecall: number;
  readonly precision: number;
  readonly silentMisses: number;
  readonly deadButLive: number;
  /** Operations that never run: those that are known, and those of them that are called live. */
  readonly dead: number;
  readonly deadClaimed: number;
  readonly falseOpen: number;
  readonly falseUnmatched: number;
  readonly naive: { readonly recall: number; readonly precision: number };
}

/** The score of several programs together: every operation weighs the same. */
export function scoreOf(outcomes: readonly Outcome[]): Score {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const operations = sum(({ expected }) => expected.size);
  const ratesOf = (which: 'reported' | 'naive') => {
    const right = sum((outcome) => common(outcome[which], outcome.expected));
    return {
      recall: rate(right, operations),
      precision: rate(
        right,
        sum((outcome) => outcome[which].size),
      ),
    };
  };
  const { recall: liveRecall, precision } = ratesOf('reported');
  return {
    programs: outcomes.length,
    exact: sum(({ differences }) => (differences.length === 0 ? 1 : 0)),
    operations,
    liveRecall,
    precision,
    silentMisses: sum(({ silent }) => silent.length),
    deadButLive: sum((outcome) => outcome.deadButLive.length),
    dead: sum(({ dead }) => dead.size),
    deadClaimed: sum(({ dead, reported }) => common(dead, reported)),
    falseOpen: sum((outcome) => outcome.falseOpen.length),
    falseUnmatched: sum((outcome) => outcome.falseUnmatched.length),
    naive: ratesOf('naive'),
  };
}

function common(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...some].filter((one) => others.has(one)).length;
}

function rate(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
