import { maxEvidence } from '../model/operation-use.ts';
import type { LoggedCall } from './logged-call.ts';

/** So many kinds of calls are told apart; calls beyond are told one by one. */
const mostGroups = 20_000;

interface Group {
  seen: number;
  times: number;
  call: LoggedCall;
}

/**
 * Puts calls together that are alike in all but their place and time. Of each kind the first are told one by one, as many
 * as a report shows places of; the others are one call at the end that stands for all of them.
 */
export class CallGroups {
  readonly #groups = new Map<string, Group>();
  /** The groups of calls that came with an object which all alike have. */
  readonly #alike = new WeakMap<object, Group>();

  /** Whether a call is to be told by itself. */
  isToBeTold(call: LoggedCall, like?: object): boolean {
    const known = like === undefined ? undefined : this.#alike.get(like);
    const key = known === undefined ? keyOf(call) : '';
    const group = known ?? this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size < mostGroups) this.#groups.set(key, { seen: 1, times: 0, call });
      return true;
    }
    if (known === undefined && like !== undefined) this.#alike.set(like, group);
    group.seen += 1;
    if (group.seen <= maxEvidence) return true;
    group.times += call.times;
    group.call = call;
    return false;
  }

  /** Adds calls of which as many as are told were told before; `false` where they are in no group. */
  addLater(call: LoggedCall, like?: object): boolean {
    const group = (like === undefined ? undefined : this.#alike.get(like)) ?? this.#groups.get(keyOf(call));
    if (group === undefined) return false;
    group.times += call.times;
    if (call.line > group.call.line) group.call = { ...call, times: 1 };
    return true;
  }

  /** What was put together, a call for each kind. */
  rest(): readonly LoggedCall[] {
    return [...this.#groups.values()].flatMap(({ times, call }) => (times === 0 ? [] : [{ ...call, times }]));
  }
}

function keyOf(call: LoggedCall): string {
  const { kind, principal, refused } = call;
  if (kind === 'mcp') return `${kind}\0${principal}\0${refused}`;
  const { method, methodOverridden, host, path, pathIsOpen, parameters } = call;
  return `${method}\0${host}\0${path}\0${parameters.names.join()}\0${parameters.complete}${methodOverridden}${pathIsOpen}${refused}\0${principal}`;
}
