import type { ApiCall } from '../model/api-call.ts';
import type { Outcome, OutcomeCause } from '../model/evidence.ts';
import type { Operation } from '../model/operation.ts';
import { conditionalParameters } from '../uses/conditions.ts';
import type { Served, Unread, UnreadReason } from './stand-in.ts';

/** How a permitted or refused call ends, as the reader of recordings would say from its codes. */
interface Ending {
  readonly outcome: Outcome;
  readonly cause?: OutcomeCause;
}

/** Calls that are alike in all that a role depends on. */
interface Row {
  readonly call: ApiCall;
  times: number;
}

/** Calls of one operation that ask for the same. */
export interface AskedOperation {
  readonly operation: Operation;
  /** Those of the parameters on which the requirement depends. */
  readonly passed: readonly string[];
  times: number;
  /** How many of them were refused for want of a permission. */
  refused: number;
  /** How many of them the role does not let through, whatever they failed for. */
  denied: number;
}

/** What a browser asks by itself takes no permission. */
export const harmless: UnreadReason = 'preflight';

/** More of a path that nobody could read is not shown. */
const longestPath = 500;

/** So many kinds of calls are told apart, which are more than the rules have operations; the rest are only counted. */
const most = 5_000;

/** What was asked of a stand-in, folded as it comes: a row for each kind of call, however many there are. */
export class Account {
  readonly #file: string;
  readonly #rows = new Map<string, Row>();
  readonly #asked = new Map<string, AskedOperation>();
  readonly #unmatched = new Set<string>();
  readonly #unread = new Map<UnreadReason, number>();
  #calls = 0;
  #left = 0;
  #window: { readonly from: number; to: number } | undefined;

  /** @param file what reports name as the place where the calls were seen */
  constructor(file: string) {
    this.#file = file;
  }

  /** All that came in and was understood. */
  get calls(): number {
    return this.#calls;
  }

  /** Requests that were not understood, by reason. */
  get unread(): ReadonlyMap<UnreadReason, number> {
    return this.#unread;
  }

  /** Calls of kinds beyond what is told apart: what they need is not known. */
  get left(): number {
    return this.#left;
  }

  /** In the order in which they were first asked. */
  get asked(): readonly AskedOperation[] {
    return [...this.#asked.values()];
  }

  /** When the first and the last came in, in milliseconds since 1970. */
  get window(): { readonly from: number; readonly to: number } | undefined {
    return this.#window;
  }

  /** Method and path of calls that no operation has, and of those that were not understood. */
  get unmatched(): readonly string[] {
    return [...this.#unmatched];
  }

  add(served: Served): void {
    const { asked, operation } = served;
    this.#calls += 1;
    this.#see(asked.seen.startedAt);
    const conditional = operation === undefined ? [] : conditionalParameters(operation.requires);
    const passed = conditional.filter((name) => asked.parameters.includes(name));
    const ending = endingOf(served);
    const key = [
      operation?.id ?? asked.path,
      asked.method,
      served.caller?.user,
      ending.outcome,
      ending.cause,
      ...passed,
    ].join(' ');
    if (operation !== undefined) this.#note(operation, passed, served);
    else this.#noteUnmatched(asked.method, asked.path);
    const row = this.#rows.get(key);
    if (row !== undefined) row.times += 1;
    else if (this.#rows.size < most) this.#rows.set(key, { call: this.#toCall(served, ending), times: 1 });
    else this.#left += 1;
  }

  addUnread({ method, path, reason, at }: Unread): void {
    this.#unread.set(reason, (this.#unread.get(reason) ?? 0) + 1);
    this.#see(at);
    if (reason !== harmless) this.#noteUnmatched(method, path.slice(0, longestPath));
  }

  /** As the rest of rolefit takes calls. */
  apiCalls(): readonly ApiCall[] {
    return [...this.#rows.values()].map(({ call, times }) => ({ ...call, times }));
  }

  #see(time: number): void {
    this.#window ??= { from: time, to: time };
    this.#window.to = time;
  }

  #noteUnmatched(method: string, path: string): void {
    if (this.#unmatched.size < most) this.#unmatched.add(`${method} ${path}`);
  }

  #note(operation: Operation, passed: readonly string[], { code, isDenied }: Served): void {
    const key = [operation.id, ...passed].join(' ');
    const known = this.#asked.get(key) ?? { operation, passed, times: 0, refused: 0, denied: 0 };
    known.times += 1;
    if (code === '603') known.refused += 1;
    if (isDenied) known.denied += 1;
    this.#asked.set(key, known);
  }

  #toCall({ asked, host, caller }: Served, { outcome, cause }: Ending): ApiCall {
    return {
      method: asked.method,
      ...(asked.methodOverridden ? { methodOverridden: true } : {}),
      host,
      path: [asked.path],
      parameters: { names: asked.parameters, complete: true },
      certainty: 'definite',
      reachable: true,
      principal: caller?.user.replace(/@stand-in\.example$/, '') ?? unsigned,
      evidence: {
        kind: 'traffic',
        file: this.#file,
        entry: this.#calls - 1,
        outcome,
        ...(cause === undefined ? {} : { cause }),
      },
    };
  }
}

/** Whose calls they are that came without a token, or with one that is none. */
export const unsigned = 'unknown';

function endingOf({ code }: Served): Ending {
  if (code === undefined || Number(code) >= 700) return { outcome: 'allowed' };
  if (code === '603') return { outcome: 'denied' };
  return code === '600' || code === '601' || code === '602'
    ? { outcome: 'attempted', cause: 'token' }
    : { outcome: 'attempted' };
}
