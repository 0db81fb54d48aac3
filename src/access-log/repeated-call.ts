import { maxEvidence } from '../model/operation-use.ts';
import { readLogTime } from './log-time.ts';
import type { LoggedCall } from './logged-call.ts';
import type { TextRequest } from './read-text.ts';
import type { CallResult } from './to-logged-call.ts';

/** How a line was read, and what it came to, without its own place and time. */
export interface Outcome {
  readonly one: Pick<TextRequest, 'row' | 'around'>;
  readonly result: Exclude<CallResult, string>;
}

/** The calls of lines that are alike: each is told while a report shows places of such calls, and the others are counted. */
export class RepeatedCall {
  readonly outcome: Outcome;
  #told = 0;
  #later = 0;
  #from: string | undefined;
  #to: string | undefined;
  #last: { readonly line: number; readonly startedAt: string | undefined } | undefined;

  constructor(outcome: Outcome) {
    this.outcome = outcome;
  }

  /** One more of them; the call, where it is to be told by itself. */
  repeat(line: number, time: string | undefined): LoggedCall | undefined {
    const startedAt = readLogTime(time);
    if (this.#told < maxEvidence) {
      this.#told += 1;
      return { ...this.outcome.result.call, ...placed(line, startedAt) };
    }
    this.#later += 1;
    this.#last = { line, startedAt };
    if (startedAt !== undefined) {
      if (this.#from === undefined || startedAt < this.#from) this.#from = startedAt;
      if (this.#to === undefined || startedAt > this.#to) this.#to = startedAt;
    }
    return undefined;
  }

  /** Those that were not told, as one call that has the place of the last; `undefined` where all were. */
  get later() {
    if (this.#last === undefined) return undefined;
    const { call } = this.outcome.result;
    const { line, startedAt } = this.#last;
    const times = call.times * this.#later;
    return {
      call: { ...call, ...placed(line, startedAt), times },
      lines: this.#later,
      span: [this.#from, this.#to],
    };
  }
}

function placed(line: number, startedAt: string | undefined): Pick<LoggedCall, 'line' | 'startedAt'> {
  return { line, ...(startedAt === undefined ? {} : { startedAt }) };
}
