import type { CallPattern, Fault, Limits } from './scenario.ts';
import type { Caller } from './tokens.ts';

/** A call that may fail for another reason than its role. */
export interface FaultyCall {
  /** Absent for a path that no operation has. */
  readonly operation: string | undefined;
  readonly client: string;
}

/** `any` is every call but signing in, which would leave nothing else to fail. */
export function fits(pattern: CallPattern, operation: string | undefined): boolean {
  if (pattern.kind === 'operation') return pattern.id === operation;
  return operation === undefined || !operation.endsWith(' /identity/oauth/token');
}

/** Says which faults of a scenario are due: each counts the calls that it is about. */
export class FaultPlan {
  readonly #plan: readonly { readonly fault: Fault; seen: number }[];

  constructor(faults: readonly Fault[]) {
    this.#plan = faults.map((fault) => ({ fault, seen: 0 }));
  }

  /** The first that is due; each that the call is about has counted it. */
  next({ operation, client }: FaultyCall): Fault | undefined {
    let due: Fault | undefined;
    for (const planned of this.#plan) {
      const { fault } = planned;
      if (!fits(fault.call, operation) || (fault.client !== undefined && fault.client !== client)) continue;
      planned.seen += 1;
      const number = planned.seen - fault.after;
      if (due === undefined && number > 0 && number <= (fault.times ?? Number.POSITIVE_INFINITY)) due = fault;
    }
    return due;
  }
}

/** A refusal for having asked too much, with Marketo's words for it. */
export interface Excess {
  readonly code: '606' | '607' | '615';
  readonly message: string;
}

/** Counts what each user asks for, in windows that begin with a call and last as long as the scenario says. */
export class LimitCounter {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #windows = new Map<string, { start: number; calls: number }>();
  readonly #running = new Map<string, number>();
  #all = 0;

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts a call that has come in. What it returns is how that call ends, if not as it otherwise would. */
  enter({ id }: Caller): Excess | undefined {
    const { quota, concurrent, rate } = this.#limits;
    this.#all += 1;
    const running = (this.#running.get(id) ?? 0) + 1;
    this.#running.set(id, running);
    if (quota !== undefined && this.#all > quota) return { code: '607', message: `Daily quota '${quota}' reached` };
    if (concurrent !== undefined && running > concurrent) {
      return { code: '615', message: `Concurrent access limit '${concurrent}' reached` };
    }
    if (rate === undefined || this.#countInWindow(id, rate.seconds) <= rate.calls) return undefined;
    return { code: '606', message: `Max rate limit '${rate.calls}' exceeded with in '${rate.seconds}' secs` };
  }

  /** Its answer is out. */
  leave({ id }: Caller): void {
    const running = (this.#running.get(id) ?? 1) - 1;
    if (running === 0) this.#running.delete(id);
    else this.#running.set(id, running);
  }

  #countInWindow(id: string, seconds: number): number {
    const now = this.#now();
    const window = this.#windows.get(id);
    if (window === undefined || now - window.start >= seconds * 1000) {
      this.#windows.set(id, { start: now, calls: 1 });
      return 1;
    }
    window.calls += 1;
    return window.calls;
  }
}
