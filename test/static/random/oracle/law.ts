import type { Limits } from '../../../../src/static/machine/machine.ts';
import { type Claims, claimsOf, operationOf } from './claims.ts';
import type { Program } from './grammar/program.ts';
import { compile, run } from './world/run.ts';

/** How an answer stands beside what really happens. */
export type Outcome = 'exact' | 'over-approximated' | 'open' | 'violation';

export interface Judgement {
  readonly outcome: Outcome;
  readonly claims: Claims;
  readonly sent: ReadonlySet<string>;
  /** Operations that were sent and that no live call of the analysis is; of an open answer too. */
  readonly missed: readonly string[];
  /** Operations that the analysis claims and no run sent. */
  readonly extra: readonly string[];
  /** The seed of the first run that sent something missed. */
  readonly run: number | undefined;
}

export interface Effort {
  /** Runs of a program whose answer could be wrong. */
  readonly runs: number;
  readonly isEnabled: (name: string) => boolean;
  /** Bounds on the analysis that are not those of every day. */
  readonly limits?: Partial<Limits>;
}

/**
 * The law: every request that the program sends, in whatever run, is a live operation of the analysis, or the role is a
 * lower bound and says why.
 */
export async function judge(program: Program, { runs, isEnabled, limits }: Effort): Promise<Judgement> {
  const claims = claimsOf(program.files, limits);
  const runnable = compile(program);
  const sent = new Set<string>();
  const missed = new Set<string>();
  let first: number | undefined;
  const isOpen = claims.open.length > 0;
  const most = isOpen ? Math.ceil(runs / 4) : runs;
  for (let number = 1; number <= most; number += 1) {
    for (const request of await run(runnable, number, isEnabled)) {
      const operation = operationOf(request);
      if (operation === undefined) continue;
      sent.add(operation);
      if (claims.live.has(operation)) continue;
      missed.add(operation);
      first ??= number;
    }
    // Nothing more can come of it.
    if (!isOpen && missed.size > 0) break;
    if (program.written.every((operation) => sent.has(operation))) break;
  }
  const extra = [...claims.live].filter((operation) => !sent.has(operation));
  return { outcome: outcomeOf(isOpen, missed, extra), claims, sent, missed: [...missed], extra, run: first };
}

function outcomeOf(isOpen: boolean, missed: ReadonlySet<string>, extra: readonly string[]): Outcome {
  if (isOpen) return 'open';
  if (missed.size > 0) return 'violation';
  return extra.length > 0 ? 'over-approximated' : 'exact';
}
