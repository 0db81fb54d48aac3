import type { Cell } from '../value/cell.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { Value } from '../value/value.ts';
import type { Footprint } from './footprint.ts';
import type { Likeness } from './likeness.ts';
import type { Machine } from './machine.ts';
import { hasNews } from './news.ts';
import type { Turn } from './turn.ts';

/**
 * What a turn did that answered others, once it had settled: for whatever it was asked while it ran, it did no more than
 * this. It holds as long as what it read may be no more than it was then.
 */
export class Summary {
  readonly #turn: Turn;
  readonly #ends: ReadonlyMap<Cell, Value>;

  private constructor(turn: Turn, ends: ReadonlyMap<Cell, Value>) {
    this.#turn = turn;
    this.#ends = ends;
  }

  /** `undefined` where it left behind more than values in older places: then it has to run again. */
  static of(turn: Turn): Summary | undefined {
    const ends = new Map([...turn.footprint.written.keys()].map((cell) => [cell, cell.value]));
    const isPlain = [...ends.values()].every((end) => !isMadeSince(end, turn.ids));
    const summary = new Summary(turn, ends);
    return turn.footprint.isWhole && isPlain && summary.#isShapeKept() ? summary : undefined;
  }

  get footprint(): Footprint {
    return this.#turn.footprint;
  }

  /** Whether a run that starts from what is now would find nothing that this one did not. */
  holds(likeness: Likeness): boolean {
    if (!this.#isShapeKept()) return false;
    for (const [cell, found] of this.footprint.reads) {
      const end = this.#ends.get(cell);
      // Most places hold what they held: that is told without a comparison.
      if (cell.value === found || cell.value === end) continue;
      if (!likeness.leavesOpen(end === undefined ? found : anyOf([found, end]), cell.value)) return false;
    }
    return true;
  }

  /** What it wrote may be written. */
  apply(m: Machine, likeness: Likeness): void {
    for (const [cell, end] of this.#ends)
      if (!likeness.covers(cell.value, end)) m.store.write(cell, anyOf([m.store.read(cell), end]));
    m.store.footprint?.include(this.footprint);
  }

  #isShapeKept(): boolean {
    const { clock } = this.#turn;
    return ![...this.footprint.looked].some((object) => object.changed > clock || object.resized > clock);
  }
}

export function isMadeSince(value: Value, ids: number): boolean {
  return optionsOf(value).some(({ value: single }) => single.kind === 'object' && single.id > ids);
}

/**
 * The summaries that an ended call rests on, where it went on by what calls around it had given; `undefined` where they
 * have gone on since, or where that would be something new by now.
 */
export function restsOn(m: Machine, likeness: Likeness, footprint: Footprint): readonly Summary[] | undefined {
  const found = new Set<Summary>();
  const pending: Footprint[] = [footprint];
  const all: Footprint[] = [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    all.push(next);
    for (const [head, round] of next.leans) {
      if (head.round !== round) return undefined;
      if (!head.isOver) continue;
      const { summary } = head;
      if (summary === undefined || !summary.holds(likeness)) return undefined;
      if (!found.has(summary)) pending.push(summary.footprint);
      found.add(summary);
    }
  }
  const isLeanedOn = (turn: Turn) => all.some(({ leans }) => leans.has(turn));
  return m.turns.some((turn) => isLeanedOn(turn) && hasNews(turn, m.store.footprint)) ? undefined : [...found];
}
