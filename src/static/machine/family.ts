import { optionsOf } from '../value/choice.ts';
import type { Value } from '../value/value.ts';
import { type Likeness, shapeOf } from './likeness.ts';
import type { Machine } from './machine.ts';
import type { Stretch } from './recorder.ts';
import { isMadeSince, restsOn } from './summary.ts';
import type { Turn } from './turn.ts';

/** A turn that stood for all further ones, and what came of it. */
interface Settled {
  readonly turn: Turn;
  readonly value: Value;
  readonly recorded: Stretch;
}

/** How many settled turns are asked for an answer: the latest, which found what is there now. */
const maxSettled = 12;

/** The turns of one closure inside the outermost of them. */
export class Family {
  /** How many turns there were. */
  count = 0;
  readonly #seen = new Map<string, (readonly Value[])[]>();
  readonly #settled: Settled[] = [];

  /** Notes the arguments of a turn. */
  note(args: readonly Value[]): void {
    this.count += 1;
    const key = keyOf(args);
    this.#seen.set(key, [...(this.#seen.get(key) ?? []), args]);
  }

  /** Whether a turn had arguments like these. */
  hasSeen(likeness: Likeness, args: readonly Value[]): boolean {
    return (this.#seen.get(keyOf(args)) ?? []).some((seen) => likeness.areListsLike(seen, args));
  }

  /** Keeps what a turn did for calls that it covers, where it made nothing that outlives it. */
  settle(turn: Turn, value: Value, recorded: Stretch): void {
    if (turn.summary === undefined || isMadeSince(value, turn.ids)) return;
    this.#settled.unshift({ turn, value, recorded });
    this.#settled.length = Math.min(this.#settled.length, maxSettled);
  }

  /** The answer of a settled turn that had all that a call brings, and more. */
  answer(m: Machine, likeness: Likeness, self: Value | undefined, args: readonly Value[]): Value | undefined {
    for (const { turn, value, recorded } of this.#settled) {
      const { summary } = turn;
      // What it was given is compared first: that is little, and mostly tells.
      if (!isOpenTo(likeness, turn, self, args) || summary?.holds(likeness) !== true) continue;
      const rest = restsOn(m, likeness, turn.footprint);
      if (rest === undefined) continue;
      for (const one of [summary, ...rest]) one.apply(m, likeness);
      m.recorder.meetAgain(recorded);
      return value;
    }
    return undefined;
  }
}

function isOpenTo(likeness: Likeness, turn: Turn, self: Value | undefined, args: readonly Value[]): boolean {
  if (turn.self !== undefined && self !== undefined && !likeness.covers(turn.self, self)) return false;
  if (turn.args.length !== args.length) return false;
  return turn.args.every((own, index) => {
    const given = args[index];
    return given !== undefined && likeness.leavesOpen(own, given);
  });
}

/** Arguments with different keys are not alike. */
function keyOf(args: readonly Value[]): string {
  return args
    .map((arg) =>
      optionsOf(arg)
        .map(({ value }) => shapeOf(value))
        .join('|'),
    )
    .join();
}
