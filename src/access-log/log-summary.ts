import type { LoggedCall } from './logged-call.ts';
import { listSkips, type SkipCount, type SkipReason } from './skip-reasons.ts';

/** What one log gave, known after its last line. */
export interface LogSummary {
  readonly lines: number;
  /** Of those, calls to Marketo that were given. */
  readonly taken: number;
  /** Of those, what was left out. Sorted by reason. */
  readonly skipped: readonly SkipCount[];
  /** `false` when the log broke off: there may have been more lines. */
  readonly complete: boolean;
  /** Why it is not complete, in one sentence without any of the content. */
  readonly problem?: string;
  /** When the first and the last of the calls began, ISO 8601 in UTC; absent when none had a readable time. */
  readonly from?: string;
  readonly to?: string;
  /** What was concluded about the log, in sentences. */
  readonly notes: readonly string[];
}

/** Counts while lines pass. */
export class LogCounts {
  readonly #skipped = new Map<SkipReason, number>();
  #taken = 0;
  #skips = 0;
  #withoutHost = 0;
  #sentAsPost = 0;
  #failed = 0;
  #from: string | undefined;
  #to: string | undefined;

  skip(reason: SkipReason): void {
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
    this.#skips += 1;
  }

  take(call: LoggedCall): void {
    this.#taken += 1;
    if (call.failed) this.#failed += 1;
    if (call.kind === 'api' && call.host === undefined) this.#withoutHost += 1;
    if (call.kind === 'api' && call.method === 'POST') this.#sentAsPost += 1;
    const { startedAt } = call;
    if (startedAt === undefined) return;
    if (this.#from === undefined || startedAt < this.#from) this.#from = startedAt;
    if (this.#to === undefined || startedAt > this.#to) this.#to = startedAt;
  }

  get lines(): number {
    return this.#taken + this.#skips;
  }

  /** Whether any line was one of a log, whatever became of it. */
  get sawLog(): boolean {
    const foreign = ['blank', 'no-log-line', 'too-long'] as const;
    return this.lines > foreign.reduce((sum, reason) => sum + (this.#skipped.get(reason) ?? 0), 0);
  }

  summary(problem: string | undefined): LogSummary {
    return {
      lines: this.lines,
      taken: this.#taken,
      skipped: listSkips(this.#skipped),
      complete: problem === undefined,
      ...(problem === undefined ? {} : { problem }),
      ...(this.#from === undefined || this.#to === undefined ? {} : { from: this.#from, to: this.#to }),
      notes: [...this.#notes()],
    };
  }

  *#notes(): Generator<string> {
    if (this.#withoutHost > 0) {
      yield `${calls(this.#withoutHost)} named no host and counted by the path alone; --host says whose log it is`;
    }
    if (this.#sentAsPost > 0) {
      yield 'a POST that means another method by a _method in its body cannot be told from a POST: no log holds the body';
    }
    if (this.#failed > 0) {
      yield `${calls(this.#failed)} ended in an HTTP error; Marketo denies with status 200, so no line tells a denial`;
    }
  }
}

function calls(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}
