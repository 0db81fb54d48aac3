import type { Fixture } from '../../test/kit/fixtures.ts';
import type { Statement } from '../../test/kit/statements.ts';

/** What was to be found in one fixture, and what was. Operations count once for each fixture, however often called. */
export interface Outcome {
  readonly fixture: Fixture;
  readonly expected: ReadonlySet<string>;
  readonly reported: ReadonlySet<string>;
  readonly naive: ReadonlySet<string>;
  /** Calls that are neither reported nor said to be open: the failure that nobody notices. */
  readonly silent: readonly Statement[];
  /** In the words of the test: missing, noisy, wrong. */
  readonly differences: readonly string[];
}

export interface Score {
  readonly fixtures: number;
  /** Fixtures of which every word of the report is right. */
  readonly exact: number;
  readonly operations: number;
  /** 0 to 1; 1 when there was nothing to find, or nothing was reported. */
  readonly recall: number;
  readonly precision: number;
  readonly silentMisses: number;
  readonly naive: { readonly recall: number; readonly precision: number };
}

/** The operations that a list of statements calls reachable. */
export function operationsIn(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.filter(({ kind }) => kind === 'operation').map(({ text }) => text));
}

/** Expected calls whose operation no statement names, and at whose place none says that something is open. */
export function silentMisses(expected: readonly Statement[], said: readonly Statement[]): Statement[] {
  const named = new Set(said.map(({ text }) => text));
  const open = said.filter(({ kind }) => kind === 'unresolved' || kind === 'unmatched');
  return expected
    .filter(({ kind, text }) => kind === 'operation' && !named.has(text))
    .filter(({ file, line }) => !open.some((place) => place.file === file && place.line === line));
}

/** The score of several fixtures together: every operation weighs the same. */
export function scoreOf(outcomes: readonly Outcome[]): Score {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const operations = sum(({ expected }) => expected.size);
  const ratesOf = (which: 'reported' | 'naive') => {
    const right = sum((outcome) => [...outcome[which]].filter((id) => outcome.expected.has(id)).length);
    return {
      recall: rate(right, operations),
      precision: rate(
        right,
        sum((outcome) => outcome[which].size),
      ),
    };
  };
  return {
    fixtures: outcomes.length,
    exact: sum(({ differences }) => (differences.length === 0 ? 1 : 0)),
    operations,
    ...ratesOf('reported'),
    silentMisses: sum(({ silent }) => silent.length),
    naive: ratesOf('naive'),
  };
}

function rate(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
